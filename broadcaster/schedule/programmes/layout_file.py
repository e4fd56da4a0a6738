"""The `[[layout]]` tables of a programme's file, read into parts with every mistake noted."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from broadcaster.checked_table import CheckedTable, Reader, choice, list_of, text, whole
from broadcaster.i18n import _
from broadcaster.schedule.programmes.clock_key import clock
from broadcaster.schedule.programmes.model import (
    Filter,
    LatePolicy,
    Overrun,
    Part,
    PartKind,
    PartOrder,
)
from broadcaster.schedule.programmes.naming import programme_name

MINUTE_MS = 60_000
LONGEST_MINUTES = 1439
"""A session ends before the same time of the next day."""
LONGEST_GRACE_S = 600
HEADLINES_MS = MINUTE_MS
"""What is kept for headlines where their part does not say."""
PLANNED_CLASSES = ("priority", "normal")
"""An emergency is never planned, so no filter names it."""
JOINABLE = (PartKind.MUSIC, PartKind.RELAY)
"""What may be joined when it is late; everything else is speech, or is too short for it."""
NEVER_PLANNED = ("alert", "bed", "test")
"""Kinds of sound that no layout may name."""
FILTERS = ("class", "column", "kind", "language", "origin")


def read_layout(table: CheckedTable) -> tuple[Part, ...]:
    """Return the parts of a programme's table; each mistake names the part by its number."""
    rows = table.need("layout", _rows, ())
    parts = [_part(row, number, table.mistakes) for number, row in enumerate(rows, start=1)]
    found = tuple(part for part in parts if part is not None)
    if sum(part.kind is PartKind.HEADLINES for part in found) > 1:
        table.mistakes.append(_("layout: holds headlines twice; one part of them says all"))
    return found


def _rows(value: Any) -> tuple[Mapping[str, Any], ...]:
    if not isinstance(value, list) or not value or not all(isinstance(v, dict) for v in value):
        raise ValueError(_("needs at least one [[layout]] table"))
    return tuple(value)


def _part(row: Mapping[str, Any], number: int, mistakes: list[str]) -> Part | None:
    table = CheckedTable(row, mistakes, where=f"layout {number}: ")
    kind = table.need("part", _kind, None)
    if kind is None:
        return None
    part = _READERS.get(kind, _sound_part)(table, kind)
    table.finish()
    return part


def _kind(value: Any) -> PartKind:
    return PartKind(choice(tuple(PartKind))(value))


def _sound(value: Any) -> str:
    name = programme_name(value)
    if name.partition("-")[0] in NEVER_PLANNED:
        raise ValueError(_("is not for programmes: an alert is for emergencies, a bed for speech"))
    return name


def _items_part(table: CheckedTable, kind: PartKind) -> Part:
    part = Part(
        kind,
        sound=table.may("separator", _sound, ""),
        opener=table.may("opener", _sound, ""),
        filter=_filter(table),
        order=PartOrder(table.may("order", choice(tuple(PartOrder)), PartOrder.APPROVAL)),
        max_items=table.may("max_items", whole(1, 1000), None),
        max_ms=_minutes(table, "max_minutes"),
    )
    return _with_timing(table, part, Overrun.FINISH)


def _feature_part(table: CheckedTable, kind: PartKind) -> Part:
    part = Part(
        kind,
        opener=table.may("opener", _sound, ""),
        filter=_filter(table),
        order=PartOrder(table.may("order", choice(tuple(PartOrder)), PartOrder.APPROVAL)),
        max_items=1,
        max_ms=_minutes(table, "max_minutes"),
    )
    if part.filter == Filter():
        table.note("part", _("needs a filter: {filters}").format(filters=", ".join(FILTERS)))
    return _with_timing(table, part, Overrun.FINISH)


def _headlines_part(table: CheckedTable, kind: PartKind) -> Part:
    part = Part(
        kind,
        max_items=table.may("max_items", whole(1, 1000), None),
        max_ms=_minutes(table, "max_minutes") or HEADLINES_MS,
    )
    return _with_timing(table, part, Overrun.FINISH)


def _relay_part(table: CheckedTable, kind: PartKind) -> Part:
    part = Part(
        kind,
        relay=table.need("source", programme_name, ""),
        max_ms=table.need("minutes", whole(1, LONGEST_MINUTES), 1) * MINUTE_MS,
        fallback=table.may("fallback", _sound, ""),
        at=table.may("at", clock, None),
    )
    timed = _with_timing(table, part, Overrun.CUT)
    return replace(timed, hard_start=timed.hard_start or part.at is not None)


def _sound_part(table: CheckedTable, kind: PartKind) -> Part:
    overrun = Overrun.CUT if kind is PartKind.MUSIC else Overrun.FINISH
    return _with_timing(table, Part(kind, sound=table.may("sound", _sound, str(kind))), overrun)


_READERS: Mapping[PartKind, Callable[[CheckedTable, PartKind], Part]] = {
    PartKind.ITEMS: _items_part,
    PartKind.FEATURE: _feature_part,
    PartKind.HEADLINES: _headlines_part,
    PartKind.RELAY: _relay_part,
}


def _filter(table: CheckedTable) -> Filter:
    return Filter(
        classes=table.may("class", list_of(choice(PLANNED_CLASSES)), ()),
        columns=table.may("column", list_of(text), ()),
        kinds=table.may("kind", list_of(text), ()),
        languages=table.may("language", list_of(text), ()),
        origins=table.may("origin", list_of(text), ()),
    )


def _minutes(table: CheckedTable, key: str) -> int | None:
    minutes = table.may(key, whole(1, LONGEST_MINUTES), None)
    return None if minutes is None else minutes * MINUTE_MS


def _late(kind: PartKind) -> Reader[tuple[LatePolicy, tuple[tuple[str, LatePolicy], ...]]]:
    """Read one policy, or a table of one for each class; what is not named there is played."""
    allowed = tuple(LatePolicy) if kind in JOINABLE else (LatePolicy.PLAY, LatePolicy.SKIP)
    policy, class_name = choice(allowed), choice(PLANNED_CLASSES)

    def read(value: Any) -> tuple[LatePolicy, tuple[tuple[str, LatePolicy], ...]]:
        if not isinstance(value, dict):
            return LatePolicy(policy(value)), ()
        rows = sorted(value.items())
        return LatePolicy.PLAY, tuple((class_name(k), LatePolicy(policy(v))) for k, v in rows)

    return read


def _with_timing(table: CheckedTable, part: Part, overrun: Overrun) -> Part:
    grace_s = table.may("grace_s", whole(0, LONGEST_GRACE_S), None)
    late, by_class = table.may("late", _late(part.kind), (LatePolicy.PLAY, ()))
    return replace(
        part,
        hard_start=table.may("start", choice(("soft", "hard")), "soft") == "hard",
        grace_ms=None if grace_s is None else grace_s * 1000,
        late=late,
        late_by_class=by_class,
        overrun=Overrun(table.may("overrun", choice(tuple(Overrun)), overrun)),
    )
