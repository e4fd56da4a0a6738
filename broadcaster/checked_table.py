"""Read a TOML table key by key and collect every mistake, instead of stopping at the first.

A mistake is one phrase: the key with its place in the file, the value as written, and what is
allowed. Keys nobody asked for are mistakes too, because a misspelt key that silently does
nothing is found on air.
"""

import json
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, TypeVar

from broadcaster.i18n import _

T = TypeVar("T")
D = TypeVar("D")
Reader = Callable[[Any], T]


class CheckedTable:
    """One table of a file. `mistakes` is shared by all tables of the file."""

    def __init__(self, values: Mapping[str, Any], mistakes: list[str], where: str = "") -> None:
        self._values = values
        self._where = where
        self._asked: list[str] = []
        self.mistakes = mistakes

    def has(self, key: str) -> bool:
        """Say whether the key is there, without asking for it."""
        return key in self._values

    def need(self, key: str, read: Reader[T], otherwise: D) -> T | D:
        """Read a key that must be there; on a mistake note it and return `otherwise`."""
        if key not in self._values:
            self._asked.append(key)
            self.mistakes.append(_('"{key}" is missing').format(key=self._where + key))
            return otherwise
        return self.may(key, read, otherwise)

    def may(self, key: str, read: Reader[T], otherwise: D) -> T | D:
        """Read a key that may be left out."""
        self._asked.append(key)
        if key not in self._values:
            return otherwise
        try:
            return read(self._values[key])
        except ValueError as error:
            self.note(key, str(error))
            return otherwise

    def note(self, key: str, phrase: str) -> None:
        """Note a mistake in the value of `key`."""
        value = json.dumps(self._values.get(key), ensure_ascii=False, default=str)
        self.mistakes.append(f"{self._where}{key} = {value}: {phrase}")

    def finish(self) -> None:
        """Note every key that was never asked for."""
        for key in self._values:
            if key not in self._asked:
                known = ", ".join(self._asked)
                self.mistakes.append(
                    _('"{key}" is no key here; the keys are {known}').format(
                        key=self._where + key, known=known
                    )
                )


def text(value: Any) -> str:
    """Read one line of text, in NFC."""
    if not isinstance(value, str) or not value.strip():
        raise ValueError(_("needs a text in quotes"))
    if any(unicodedata.category(letter).startswith("C") for letter in value):
        raise ValueError(_("must be one line without control characters"))
    return unicodedata.normalize("NFC", value.strip())


def whole(low: int, high: int) -> Reader[int]:
    """Return a reader of whole numbers between `low` and `high`."""

    def read(value: Any) -> int:
        if not isinstance(value, int) or isinstance(value, bool) or not low <= value <= high:
            raise ValueError(
                _("needs a whole number between {low} and {high}").format(low=low, high=high)
            )
        return value

    return read


def day(value: Any) -> date:
    """Read a date, in quotes or as TOML's own."""
    try:
        return value if type(value) is date else date.fromisoformat(str(value))
    except ValueError as error:
        raise ValueError(_("needs a date such as 2026-11-22")) from error


def choice(options: Sequence[str]) -> Reader[str]:
    """Return a reader of one of `options`."""

    def read(value: Any) -> str:
        if value not in options:
            raise ValueError(_("choose from {choices}").format(choices=", ".join(options)))
        return str(value)

    return read


def list_of(read: Reader[T]) -> Reader[tuple[T, ...]]:
    """Return a reader of a list that is not empty and repeats nothing."""

    def read_list(value: Any) -> tuple[T, ...]:
        if not isinstance(value, list) or not value:
            raise ValueError(_("needs a list that is not empty, in square brackets"))
        values = tuple(read(item) for item in value)
        if len(set(values)) != len(values):
            raise ValueError(_("names something twice"))
        return values

    return read_list
