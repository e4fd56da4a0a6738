"""Locking a session: from then on only its copy in `journal/orders/` is played (DESIGN law 2).

At the lock the order's bytes are put on disk under their hash, then the `plan` record names that
hash and every item. Whatever happens to `plan/` afterwards changes nothing; after a restart the
copy is read again and must still be what its name and its signature say. A due session without
an order to obey gets a `no-plan` record instead. A kill between two steps is made good by doing
them again.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

from broadcaster.home import write_atomically
from broadcaster.journal import JournalError
from broadcaster.journal.model import Kind
from broadcaster.playout.instructions.kept_file import Stamp
from broadcaster.playout.instructions.orders import OrderFault, SignedOrder, read_order
from broadcaster.playout.log.entries import plan_entries
from broadcaster.playout.log.logbook import LockedSession, Logbook
from broadcaster.playout.studio import Studio
from broadcaster.schedule import DueSession, RunningOrder
from broadcaster.schedule.station_time import station_date

FARTHEST_LEAD = timedelta(days=1)
"""No lock lead is longer, so orders farther ahead need not be looked at."""


class Locking:
    """Locks what is due, and gives the locked orders."""

    def __init__(self, studio: Studio) -> None:
        self._studio = studio
        self._locked: dict[str, SignedOrder] = {}
        self._peeked: dict[str, tuple[Stamp | None, SignedOrder | OrderFault]] = {}

    def lock_due(self, now: datetime, since: datetime) -> bool:
        """Lock every session whose lock time has come and that was not over at `since`.

        False when the log or the disk did not take it; then it is to be tried again.
        """
        halves = [lock for lock in self._logbook.locked.values() if lock.written < lock.parts]
        done = all(self._finish(lock) for lock in halves)
        unsettled = {lock.order for lock in self._logbook.unsettled()}
        self._locked = {sha: order for sha, order in self._locked.items() if sha in unsettled}
        for due in self._open_sessions(since):
            if now >= self.locks_at(due):
                done = self._lock(due) and done
        return done

    def next_lock(self, now: datetime) -> datetime | None:
        """Return when the next session is to be locked, as the plan stands now."""
        times = (
            self.locks_at(due)
            for due in self._open_sessions(now)
            if due.start < now + 2 * FARTHEST_LEAD
        )
        return min(times, default=None)

    def locks_at(self, due: DueSession) -> datetime:
        """Return when a session is to be locked: by its order's lead, else the policy's."""
        if due.start > self._studio.reckoning.now() + FARTHEST_LEAD:
            return due.start - FARTHEST_LEAD
        order = self._peek(due)
        if isinstance(order, SignedOrder):
            return order.order.locks_at
        policy = self._studio.plan.hours().policy
        held = policy.in_force_on(station_date(due.start, policy.zone)) if policy else None
        lead_s = (held.lock_lead_s if held else None) or self._studio.settings.lock_lead_s
        return due.start - timedelta(seconds=lead_s)

    def order_of(self, lock: LockedSession) -> RunningOrder | None:
        """Return the locked order of a session, or None when its copy is lost or altered."""
        signed = self._signed_order_of(lock)
        return signed.order if signed else None

    @property
    def _logbook(self) -> Logbook:
        return self._studio.scribe.logbook

    def _open_sessions(self, since: datetime) -> Iterator[DueSession]:
        for due in self._studio.plan.timetable():
            end = due.start + timedelta(milliseconds=due.max_length_ms)
            if end > since and not self._logbook.knows(due.session):
                yield due

    def _peek(self, due: DueSession) -> SignedOrder | OrderFault:
        plan = self._studio.plan
        stamp = plan.order_stamp(due.session)
        kept = self._peeked.get(due.session)
        if kept is None or kept[0] != stamp:
            kept = (stamp, read_order(plan.order_bytes(due.session), due, plan.open))
            self._peeked[due.session] = kept
        return kept[1]

    def _lock(self, due: DueSession) -> bool:
        plan = self._studio.plan
        self._peeked.pop(due.session, None)
        found = read_order(plan.order_bytes(due.session), due, plan.open)
        if isinstance(found, OrderFault):
            self._write_no_plan(due, found)
            return True
        return self._keep(found) and self._write_plan(found, 0)

    def _write_no_plan(self, due: DueSession, fault: OrderFault) -> None:
        self._studio.scribe.note(
            Kind.NO_PLAN,
            session=due.session,
            programme=due.programme,
            planned=due.start,
            cause=str(fault),
        )
        self._studio.alarms.sound("no-plan", f"{due.session} ({fault})")
        self._studio.tell("no-plan", session=due.session, cause=str(fault))

    def _keep(self, signed: SignedOrder) -> bool:
        path = self._studio.home.orders / f"{signed.sha256}.json"
        try:
            if not path.is_file() or path.read_bytes() != signed.data:
                journal = self._studio.scribe.journal
                journal.with_reserve(lambda: write_atomically(path, signed.data))
        except (OSError, JournalError) as error:
            reason = error.reason if isinstance(error, JournalError) else error.strerror
            self._studio.alarms.sound("journal-full", reason or str(error))
            return False
        self._locked[signed.sha256] = signed
        return True

    def _write_plan(self, signed: SignedOrder, written: int) -> bool:
        try:
            for fields in plan_entries(signed)[written:]:
                self._studio.scribe.write(Kind.PLAN, **fields)
        except JournalError as error:
            self._studio.alarms.sound("journal-full", error.reason)
            return False
        order = signed.order
        if not order.items:
            self._studio.alarms.sound("empty-session", order.session)
        at = f"{order.start.astimezone(self._studio.settings.zone_info):%H:%M}"
        self._studio.tell("locked", title=order.title, start=at, count=str(len(order.items)))
        return True

    def _finish(self, lock: LockedSession) -> bool:
        """Write the parts of a `plan` that a kill left out."""
        signed = self._signed_order_of(lock)
        if signed is None:
            return True
        return self._write_plan(signed, lock.written)

    def _signed_order_of(self, lock: LockedSession) -> SignedOrder | None:
        if lock.order not in self._locked:
            signed = self._read_kept(lock)
            if signed is None:
                self._studio.alarms.sound("order-lost", lock.session)
                return None
            self._locked[lock.order] = signed
        return self._locked[lock.order]

    def _read_kept(self, lock: LockedSession) -> SignedOrder | None:
        try:
            data = (self._studio.home.orders / f"{lock.order}.json").read_bytes()
        except OSError:
            return None
        due = DueSession(lock.session, "", lock.planned, 0)
        found = read_order(data, due, self._studio.plan.open)
        is_it = isinstance(found, SignedOrder) and found.sha256 == lock.order
        return found if is_it and isinstance(found, SignedOrder) else None
