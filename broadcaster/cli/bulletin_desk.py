"""What the bulletins' commands ask of others: which airings stop, and what people are called.

Also what is said of a file that was brought, before anything is done with its text, and what a
corrected line could teach the lexicon.
"""

import shlex
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from broadcaster.cli.session import talk
from broadcaster.i18n import _, ngettext

if TYPE_CHECKING:
    from broadcaster.bulletins.intake import Brought
    from broadcaster.desk import Desk
    from broadcaster.reading import Script


class Stopping:
    """Asks the planner which airings would stop, and tells the person every one of them."""

    def __init__(self, desk: "Desk") -> None:
        self._desk = desk
        self._lines: list[str] = []

    def __call__(self, bulletin: str) -> Sequence[str]:
        """Return one line for each planned airing of a bulletin."""
        from broadcaster.schedule import actions as schedule_actions

        lines = schedule_actions.airings_of(self._desk, bulletin)
        self._lines += lines
        return lines

    @contextmanager
    def told(self) -> Iterator["Stopping"]:
        """List what was found when the action is over, done or refused."""
        try:
            yield self
        finally:
            if self._lines:
                talk(_("Airings that stop:"))
            for line in self._lines:
                talk(f"  {line}")


def names_at(desk: "Desk") -> Callable[[str], str]:
    """Return what gives a person's name for their id; the id itself when there is nobody."""
    from broadcaster.units import actions as units_actions

    names = {one.id: one.name for one in units_actions.people(desk)}
    return lambda person: names.get(person, person)


def warn_if_overlong(desk: "Desk", bulletin: str) -> None:
    """Tell where to divide a text that no session has room for, if that can be said now."""
    from broadcaster.errors import BroadcasterError
    from broadcaster.schedule import actions as schedule_actions
    from broadcaster.schedule.foresight.overlong_words import overlong_text

    try:
        found = schedule_actions.preview(desk, bulletin).overlong
    except BroadcasterError:
        return  # no programme or hours yet, or withdrawn: then nothing is planned
    if found:
        talk(overlong_text(found))


def tell_brought(brought: "Brought") -> None:
    """Tell what a text was taken from, and whether it was converted."""
    count = brought.parts
    if brought.kind == "docx":
        talk(
            ngettext(
                "From a Word document, {count} paragraph.",
                "From a Word document, {count} paragraphs.",
                count,
            ).format(count=count)
        )
    if brought.kind == "pdf":
        talk(
            ngettext("From a PDF, {count} page.", "From a PDF, {count} pages.", count).format(
                count=count
            )
        )
    if brought.pictures:
        pages = ", ".join(str(number) for number in brought.pictures)
        talk(
            _("Not read, because they are pictures without text: pages {pages}.").format(
                pages=pages
            )
        )
    if brought.original:
        talk(_("Read as {encoding} and converted.").format(encoding=brought.encoding.upper()))
    elif brought.encoding not in ("", "utf-8"):
        talk(_("Read as {encoding}.").format(encoding=brought.encoding))


def tell_offers(desk: "Desk", before: "Script", after: "Script") -> None:
    """Offer what corrected lines teach as commands that are ready to run."""
    from broadcaster.bulletins import actions

    offered = actions.offered(desk, before, after)
    if offered:
        talk(_("To read later texts so too:"))
    for one in offered:
        # A written form may begin with a dash; `--` keeps it from being an option.
        dashes = "-- " if one.written.startswith("-") or one.spoken.startswith("-") else ""
        words = f"{shlex.quote(one.written)} {shlex.quote(one.spoken)}"
        talk(f"  broadcaster lexicon add {dashes}{words}")
