"""A text that is too long, and where to divide it, in words."""

from collections.abc import Sequence

from broadcaster.bulletins.spoken_line import SpokenLine
from broadcaster.i18n import _, ngettext
from broadcaster.quantities import length_in_words
from broadcaster.schedule.foresight.overlong import Overlong

FIRST_WORDS = 6
"""Of a line, enough to find it by."""


def overlong_text(found: Overlong) -> str:
    """Return two sentences: how much too long it is, and what to do where its lines are known."""
    if not found.too_long and not found.divide_before:
        return _excess(found)
    return f"{_excess(found)} {_way_out(found)}"


def _excess(found: Overlong) -> str:
    length, room = length_in_words(found.length_ms), length_in_words(found.room_ms)
    if not found.title:
        return _("It is about {length} long, more than {room}.").format(length=length, room=room)
    sentence = _(
        "It is about {length} long; no session that takes it has room for more than {room} "
        "(“{session}”)."
    )
    return sentence.format(length=length, room=room, session=found.title)


def _way_out(found: Overlong) -> str:
    if found.too_long:
        return ngettext(
            "Line {lines} alone is longer than that: say it in shorter sentences.",
            "Lines {lines} are longer than that, each alone: say them in shorter sentences.",
            len(found.too_long),
        ).format(lines=_places(found.too_long))
    return _("Divide it before line {lines}; the parts are then {parts} long.").format(
        lines=_places(found.divide_before),
        parts=", ".join(length_in_words(part) for part in found.parts_ms),
    )


def _places(lines: Sequence[SpokenLine]) -> str:
    return ", ".join(f"{line.number} (“{_beginning(line.written)}”)" for line in lines)


def _beginning(written: str) -> str:
    words = written.split()
    short = " ".join(words[:FIRST_WORDS])
    return f"{short}…" if len(words) > FIRST_WORDS else short
