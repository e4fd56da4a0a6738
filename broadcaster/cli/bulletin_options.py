"""The options of a bulletin's commands, and what people typed made into values."""

import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from broadcaster.cli.bulletin_desk import tell_brought

if TYPE_CHECKING:
    from broadcaster.bulletins.fields import Wanted
    from broadcaster.bulletins.rewording import Edits

F = TypeVar("F", bound=Callable[..., Any])
CLASSES = ("normal", "priority", "emergency")
STATES = ("draft", "rendered", "submitted", "returned", "approved", "withdrawn")
STAGES = (
    "proposal", "drafting", "consultation", "approval", "promulgation", "implementation",
    "feedback",
)  # fmt: skip

JSON = click.option("--json", "as_json", is_flag=True, help="Write one JSON document.")
YES = click.option("--yes", is_flag=True, help="Do it although planned airings stop.")


def field_options(function: F) -> F:
    """Give a command the fields of a bulletin as options, named as in `Wanted`."""
    for option in reversed(
        (
            click.option("--title", help="What it is called; else its first line."),
            click.option(
                "--class", "bulletin_class", type=click.Choice(CLASSES), help="Legal class."
            ),
            click.option("--language", help="Code such as vi, en, tyz."),
            click.option("--column", help="The station's own column (chuyên mục)."),
            click.option("--kind", "content_kind", help="news, law, health, notice, ..."),
            click.option("--origin", help="own, province, centre, border-guard, ..."),
            click.option("--legal-ref", help="Number of the legal document it rests on."),
            click.option("--writer", help="Who wrote it."),
            click.option("--translator", help="Who translated it."),
            click.option("--reader", help="Who reads it, when a person does."),
            click.option("--from", "valid_from", metavar="DATE", help="First day or moment."),
            click.option("--until", "valid_until", metavar="DATE", help="Last day, or end."),
            click.option("--times", type=int, help="How often it may air; 0 for no limit."),
            click.option("--zones", multiple=True, help="Zones, by comma; all for everywhere."),
            click.option("--policy", help="Document number of a policy in the list."),
            click.option("--stage", type=click.Choice(STAGES), help="Stage of that policy."),
            click.option(
                "--answers-until",
                metavar="DATE",
                help="Last day of a consultation; it airs no longer.",
            ),
            click.option("--answers-to", help="How people give their opinion, and to whom."),
            click.option("--supersedes", metavar="ID", help="Ends that one when approved."),
            click.option("--translates", metavar="ID", help="This is that one in --language."),
            click.option(
                "--headline",
                metavar="LINE",
                help="Its headline: a line of the script, none, or auto for the title's line.",
            ),
        )
    ):
        function = option(function)
    return function


def wanted_from(typed: dict[str, Any]) -> "Wanted":
    """Take the fields of a bulletin out of what was typed."""
    from broadcaster.bulletins import BulletinClass, Wanted

    kind = typed.pop("bulletin_class")
    zones = tuple(typed.pop("zones")) or None
    return Wanted(bulletin_class=BulletinClass(kind) if kind else None, zones=zones, **typed)


def edits_from(typed: dict[str, Any]) -> "Edits":
    """Take the edits of a text out of what was typed; what is left are its fields."""
    from broadcaster.bulletins import BulletinsError
    from broadcaster.bulletins.intake import bring
    from broadcaster.bulletins.rewording import Edits

    text = typed.pop("text")
    says = tuple(pair("--say", value) for value in typed.pop("say"))
    choices = []
    for option in typed.pop("choose"):
        flag, number = pair("--choose", option)
        if not number.strip().isdecimal():
            raise BulletinsError.bad_pair("--choose", option, "FLAG=N")
        choices.append((flag, int(number)))
    brought = bring(text) if text is not None else None
    if brought and brought.recording:
        raise BulletinsError.not_a_text(Path(text).name)
    if brought:
        tell_brought(brought)
    return Edits(
        brought.text if brought else None,
        typed.pop("read_again"),
        tuple(_lines(typed.pop("omit"))),
        says,
        tuple(choices),
    )


def _lines(options: Sequence[str]) -> Iterator[int]:
    """Give the lines that `2,28-33` names; a list of them may be given in several options."""
    from broadcaster.bulletins import BulletinsError

    for part in ",".join(options).split(","):
        found = re.fullmatch(r"\s*(\d{1,6})(?:-(\d{1,6}))?\s*", part)
        if found:
            yield from range(int(found[1]), int(found[2] or found[1]) + 1)
        elif part.strip():
            raise BulletinsError.bad_pair("--omit", part, "LINE, LINE-LINE")


def pair(option: str, value: str) -> tuple[int, str]:
    """Return what `NUMBER=TEXT` names; refused with the option's own form."""
    from broadcaster.bulletins import BulletinsError

    number, separator, text = value.partition("=")
    if not separator or not number.strip().isdecimal():
        raise BulletinsError.bad_pair(option, value, "LINE=TEXT" if option == "--say" else "FLAG=N")
    return int(number), text
