"""Which files leave the audio cache when it is over its limit: a pure decision."""

from collections.abc import Iterable, Set
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Entry:
    """One file of the cache: a cut by its SHA-256, or a stored sentence by its key."""

    name: str
    path: Path
    size: int
    used_ns: int
    """When it was last made or used."""


@dataclass(frozen=True)
class Eviction:
    """What goes, oldest use first, and what the rest then weighs."""

    going: tuple[Entry, ...]
    kept_bytes: int
    over_limit_bytes: int
    """How far the files that must stay exceed the limit; 0 when all is well."""


def choose_evictions(entries: Iterable[Entry], keep: Set[str], limit_bytes: int) -> Eviction:
    """Let the least recently used go until the rest fits `limit_bytes`; never a name in `keep`."""
    oldest_first = sorted(entries, key=lambda entry: (entry.used_ns, entry.name))
    total = sum(entry.size for entry in oldest_first)
    going = []
    for entry in oldest_first:
        if total <= limit_bytes:
            break
        if entry.name not in keep:
            going.append(entry)
            total -= entry.size
    return Eviction(tuple(going), total, max(0, total - limit_bytes))
