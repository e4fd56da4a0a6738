"""Days and terms as options."""

from collections.abc import Callable
from datetime import date
from typing import Any, TypeVar

import click

from broadcaster.i18n import _

F = TypeVar("F", bound=Callable[..., Any])


class Day(click.ParamType):
    """A day, as 2026-11-22 or 22/11/2026."""

    name = "day"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Return the day; a usage error quotes what was typed."""
        from broadcaster.units.days import read_day

        if isinstance(value, date):
            return value
        try:
            return read_day(value)
        except ValueError:
            self.fail(
                _('"{value}" is no day; write 2026-11-22 or 22/11/2026.').format(value=value),
                param,
                ctx,
            )


DAY = Day()


def term_options(function: F) -> F:
    """Give a verb `--from D` and `--until D`, both days included."""
    function = click.option("--until", "until", type=DAY, help="Last day; open when left out.")(
        function
    )
    return click.option("--from", "since", type=DAY, help="First day; open when left out.")(
        function
    )
