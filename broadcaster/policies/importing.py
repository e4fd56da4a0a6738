"""What a spreadsheet would change in a list, found before anything is written.

Rows of one policy or agency are one: a value may be repeated, and may stand in one row only, but
two rows that contradict each other are mistakes. What a row leaves empty stays as it is, so that
the same file changes nothing the second time.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from broadcaster.errors import BroadcasterError
from broadcaster.i18n import _
from broadcaster.policies.words import field_name, value_text
from broadcaster.units.sheet import Record

T = TypeVar("T")
REPEATED = frozenset({"number", "name"})
"""What an entry is known by; it may be written in two ways."""


@dataclass(frozen=True)
class Change(Generic[T]):
    """One entry as it was and as the sheet would leave it."""

    row: int
    """First row that names it."""
    before: T | None
    after: T

    @property
    def is_new(self) -> bool:
        """Say whether it is not in the list yet."""
        return self.before is None

    @property
    def is_change(self) -> bool:
        """Say whether it would be another afterwards."""
        return self.before != self.after


@dataclass(frozen=True)
class Imported(Generic[T]):
    """What a sheet changes, or would change; `passed_over` is what in it was not read."""

    changes: tuple[Change[T], ...]
    same: int
    passed_over: tuple[str, ...]
    written: bool = False

    @property
    def new(self) -> int:
        """Count the entries that are new."""
        return sum(change.is_new for change in self.changes)


@dataclass
class Taking(Generic[T]):
    """Rows laid over a list one after the other.

    `key` names the entry a row is about, `lay` makes the entry after it.
    """

    known: Mapping[str, T]
    key: Callable[[Mapping[str, Any]], str]
    lay: Callable[[T | None, Mapping[str, Any]], T]
    mistakes: list[str] = field(default_factory=list)
    _now: dict[str, T] = field(default_factory=dict)
    _rows: dict[str, int] = field(default_factory=dict)
    _said: dict[tuple[str, str], tuple[Any, int]] = field(default_factory=dict)

    def take(self, records: Iterable[Record]) -> Sequence[Change[T]]:
        """Take every row; return the entries they name in the order of the sheet."""
        for record in records:
            try:
                self._take(record)
            except BroadcasterError as error:
                self._note(record.row, str(error))
        return [
            Change(row, self.known.get(key), self._now[key])
            for key, row in self._rows.items()
            if key in self._now
        ]

    def _take(self, record: Record) -> None:
        key = self.key(record.values)
        self._rows.setdefault(key, record.row)
        for name, value in record.values.items():
            said, row = self._said.setdefault((key, name), (value, record.row))
            if said != value and name not in REPEATED:
                sentence = _('"{field}" is otherwise in row {other}: "{value}"').format(
                    field=field_name(name), other=row, value=value_text(said)
                )
                self._note(record.row, sentence)
        self._now[key] = self.lay(self._now.get(key, self.known.get(key)), record.values)

    def _note(self, row: int, mistake: str) -> None:
        self.mistakes.append(_("row {row}: {mistake}").format(row=row, mistake=mistake))
