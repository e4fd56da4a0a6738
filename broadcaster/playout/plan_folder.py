"""What the player is told: the signed files of `plan/`, each read again whenever it is needed.

Nothing here raises for a bad file: a player goes on, and the answer says what could not be
believed. The list of withdrawals is kept in `run/` as it was last valid, and never goes back in
time; the hours policy is not kept, because without one nothing may sound.
"""

import contextlib
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from broadcaster.bulletins.model import Approval
from broadcaster.home import Home, write_atomically
from broadcaster.journal.model import Cause
from broadcaster.playout.clearance import NOBODY_KNOWS, ApprovalFile, Withdrawal, Withdrawals
from broadcaster.playout.guard import Hours
from broadcaster.schedule import DueSession, HoursPolicy, RunningOrder, session_file_name
from broadcaster.signed import BoxKey, SignatureError, open_signed
from broadcaster.timebase import from_rfc3339

T = TypeVar("T")
Stamp = tuple[int, int, int, int]
LARGEST_BYTES = 8 * 1024 * 1024
KEPT_WITHDRAWN = "withdrawn.json"
KEPT_TIMETABLE = "timetable.json"
MALFORMED = (KeyError, TypeError, ValueError, AttributeError)


class PlanFolder:
    """Reads `plan/` with the box's key, and keeps its safety copies in `run`."""

    WATCHED = ("withdrawn.json", "timetable.json")
    """Files whose absence is an alarm although the last valid copy serves."""

    def __init__(self, home: Home, key: BoxKey, run: Path) -> None:
        self._home, self._key, self._run = home, key, run
        # Kept, because these are looked at several times a second.
        self._hours, self._withdrawn, self._timetable = home.hours, home.withdrawn, home.timetable
        self._kept: dict[Path, tuple[Stamp | None, Any]] = {}
        self.faults: set[str] = set()
        """Files that were missing, not believed or older than known when they were last read."""

    def hours(self, *, fresh: bool = False) -> Hours:
        """Return the hours policy, or why there is none to obey; `fresh` reads it in any case."""
        return self._unless_unchanged(self._hours, self._read_hours, fresh=fresh)

    def approval(self, approval: str) -> ApprovalFile:
        """Return the approval of that id, or why there is none to trust."""
        if not _is_file_name(approval):
            return ApprovalFile(None)
        path = self._home.approvals / f"{approval}.json"
        try:
            return ApprovalFile(Approval.from_document(self._read(path, "approval")))
        except SignatureError as error:
            missing = error.reason == "missing"
            return ApprovalFile(None, Cause.APPROVAL_MISSING if missing else Cause.APPROVAL_VOID)
        except MALFORMED:
            return ApprovalFile(None, Cause.APPROVAL_VOID)

    def approvals(self) -> list[Approval]:
        """Return every approval that the box signed, by id."""
        names = sorted(path.stem for path in self._home.approvals.glob("*.json"))
        files = (self.approval(name) for name in names)
        return [file.approval for file in files if file.approval is not None]

    def withdrawals(self, *, fresh: bool = False) -> Withdrawals:
        """Return what was withdrawn: the newer of the file and the last valid copy in `run/`."""
        return self._unless_unchanged(self._withdrawn, self._read_withdrawals, fresh=fresh)

    def timetable(self) -> tuple[DueSession, ...]:
        """Return what is due, by start: from the file, else its last valid copy.

        Without either, the signed orders that lie in the folder say what is due.
        """
        found = self._unless_unchanged(self._timetable, self._read_timetable)
        return self._due_by_orders() if found is None else found

    def order_bytes(self, session: str) -> bytes | None:
        """Return the order of a session as it stands now, unread; None when there is none."""
        try:
            with self._order_path(session).open("rb") as file:
                return file.read(LARGEST_BYTES + 1)
        except OSError:
            return None

    def order_stamp(self, session: str) -> Stamp | None:
        """Return what changes whenever the order of a session is replaced."""
        return _stamp(self._order_path(session))

    def open(self, data: bytes, kind: str, what: str) -> dict[str, Any]:
        """Return the document inside signed bytes; `SignatureError` otherwise."""
        return open_signed(data, kind, [self._key.public], what)

    def _order_path(self, session: str) -> Path:
        name = session_file_name(session)
        return self._home.plan / name if _is_file_name(name) else self._home.plan / "refused"

    def _read(self, path: Path, kind: str) -> dict[str, Any]:
        return self.open(_bytes_of(path), kind, path.name)

    def _unless_unchanged(self, path: Path, read: Callable[[], T], *, fresh: bool = False) -> T:
        """Read again only when the file changed: some are asked for four times a second."""
        stamp = _stamp(path)
        kept = self._kept.get(path)
        if stamp is not None and kept is not None and kept[0] == stamp and not fresh:
            value: T = kept[1]
            return value
        value = read()
        self._kept[path] = (stamp, value)
        return value

    def _read_hours(self) -> Hours:
        try:
            return Hours(HoursPolicy.from_document(self._read(self._hours, "hours")))
        except SignatureError as error:
            missing = error.reason == "missing"
            return Hours(None, Cause.HOURS_MISSING if missing else Cause.HOURS_UNSIGNED)
        except MALFORMED:
            return Hours(None, Cause.HOURS_UNSIGNED)

    def _read_withdrawals(self) -> Withdrawals:
        found = self._newest_signed(self._withdrawn, "withdrawn", KEPT_WITHDRAWN)
        if found is None:
            return NOBODY_KNOWS
        try:
            return Withdrawals(
                {
                    entry["approval"]: Withdrawal(Cause(entry["cause"]), str(entry["by"]))
                    for entry in found["withdrawn"]
                }
            )
        except MALFORMED:
            return NOBODY_KNOWS

    def _read_timetable(self) -> tuple[DueSession, ...] | None:
        found = self._newest_signed(self._timetable, "timetable", KEPT_TIMETABLE)
        try:
            due = [_due(entry) for entry in found["sessions"]] if found else None
        except MALFORMED:
            return None
        return None if due is None else tuple(sorted(due, key=lambda d: (d.start, d.session)))

    def _due_by_orders(self) -> tuple[DueSession, ...]:
        due = []
        for path in sorted(self._home.plan.glob("*.json")):
            with contextlib.suppress(SignatureError, *MALFORMED):
                order = RunningOrder.from_document(self._read(path, "running-order"))
                if session_file_name(order.session) == path.name:
                    due.append(
                        DueSession(order.session, order.programme, order.start, order.max_length_ms)
                    )
        return tuple(sorted(due, key=lambda d: (d.start, d.session)))

    def _newest_signed(self, path: Path, kind: str, kept_name: str) -> dict[str, Any] | None:
        """Return the newer of a signed file and its kept copy, and keep the file if it is that."""
        kept_path = self._run / kept_name
        current, kept = self._try(path, kind), self._try(kept_path, kind)
        self.faults.discard(path.name)
        if current is None or (kept is not None and _made_at(kept) > _made_at(current)):
            self.faults.add(path.name)
            return kept
        if kept is None or _made_at(kept) < _made_at(current) or kept != current:
            write_atomically(kept_path, _bytes_of(path))
        return current

    def _try(self, path: Path, kind: str) -> dict[str, Any] | None:
        try:
            document = self._read(path, kind)
            _made_at(document)
        except (SignatureError, *MALFORMED):
            return None
        return document


def _made_at(document: dict[str, Any]) -> float:
    return from_rfc3339(document["at"]).timestamp()


def _due(entry: dict[str, Any]) -> DueSession:
    return DueSession(
        entry["session"],
        entry["programme"],
        from_rfc3339(entry["start"]),
        int(entry["max_length_ms"]),
    )


def _bytes_of(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(LARGEST_BYTES + 1)
    except FileNotFoundError as error:
        raise SignatureError(path.name, "missing") from error
    except OSError as error:
        raise SignatureError(path.name, "unreadable") from error


def _stamp(path: Path) -> Stamp | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_ctime_ns, found.st_size, found.st_ino


def _is_file_name(name: str) -> bool:
    return bool(name) and "/" not in name and "\0" not in name and name not in (".", "..")
