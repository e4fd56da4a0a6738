"""What an operator changes in how a bulletin is read: choose, say, leave out, teach a word."""

from collections.abc import Sequence
from typing import Annotated

from fastapi import Form
from starlette.responses import Response

from broadcaster.bulletins import Wanted, actions
from broadcaster.bulletins.fields import AS_IT_IS
from broadcaster.bulletins.rewording import Edits
from broadcaster.reading import ReadingError, Script
from broadcaster.schedule import actions as schedule_actions
from broadcaster.web.fields import LineNumber, Text, Tick, Whole
from broadcaster.web.visit import Visit, Visitor, go_to


def choose(
    visit: Visitor, bulletin: str, choice: Text, remember: Tick = "", confirmed: Tick = ""
) -> Response:
    """Settle a flag: `choice` is its number and the candidate's, `2:1`."""
    flag, _colon, candidate = choice.partition(":")
    numbers = (int(flag), int(candidate)) if flag.isdecimal() and candidate.isdecimal() else (0, 0)
    edits = Edits(choose=(numbers,))
    change(visit, bulletin, edits, confirmed, remember=True if remember else None)
    return go_to(f"/write/{bulletin}", "edited", "check")


def say(
    visit: Visitor, bulletin: str, line: LineNumber, text: Text = "", confirmed: Tick = ""
) -> Response:
    """Say something else in place of a line."""
    change(visit, bulletin, Edits(say=((line, text),)), confirmed)
    return go_to(f"/write/{bulletin}", "edited", f"line-{line}")


def omit(
    visit: Visitor,
    bulletin: str,
    line: Annotated[Sequence[int], Form()] = (),
    confirmed: Tick = "",
) -> Response:
    """Leave lines out."""
    change(visit, bulletin, Edits(omit=tuple(line)), confirmed)
    return go_to(f"/write/{bulletin}", "omitted", "check")


def restore(visit: Visitor, bulletin: str, line: LineNumber, confirmed: Tick = "") -> Response:
    """Read a line again as it is written, also one that was left out."""
    script = actions.find(visit.desk, bulletin).revision.script
    change(visit, bulletin, Edits(say=_as_written(script, [line])), confirmed)
    return go_to(f"/write/{bulletin}", "edited", f"line-{line}")


def teach(
    visit: Visitor,
    bulletin: str,
    written: Text = "",
    spoken: Text = "",
    confirmed: Tick = "",
) -> Response:
    """Teach how a word is said, and read the lines that hold it again."""
    entry = actions.lexicon_add(visit.desk, written, spoken, source=bulletin)
    script = actions.find(visit.desk, bulletin).revision.script
    lines = [
        number
        for number, sentence in enumerate(script.sentences, 1)
        if entry.written in script.written(sentence) and not sentence.omitted
    ]
    if lines:
        change(visit, bulletin, Edits(say=_as_written(script, lines)), confirmed)
    return go_to(f"/write/{bulletin}", "taught", "check")


def _as_written(script: Script, lines: Sequence[int]) -> tuple[tuple[int, str], ...]:
    """Return lines with what was written there; `ReadingError` for one that is not there."""
    known = range(1, len(script.sentences) + 1)
    for line in lines:
        if line not in known:
            raise ReadingError.no_line(line, len(known))
    return tuple((line, script.written(script.sentences[line - 1])) for line in lines)


def text(
    visit: Visitor,
    bulletin: str,
    text: Whole = "",
    confirmed: Tick = "",
) -> Response:
    """Read another text instead."""
    change(visit, bulletin, Edits(text=text), confirmed)
    return go_to(f"/write/{bulletin}", "edited")


def change(
    visit: Visit,
    bulletin: str,
    edits: Edits,
    confirmed: str,
    wanted: Wanted = AS_IT_IS,
    *,
    remember: bool | None = None,
) -> None:
    """Make the next revision; `confirmed` says that the airings which stop were shown."""
    actions.edit(
        visit.desk,
        bulletin,
        wanted,
        edits,
        remember=remember,
        airings=lambda id_: schedule_actions.airings_of(visit.desk, id_),
        confirmed=bool(confirmed),
    )
    visit.office.speaking.forget(bulletin)
