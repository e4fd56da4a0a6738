"""How long the cuts of a voice are beside their scripts: what an estimate can learn from."""

import json
from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from broadcaster.bulletins.tables import BulletinRow, CutRow, RevisionRow
from broadcaster.production import Cut
from broadcaster.reading import Script


def newest_cuts(
    session: Session, voice: str, language: str, reader: str, most: int
) -> Iterator[tuple[Script, Cut]]:
    """Give the newest bulletins in hand whose cut is in this voice: script and cut of each.

    `reader` narrows them to one person's; empty takes all. A cut of an earlier text tells nothing.
    """
    query = (
        select(RevisionRow.script, CutRow.document)
        .join(BulletinRow, RevisionRow.bulletin == BulletinRow.id)
        .join(CutRow, CutRow.sha256 == BulletinRow.cut)
        .where(
            RevisionRow.number == BulletinRow.revision,
            RevisionRow.script_sha256 == BulletinRow.cut_script,
            RevisionRow.language == language,
            CutRow.document.contains(json.dumps(voice, ensure_ascii=False), autoescape=True),
        )
        .order_by(BulletinRow.year.desc(), BulletinRow.number.desc())
        .limit(most)
    )
    if reader:
        query = query.where(RevisionRow.reader == reader)
    for script, document in session.execute(query):
        cut = Cut.from_document(json.loads(document))
        if cut.voice == voice:
            yield Script.from_document(json.loads(script)), cut
