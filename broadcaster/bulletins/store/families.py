"""Which approved bulletins translate which."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from broadcaster.bulletins.families import Families
from broadcaster.bulletins.model import State
from broadcaster.bulletins.tables import BulletinRow, RevisionRow


def read(session: Session) -> Families:
    """Return the families of all variants that are approved; no text is read."""
    query = (
        select(BulletinRow.id, RevisionRow.translates)
        .join(RevisionRow, RevisionRow.bulletin == BulletinRow.id)
        .where(
            BulletinRow.state == str(State.APPROVED),
            RevisionRow.number == BulletinRow.revision,
            RevisionRow.translates != "",
        )
    )
    return Families({id_: source.rpartition(".r")[0] for id_, source in session.execute(query)})
