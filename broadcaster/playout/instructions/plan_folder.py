"""What the player is told: the signed files of `plan/`, each read again whenever it is needed.

Nothing here raises for a bad file: a player goes on, and the answer says what could not be
believed. For the list of withdrawals and the timetable the last valid copy serves; the hours
policy has none to serve, because without one nothing may sound; an older one put back is refused.
"""

import contextlib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeVar

from broadcaster.bulletins.model import Approval
from broadcaster.emergency import Template
from broadcaster.home import Home
from broadcaster.journal.model import Cause
from broadcaster.playout.instructions.kept_file import (
    MALFORMED,
    Document,
    KeptFile,
    Stamp,
    is_file_name,
    read_bytes,
    stamp_of,
)
from broadcaster.playout.judging.clearance import (
    NOBODY_KNOWS,
    ApprovalFile,
    Withdrawal,
    Withdrawals,
)
from broadcaster.playout.judging.guard import Hours
from broadcaster.schedule import DueSession, HoursPolicy, RunningOrder, session_file_name
from broadcaster.signed import BoxKey, SignatureError, open_signed
from broadcaster.timebase import TimeSource, from_rfc3339
from broadcaster.units.wiring import Wiring

T = TypeVar("T")
Sessions = tuple[DueSession, ...]


class PlanFolder:
    """Reads `plan/` with the box's key, and keeps its safety copies in `run`."""

    def __init__(self, home: Home, key: BoxKey, run: Path, time: TimeSource) -> None:
        self._home, self._public = home, key.public

        def kept(path: Path, kind: str) -> KeptFile:
            return KeptFile(path, kind, run / path.name, self.open, time.now)

        self._hours = kept(home.hours, "hours")
        self._withdrawn = kept(home.withdrawn, "withdrawn")
        self._timetable = kept(home.timetable, "timetable")
        self._clusters = kept(home.clusters, "clusters")
        self._emergency = kept(home.emergency_templates, "emergency-templates")
        self._read: dict[Path, tuple[Stamp | None, Any]] = {}

    def hours(self, *, fresh: bool = False) -> Hours:
        """Return the hours policy, or why there is none to obey; `fresh` reads it in any case."""
        return self._unless_unchanged(self._hours.path, self._read_hours, fresh=fresh)

    def approval(self, approval: str) -> ApprovalFile:
        """Return the approval of that id, or why there is none to trust."""
        if not is_file_name(approval):
            return ApprovalFile(None)
        path = self._home.approvals / f"{approval}.json"
        try:
            return ApprovalFile(Approval.from_document(self._open_file(path, "approval")))
        except SignatureError as error:
            missing = error.reason == "missing"
            return ApprovalFile(None, Cause.APPROVAL_MISSING if missing else Cause.APPROVAL_VOID)
        except MALFORMED:
            return ApprovalFile(None, Cause.APPROVAL_VOID)

    def approvals(self, prefix: str = "") -> list[Approval]:
        """Return every approval that the box signed, by id; of those whose id begins so."""
        try:
            names = sorted(path.stem for path in self._home.approvals.glob(f"{prefix}*.json"))
        except OSError:  # a dying disk; what is asked for by its id may still be read
            return []
        files = (self.approval(name) for name in names)
        return [file.approval for file in files if file.approval is not None]

    def emergency_templates(self) -> Mapping[str, Template]:
        """Return the emergency templates in force by name, from the file or its last valid copy."""
        return self._unless_unchanged(self._emergency.path, self._read_emergency)

    def withdrawals(self, *, fresh: bool = False) -> Withdrawals:
        """Return what was withdrawn: the newer of the file and the last valid copy in `run/`."""
        return self._unless_unchanged(self._withdrawn.path, self._read_withdrawals, fresh=fresh)

    def timetable(self) -> Sessions:
        """Return what is due, by start: from the file, else its last valid copy.

        Without either, the signed orders that lie in the folder say what is due.
        """
        found = self._unless_unchanged(self._timetable.path, self._read_timetable)
        return self._due_by_orders() if found is None else found

    def wiring(self) -> Wiring:
        """Return which output feeds which clusters, from the file or its last valid copy.

        Without either no cluster has an output of its own.
        """
        return self._unless_unchanged(self._clusters.path, self._read_wiring)

    def faults(self) -> dict[str, bool]:
        """Return, of each file that has a copy, whether it could not be believed as it stands."""
        kept_files = (self._withdrawn, self._timetable, self._clusters)
        faults = {kept.path.name: kept.is_faulty for kept in kept_files}
        # A station may have no template; only one that it had can be missing.
        emergency = self._emergency
        faults[emergency.path.name] = emergency.is_faulty and emergency.is_known
        return faults

    def order_bytes(self, session: str) -> bytes | None:
        """Return the order of a session as it stands now, unread; None when there is none."""
        try:
            return read_bytes(self._order_path(session))
        except SignatureError:
            return None

    def order_stamp(self, session: str) -> Stamp | None:
        """Return what changes whenever the order of a session is replaced."""
        return stamp_of(self._order_path(session))

    def open(self, data: bytes, kind: str, what: str) -> Document:
        """Return the document inside signed bytes; `SignatureError` otherwise."""
        return open_signed(data, kind, [self._public], what)

    def _order_path(self, session: str) -> Path:
        name = session_file_name(session)
        return self._home.plan / (name if is_file_name(name) else "no-such-session")

    def _open_file(self, path: Path, kind: str) -> Document:
        return self.open(read_bytes(path), kind, path.name)

    def _unless_unchanged(self, path: Path, read: Callable[[], T], *, fresh: bool = False) -> T:
        """Read again only when the file changed: some are asked for four times a second."""
        stamp = stamp_of(path)
        known = self._read.get(path)
        if stamp is not None and known is not None and known[0] == stamp and not fresh:
            value: T = known[1]
            return value
        value = read()
        self._read[path] = (stamp, value)
        return value

    def _read_hours(self) -> Hours:
        try:
            return Hours(HoursPolicy.from_document(self._hours.read_current()))
        except SignatureError as error:
            missing = error.reason == "missing"
            return Hours(None, Cause.HOURS_MISSING if missing else Cause.HOURS_UNSIGNED)
        except MALFORMED:
            return Hours(None, Cause.HOURS_UNSIGNED)

    def _read_withdrawals(self) -> Withdrawals:
        found = self._withdrawn.read()
        try:
            entries = found["withdrawn"] if found else None
            return NOBODY_KNOWS if entries is None else Withdrawals(dict(map(_withdrawal, entries)))
        except MALFORMED:
            return NOBODY_KNOWS

    def _read_emergency(self) -> Mapping[str, Template]:
        found = self._emergency.read()
        try:
            templates = [Template.from_document(one) for one in found["templates"]] if found else []
        except MALFORMED:
            return {}
        return {one.name: one for one in templates}

    def _read_timetable(self) -> Sessions | None:
        found = self._timetable.read()
        try:
            return _by_start([_due(entry) for entry in found["sessions"]]) if found else None
        except MALFORMED:
            return None

    def _read_wiring(self) -> Wiring:
        found = self._clusters.read()
        try:
            read = Wiring.from_document(found) if found else Wiring()
        except MALFORMED:
            return Wiring()
        # A home that never had such a file is none that lost it.
        had_one = found is not None or self._clusters.path.exists()
        self._clusters.is_faulty = self._clusters.is_faulty and had_one
        return read

    def _due_by_orders(self) -> Sessions:
        due: list[DueSession] = []
        with contextlib.suppress(OSError):
            self._add_orders(due)
        return _by_start(due)

    def _add_orders(self, due: list[DueSession]) -> None:
        for path in self._home.plan.glob("*@*.json"):
            with contextlib.suppress(SignatureError, *MALFORMED):
                order = RunningOrder.from_document(self._open_file(path, "running-order"))
                if session_file_name(order.session) == path.name:
                    due.append(DueSession.of(order))


def _withdrawal(entry: Document) -> tuple[str, Withdrawal]:
    return entry["approval"], Withdrawal(Cause(entry["cause"]), str(entry["by"]))


def _due(entry: Document) -> DueSession:
    start, longest_ms = from_rfc3339(entry["start"]), int(entry["max_length_ms"])
    return DueSession(entry["session"], entry["programme"], start, longest_ms)


def _by_start(due: list[DueSession]) -> Sessions:
    return tuple(sorted(due, key=lambda one: (one.start, one.session)))
