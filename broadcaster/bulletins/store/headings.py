"""What a list of other things says of bulletins, without their texts."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from broadcaster.bulletins.model import BulletinClass, State
from broadcaster.bulletins.tables import BulletinRow, RevisionRow


@dataclass(frozen=True)
class Heading:
    """The newest revision of a bulletin in a line."""

    id: str
    state: State
    title: str
    bulletin_class: BulletinClass
    column: str
    content_kind: str


def read(session: Session, wanted: Collection[str]) -> dict[str, Heading]:
    """Return the headings of these bulletins, by id; one that is not there is left out."""
    query = (
        select(
            BulletinRow.id,
            BulletinRow.state,
            RevisionRow.title,
            RevisionRow.bulletin_class,
            RevisionRow.column,
            RevisionRow.content_kind,
        )
        .join(RevisionRow, RevisionRow.bulletin == BulletinRow.id)
        .where(RevisionRow.number == BulletinRow.revision, BulletinRow.id.in_(set(wanted)))
    )
    return {
        id_: Heading(id_, State(state), title, BulletinClass(class_), column, kind)
        for id_, state, title, class_, column, kind in session.execute(query)
    }
