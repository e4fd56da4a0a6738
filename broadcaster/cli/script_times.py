"""How a script looks beside the clock of its cut."""

from collections.abc import Iterator
from typing import Any

from broadcaster.bulletins.revision import Revision
from broadcaster.i18n import _
from broadcaster.production.marks import Marks
from broadcaster.reports.columns import wrap


def times_document(revision: Revision, marks: Marks) -> dict[str, Any]:
    """Return the marks as plain JSON values, with what they are of."""
    return {"id": revision.bulletin, "revision": revision.id, **marks.to_document()}


def times_lines(revision: Revision, marks: Marks) -> Iterator[str]:
    """Give each line that sounds with when it begins and ends."""
    yield from wrap(f"{revision.id} · {revision.fields.title}")
    line, begins, ends = _("LINE"), _("FROM"), _("UNTIL")
    yield f"{line:>4}  {begins:>7}  {ends:>7}  " + _("SPOKEN")
    for one in marks.sentences:
        head = f"{one.line:>4}  {clock(one.start_ms):>7}  {clock(one.end_ms):>7}  "
        yield from wrap(revision.script.sentences[one.line - 1].spoken, " " * len(head), head)


def clock(ms: int) -> str:
    """Return a place in a cut as minutes, seconds and tenths: `2:05.3`; rounded down."""
    minutes, left = divmod(ms, 60_000)
    return f"{minutes}:{left // 1000:02}.{left % 1000 // 100}"
