"""A mapping that only grows, and frozen views of it that stay cheap however large it is.

A view is two dictionaries: a base that many views share, and the few entries put since. So one
more entry copies at most `MOST_RECENT` others, and every entry is copied into a new base only
once in so many. A view never changes; any thread may keep it.
"""

from collections.abc import Iterator, Mapping
from typing import TypeVar

V = TypeVar("V")

MOST_RECENT = 512


class View(Mapping[str, V]):
    """The mapping as it stood when the view was made."""

    __slots__ = ("_base", "_recent", "_size")

    def __init__(self, base: dict[str, V], recent: dict[str, V]) -> None:
        self._base, self._recent = base, recent
        self._size = len(base) + sum(key not in base for key in recent)

    def __getitem__(self, key: str) -> V:
        return self._recent[key] if key in self._recent else self._base[key]

    def __contains__(self, key: object) -> bool:
        return key in self._recent or key in self._base

    def __iter__(self) -> Iterator[str]:
        yield from self._base
        for key in self._recent:
            if key not in self._base:
                yield key

    def __len__(self) -> int:
        return self._size


class Layers(Mapping[str, V]):
    """The growing mapping itself; for one thread at a time."""

    def __init__(self) -> None:
        self._base: dict[str, V] = {}
        self._recent: dict[str, V] = {}
        self._view: View[V] | None = None

    def put(self, key: str, value: V) -> None:
        """Let `key` stand for `value` from now on; views that were made keep what they had."""
        self._recent[key] = value
        self._view = None

    def view(self) -> View[V]:
        """Return the mapping as it stands."""
        if self._view is None:
            if len(self._recent) > MOST_RECENT:
                self._base, self._recent = {**self._base, **self._recent}, {}
            self._view = View(self._base, dict(self._recent))
        return self._view

    def __getitem__(self, key: str) -> V:
        return self._recent[key] if key in self._recent else self._base[key]

    def __contains__(self, key: object) -> bool:
        return key in self._recent or key in self._base

    def __iter__(self) -> Iterator[str]:
        return iter(self.view())

    def __len__(self) -> int:
        return len(self.view())
