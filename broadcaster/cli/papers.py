"""What every paper of a period takes on the command line, and how it is handed out."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial, wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from broadcaster.cli.session import Session, common_options, talk
from broadcaster.i18n import _

if TYPE_CHECKING:
    from datetime import date, datetime

    from broadcaster.config import Settings
    from broadcaster.home import Home
    from broadcaster.reports.paper import Paper
    from broadcaster.reports.period_papers import Wanted

    Make = Callable[[Home, Settings, datetime], Paper]

F = TypeVar("F", bound=Callable[..., Any])
FORMATS = ("table", "csv", "xlsx", "pdf", "html", "json")
COUNTINGS = ("calendar", "15-14")
FILES = ("xlsx", "pdf")
"""Forms no terminal can show."""


@dataclass(frozen=True)
class Handing:
    """How a paper was asked for."""

    shape: str
    out: Path | None
    log: str | None
    counting: str

    def wanted(self, kind: str, when: str) -> "Wanted":
        """Return which days of which log are wanted."""
        from broadcaster.reports.period import PeriodKind
        from broadcaster.reports.period_papers import Wanted

        return Wanted(PeriodKind(kind), when, self.counting, self.log)


def folders_option(function: F) -> F:
    """Give a verb the journal folders that were brought, as `folders`."""
    return click.option(
        "--logs",
        "folders",
        multiple=True,
        type=click.Path(exists=True, file_okay=False, path_type=Path),
        help="A journal folder brought from a station; may be given again.",
    )(function)


def period_options(*kinds: str) -> Callable[[F], F]:
    """Give a verb one flag for each kind of period; the first is the default."""

    def give(function: F) -> F:
        for kind in reversed(kinds):
            function = click.option(
                f"--{kind}",
                "kind",
                flag_value=kind,
                default=kind == kinds[0],
                help=f"The period is a {kind}.",
            )(function)
        return function

    return give


_PERIODS = (
    click.option("--log", "log", help="real, rehearsal, or the id of a log."),
    click.option(
        "--period",
        "counting",
        type=click.Choice(COUNTINGS),
        default=COUNTINGS[0],
        show_default=True,
        help="Whole months of the calendar, or from the 15th to the 14th.",
    ),
)


def paper_options(function: F) -> F:
    """Give a verb what papers of a period share, as one `handing`."""
    return form_options(function, _PERIODS)


def form_options(function: F, others: Sequence[Callable[[Any], Any]] = ()) -> F:
    """Give a verb how a paper is handed out, as one `handing`."""

    @wraps(function)
    def handed(*args: Any, **options: Any) -> Any:
        shape = "json" if options.pop("as_json") else options.pop("shape")
        options.pop("shape", None)
        out, log = options.pop("out"), options.pop("log", None)
        handing = Handing(shape, out, log, options.pop("counting", COUNTINGS[0]))
        return function(*args, handing=handing, **options)

    for option in (
        *others,
        click.option(
            "--out", type=click.Path(dir_okay=False, path_type=Path), help="Write to this file."
        ),
        click.option("--json", "as_json", is_flag=True, help="The same as --format json."),
        click.option(
            "--format", "shape", type=click.Choice(FORMATS), default="table", show_default=True
        ),
        common_options,
    ):
        handed = option(handed)
    return handed  # type: ignore[return-value]


def hand_out(session: Session, handing: Handing, make: "Make") -> None:
    """Make the paper and write it to the file that was named, else to stdout."""
    from broadcaster.reports import actions
    from broadcaster.reports.paper import render
    from broadcaster.timebase import SystemTime

    home, settings = session.settings()
    content = render(make(home, settings, SystemTime().now()), handing.shape)
    stdout = click.get_binary_stream("stdout")
    if handing.out:
        actions.write_report(handing.out, content)
        talk(_('The report is in "{path}".').format(path=handing.out))
    elif handing.shape in FILES and stdout.isatty():
        raise click.UsageError(
            _("{shape} is no text; name a file with --out.").format(shape=handing.shape)
        )
    else:
        stdout.write(content)


def period_paper(
    session: Session,
    kind: str,
    when: str,
    handing: Handing,
    unit: str | None = None,
    folders: tuple[Path, ...] = (),
    units_of: "date | None" = None,
) -> None:
    """Make and hand out the report of a period, of this station or of a subtree."""
    from broadcaster.feedback.figures import asked_in
    from broadcaster.reports.period_papers import activity_paper, subtree_paper

    wanted = handing.wanted(kind, when)
    if (folders or units_of) and not unit:
        raise click.UsageError(_("--logs and --units go with --unit."))
    if unit:
        desk = session.desk()
        make = partial(subtree_paper, desk, unit, folders, wanted, units_of)
        hand_out(session, handing, lambda _h, _s, _n: make())
    else:
        hand_out(session, handing, partial(activity_paper, wanted=wanted, asked=asked_in))
