"""What the report of a quarter counts by itself, against what was planned. Pure."""

from collections.abc import Callable, Mapping, Sequence

from broadcaster.journal.history import COUNTED
from broadcaster.policies.amending import key_of
from broadcaster.policies.workplan import Line, Measure
from broadcaster.reports.activity_figures import PROGRAMME, Reported, activity_of
from broadcaster.reports.fields import whole_seconds
from broadcaster.reports.model import ItemRow, Stretch
from broadcaster.units import NATIONAL

Count = Callable[[Sequence[Stretch]], int]


def measured(
    line: Line, units: Sequence[Reported], policies: frozenset[str], agencies: int
) -> int | None:
    """Return what was done of a line: counted, or as entered; None where nobody knows.

    `policies` are the keys of those that count on the last day, `agencies` how many have named
    both. Without any log there is nothing to count from, and that is not nothing done.
    """
    if line.measure is None:
        return line.done
    if line.measure is Measure.AGENCIES:
        return agencies
    known = [one.stretch for one in units if one.stretch]
    if not known:
        return None
    if line.measure is Measure.POLICIES:
        told = {key_of(row.subject.policy) for row in _whole(known) if row.subject.policy}
        return len(told & policies)
    return COUNTS[line.measure](known)


def _whole(stretches: Sequence[Stretch]) -> list[ItemRow]:
    """Return the bulletins and relays that were heard whole."""
    return [
        row
        for one in stretches
        for row in one.items
        if row.group in PROGRAMME and row.outcome in COUNTED
    ]


def _minutes(rows: Sequence[ItemRow]) -> int:
    return sum(whole_seconds(row.sounded_ms) for row in rows) // 60


COUNTS: Mapping[Measure, Count] = {
    Measure.SESSIONS: lambda known: sum(activity_of(one).sounding for one in known),
    Measure.AIRINGS: lambda known: len(_whole(known)),
    Measure.POLICY_AIRINGS: lambda known: sum(bool(r.subject.policy) for r in _whole(known)),
    Measure.MINUTES: lambda known: _minutes(_whole(known)),
    Measure.MINORITY_MINUTES: lambda known: _minutes(
        [row for row in _whole(known) if row.subject.language not in ("", NATIONAL)]
    ),
    Measure.COMMUNES: len,
}
