"""The texts of what was on air, for the annex of a log book: of exactly the revision that sounded.

The log names revision and approval; the text stands in the working database. It is printed when its
script has the hash that was approved, and otherwise the paper says why there is none.
"""

import contextlib
from collections.abc import Iterator

from broadcaster.bulletins import actions as bulletins
from broadcaster.bulletins import hash_of
from broadcaster.desk import Desk
from broadcaster.handles import HandleError
from broadcaster.i18n import _, ngettext
from broadcaster.reports.model import Group, ItemRow, Stretch, UnplannedRow
from broadcaster.reports.paper import Annex, Text

SHOWN_OF_HASH = 16


def annexed_texts(desk: Desk, stretch: Stretch) -> Annex:
    """Return the texts of the bulletins that sounded, in the order in which each first did."""
    heard: dict[str, list[ItemRow | UnplannedRow]] = {}
    planned = [row for row in stretch.items if row.group is Group.BULLETINS and row.sounded_ms]
    outside = [row for row in stretch.unplanned if row.sounded_ms]
    rows: list[ItemRow | UnplannedRow] = [*planned, *outside]
    for row in rows:
        if row.subject.revision:
            heard.setdefault(row.subject.revision, []).append(row)
    return Annex(_("Texts of what was on air"), tuple(_texts(desk, heard)))


def _texts(desk: Desk, heard: dict[str, list[ItemRow | UnplannedRow]]) -> Iterator[Text]:
    for number, (revision, rows) in enumerate(heard.items(), 1):
        subject = rows[0].subject
        times = ngettext("{count} airing", "{count} airings", len(rows)).format(count=len(rows))
        words, why = _words(desk, revision, subject.approval)
        about = "; ".join(part for part in (revision, times, why) if part)
        yield Text(f"{number}. {subject.title or revision}", about, words)


def _words(desk: Desk, revision: str, approval: str) -> tuple[str | None, str]:
    """Return the text as written, and what vouches for it or why it is not there."""
    found = given = None
    with contextlib.suppress(HandleError):
        found = bulletins.find_revision(desk, revision)
        given = bulletins.approval_named(desk, approval)
    if found is None or found.id != revision:
        return None, ""
    if not found.has_text:
        return "", _("a recording; it has no text")
    code = hash_of(found.script)
    if given is None or given.script_sha256 != code:
        return None, _("THE TEXT ON THIS MACHINE IS NOT THE ONE THAT WAS APPROVED")
    return found.script.source, _("as approved, SHA-256 {code}…").format(code=code[:SHOWN_OF_HASH])
