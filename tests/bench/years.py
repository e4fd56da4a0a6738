"""A home as two years of work leave it: bulletins in every state, a year of as-run log, a plan.

Made quickly: eight bulletins are entered by the actions that people use, and their rows copied;
the log is written in one go, from orders that the planner itself made, each record chained to
the one before it as the player chains them.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

from sqlalchemy import insert, select

from broadcaster.bulletins import Bulletin, State
from broadcaster.bulletins import actions as bulletins
from broadcaster.bulletins.actions.ending import queue_approval
from broadcaster.bulletins.granting import foresee
from broadcaster.bulletins.model import Approval
from broadcaster.bulletins.tables import (
    ApprovalRow,
    BulletinRow,
    CutRow,
    RevisionRow,
    StepRow,
    SubmissionRow,
)
from broadcaster.desk import Desk
from broadcaster.production import Cut
from broadcaster.schedule import actions as schedule
from broadcaster.timebase import as_rfc3339
from broadcaster.units import Role
from broadcaster.units import actions as units
from broadcaster.upkeep import actions as upkeep
from broadcaster.users import actions as users
from tests.bench.texts import text_of
from tests.bench.year_log import write_year

BULLETINS = 20_000
TWO_YEARS = timedelta(days=730)
NEWEST = (
    *[(State.APPROVED, 40)],
    *[(State.SUBMITTED, 30)],
    *[(State.DRAFT, 10), (State.RENDERED, 6), (State.RETURNED, 4)],
)
"""How many of the newest bulletins stand where; of those before them one in ten was withdrawn."""
KINDS = 8
SENTENCES = 15
"""Of one text; each is read as two lines."""
DOUBTFUL = "Ban QLRPH phối hợp với HTX Nậm Cang."
PASSWORD = "mot cau de nho 1"
ADMINISTRATOR, OPERATOR, APPROVER = "Mai Văn Quản", "Lò Thị Vận", "Hà Văn Duyệt"

Rows = dict[type[Any], list[dict[str, Any]]]


@dataclass(frozen=True)
class Years:
    """The home, and what stands where in it."""

    desk: Desk
    draft: str
    approved: str
    submitted: tuple[str, ...]


def build(root: Path) -> Years:
    """Make the home in `root`."""
    home = upkeep.initialise(root, as_name=ADMINISTRATOR, station_name="Khe Rèn")
    office = Desk.open(home, person=ADMINISTRATOR)
    for name, role in ((OPERATOR, Role.OPERATOR), (APPROVER, Role.APPROVER)):
        units.add_person(office, name, role=role)
    for number in range(20):
        units.add_person(office, f"Cộng Tác Viên {number}", role=Role.OPERATOR)
    for name in (ADMINISTRATOR, OPERATOR, APPROVER):
        users.set_password(office, name, users.issue_code(office, name).code, PASSWORD)
    desk = replace(office, person=OPERATOR)
    made = _Copies(desk)
    made.fill()
    write_year(desk, made.past)
    schedule.plan(desk)
    upkeep.confirm_time(office)
    return Years(desk, made.draft, made.of(State.APPROVED)[0], made.of(State.SUBMITTED))


class _Copies:
    """Rows of bulletins, copied from a few that were entered as people enter them."""

    def __init__(self, desk: Desk) -> None:
        self.desk, self.now = desk, desk.time.now()
        texts = [f"Bản tin {kind + 1}\n{text_of(SENTENCES)}" for kind in range(KINDS)]
        self.draft = bulletins.add(desk, f"{text_of(SENTENCES)}\n{DOUBTFUL}").id
        self._kinds = [bulletins.add(desk, text) for text in texts]
        self._cut = bulletins.render(desk, self._kinds[0].id).cut
        self._rows: Rows = {
            kind: []
            for kind in (CutRow, BulletinRow, RevisionRow, SubmissionRow, ApprovalRow, StepRow)
        }
        self._states: dict[State, list[str]] = {}
        self.past: list[tuple[Approval, Cut]] = []
        """Approvals that are over, oldest first, for the log."""

    def of(self, state: State) -> tuple[str, ...]:
        """Return the newest bulletins in a state."""
        return tuple(self._states[state])

    def fill(self) -> None:
        """Write all rows in one transaction, and the signed files of what is in force."""
        states = [state for state, count in NEWEST for _ in range(count)]
        old = BULLETINS - len(states)
        with self.desk.database.transaction() as session:
            stored = [self._stored(session, kind) for kind in self._kinds]
            for number in range(old):
                state = State.WITHDRAWN if number % 10 == 0 else State.APPROVED
                at = self.now - TWO_YEARS * (old - number) / old
                self._copy(stored[number % KINDS], number, state, at, is_over=True)
            for number, state in enumerate(states, old):
                at = self.now - timedelta(minutes=BULLETINS - number)
                # What waits has a cut that is there: approving listens to all of it.
                found = stored[0 if state is State.SUBMITTED else number % KINDS]
                self._states.setdefault(state, []).append(
                    self._copy(found, number, state, at, is_over=False)
                )
            for table, rows in self._rows.items():
                session.execute(insert(table), rows)
            for approval in self._in_force:
                queue_approval(session, self.desk, approval)
        self.desk.publish()
        bulletins.publish_withdrawn(self.desk)

    @property
    def _in_force(self) -> Iterator[Approval]:
        for row in self._rows[ApprovalRow][-NEWEST[0][1] :]:
            yield Approval.from_document(json.loads(row["document"]))

    def _stored(self, session: Any, kind: Bulletin) -> tuple[Bulletin, dict[str, Any]]:
        row = session.execute(select(RevisionRow).where(RevisionRow.bulletin == kind.id)).scalar()
        return kind, {one.key: getattr(row, one.key) for one in RevisionRow.__table__.columns}

    def _copy(
        self,
        stored: tuple[Bulletin, dict[str, Any]],
        number: int,
        state: State,
        at: datetime,
        *,
        is_over: bool,
    ) -> str:
        kind, revision = stored
        id_ = f"khe-ren-{at.year}-{number + 1000:05}"
        until = at + timedelta(days=7) if is_over else self.now + timedelta(days=60)
        if is_over:
            until = min(until, self.now - timedelta(hours=1))
        cut = self._cut_of(id_, number, state)
        self._rows[RevisionRow].append(
            {
                **revision,
                "bulletin": id_,
                "title": f"Bản tin số {number}",
                "valid_until": as_rfc3339(until),
                "made_at": as_rfc3339(at),
            }
        )
        approval = ""
        if state in (State.APPROVED, State.WITHDRAWN):
            approval = self._approve(kind, id_, number, state, cut, at, until)
        self._rows[BulletinRow].append(
            {
                "id": id_,
                "unit": kind.unit,
                "year": at.year,
                "number": number + 1000,
                "state": str(state),
                "turn": 4,
                "revision": 1,
                "author": kind.author,
                "cut": None if state is State.DRAFT else cut.sha256,
                "cut_script": "" if state is State.DRAFT else revision["script_sha256"],
                "approval": approval if state is State.APPROVED else "",
            }
        )
        self._follow(kind, id_, state, cut, at)
        return id_

    def _cut_of(self, id_: str, number: int, state: State) -> Cut:
        if state is State.SUBMITTED:
            return self._cut
        cut = replace(
            self._cut,
            sha256=sha256(id_.encode()).hexdigest(),
            duration_ms=type(self._cut.duration_ms)(45_000 + number * 7919 % 60_000),
            sentence_ends_ms=self._cut.sentence_ends_ms[:6],
        )
        document = json.dumps(cut.to_document(), ensure_ascii=False)
        self._rows[CutRow].append({"sha256": cut.sha256, "document": document})
        return cut

    def _approve(
        self,
        kind: Bulletin,
        id_: str,
        number: int,
        state: State,
        cut: Cut,
        at: datetime,
        until: datetime,
    ) -> str:
        approval = replace(
            foresee(kind, at),
            id=f"{id_}.r1.a1",
            bulletin=id_,
            revision=f"{id_}.r1",
            cut=cut.sha256,
            decoded_sha256=cut.decoded_sha256,
            approver="ha-van-duyet",
            valid_until=until,
            details={**foresee(kind, at).details, "title": f"Bản tin số {number}"},
        )
        if until < self.now:
            self.past.append((approval, cut))
        ended = state is State.WITHDRAWN
        self._rows[ApprovalRow].append(
            {
                "id": approval.id,
                "kind": str(approval.kind),
                "bulletin": id_,
                "revision": approval.revision,
                "sound": "",
                "cut": cut.sha256,
                "at": as_rfc3339(at),
                "document": json.dumps(approval.to_document(), ensure_ascii=False),
                "valid_until": as_rfc3339(until),
                "ended_cause": "withdrawn" if ended else None,
                "ended_at": as_rfc3339(at) if ended else None,
                "ended_by": kind.author if ended else None,
            }
        )
        return approval.id

    def _follow(self, kind: Bulletin, id_: str, state: State, cut: Cut, at: datetime) -> None:
        acts = ["added", "rendered", "submitted", "approved", "withdrawn"]
        reached = {State.DRAFT: 1, State.RENDERED: 2, State.SUBMITTED: 3, State.APPROVED: 4}
        whole = {
            "bulletin": id_,
            "revision": f"{id_}.r1",
            "by": kind.author,
            "at": as_rfc3339(at),
        }
        for act in acts[: reached.get(state, 5)]:
            step = {"act": act, "name": OPERATOR, "detail": "", "in_name_of": "", "delegation": ""}
            self._rows[StepRow].append({**whole, **step, "identity": "signed-in", "os_user": "b"})
        if state not in (State.DRAFT, State.RENDERED):
            flags = {"accepted_flags": "[]", "accepted_reason": ""}
            handed = {"cut": cut.sha256, "author": kind.author}
            self._rows[SubmissionRow].append({**whole, **handed, **flags})
