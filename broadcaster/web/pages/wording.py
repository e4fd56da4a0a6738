"""What an operator changes in how a bulletin is read: choose, say, leave out, teach a word."""

from collections.abc import Sequence
from typing import Annotated

from fastapi import Form
from starlette.responses import Response

from broadcaster.bulletins import Wanted, actions
from broadcaster.bulletins.fields import AS_IT_IS
from broadcaster.bulletins.rewording import Edits
from broadcaster.reading import ReadingError
from broadcaster.web.consent import Seen, WhatWasSeen, consent
from broadcaster.web.fields import LineNumber, Text, Tick, Whole
from broadcaster.web.visit import Visit, Visitor, go_to


def choose(
    visit: Visitor, bulletin: str, choice: Text, seen: WhatWasSeen, remember: Tick = ""
) -> Response:
    """Settle a flag: `choice` is its number and the candidate's, `2:1`."""
    flag, _colon, candidate = choice.partition(":")
    numbers = (int(flag), int(candidate)) if flag.isdecimal() and candidate.isdecimal() else (0, 0)
    edits = Edits(choose=(numbers,))
    change(visit, bulletin, seen, edits, remember=True if remember else None)
    return go_to(f"/write/{bulletin}", "edited", "check")


def say(
    visit: Visitor, bulletin: str, line: LineNumber, seen: WhatWasSeen, text: Text = ""
) -> Response:
    """Say something else in place of a line."""
    change(visit, bulletin, seen, Edits(say=((line, text),)))
    return go_to(f"/write/{bulletin}", "edited", f"line-{line}")


def omit(
    visit: Visitor,
    bulletin: str,
    seen: WhatWasSeen,
    line: Annotated[Sequence[int], Form()] = (),
) -> Response:
    """Leave lines out."""
    change(visit, bulletin, seen, Edits(omit=tuple(line)))
    return go_to(f"/write/{bulletin}", "omitted", "check")


def restore(visit: Visitor, bulletin: str, line: LineNumber, seen: WhatWasSeen) -> Response:
    """Read a line again as it is written, also one that was left out."""
    script = actions.find(visit.desk, bulletin).revision.script
    if line > len(script.sentences):
        raise ReadingError.no_line(line, len(script.sentences))
    written = script.written(script.sentences[line - 1])
    change(visit, bulletin, seen, Edits(say=((line, written),)))
    return go_to(f"/write/{bulletin}", "edited", f"line-{line}")


def teach(
    visit: Visitor, bulletin: str, seen: WhatWasSeen, written: Text = "", spoken: Text = ""
) -> Response:
    """Teach how a word is said; the lines that hold it are read again."""
    actions.teach(visit.desk, bulletin, written, spoken, **consent(visit, seen))
    visit.office.speaking.forget(bulletin)
    return go_to(f"/write/{bulletin}", "taught", "check")


def text(visit: Visitor, bulletin: str, seen: WhatWasSeen, text: Whole = "") -> Response:
    """Read another text instead."""
    change(visit, bulletin, seen, Edits(text=text))
    return go_to(f"/write/{bulletin}", "edited")


def change(
    visit: Visit,
    bulletin: str,
    seen: Seen,
    edits: Edits,
    wanted: Wanted = AS_IT_IS,
    *,
    remember: bool | None = None,
) -> None:
    """Make the next revision of what was seen."""
    actions.edit(visit.desk, bulletin, wanted, edits, remember=remember, **consent(visit, seen))
    visit.office.speaking.forget(bulletin)
