"""What an `end` says of each cluster, where clusters have outputs of their own. Pure."""

from dataclasses import dataclass
from enum import StrEnum

from broadcaster.journal.record import Record


class Reach(StrEnum):
    """What the log says about one cluster and one item."""

    GOT = "got"
    NOTHING = "nothing"
    """The item was for it, and its output took no sample."""
    NOT_FOR = "not-for"
    ALL = "all"
    """The station had one output for all its clusters."""
    OPEN = "open"
    """No end is recorded, or it did not have room for every cluster."""


@dataclass(frozen=True)
class ClusterShare:
    """One cluster's part of an item."""

    reach: Reach
    sounded_ms: int = 0
    evidence: str = ""


def clusters_of(end: Record) -> list[tuple[str, int, str]]:
    """Return what each cluster got by an `end`: its id, milliseconds, evidence grade.

    Empty where the station had one output for all; the count of those that found no room is
    no cluster.
    """
    listed = end.get("clusters", ())
    found = []
    for entry in listed if isinstance(listed, list) else ():
        name, _, rest = str(entry).partition(":")
        sounded, _, grade = rest.partition(":")
        if sounded.isdecimal():
            found.append((name, int(sounded), grade))
    return found


def share_of(end: Record | None, cluster: str) -> ClusterShare:
    """Return what `cluster` got of an item by its `end`; None means that there is none."""
    if end is None:
        return ClusterShare(Reach.OPEN)
    listed = clusters_of(end)
    if not listed:
        return ClusterShare(Reach.ALL)
    for name, sounded_ms, grade in listed:
        if name == cluster:
            reach = Reach.GOT if sounded_ms else Reach.NOTHING
            return ClusterShare(reach, sounded_ms, grade)
    is_cut = str(end["clusters"][-1]).startswith("+")
    return ClusterShare(Reach.OPEN if is_cut else Reach.NOT_FOR)
