"""Rule 9: a session is read against its layout, part by part, in every way that it can be."""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from broadcaster.bulletins.model import Approval
from broadcaster.bulletins.station_sound import AIRED_AS
from broadcaster.schedule.demand import Demand
from broadcaster.schedule.model import PlannedItem, RunningOrder
from broadcaster.schedule.programmes.model import Filter, Part, Programme
from tests.planning_check.commune import BULLETIN_PARTS, Commune, is_of
from tests.planning_check.fires import starts

LEADS = ("opener", "separator")
Reading = tuple[tuple[Part, tuple[PlannedItem, ...]], ...]
"""Each part of a layout with the items that fill it."""


@dataclass(frozen=True)
class _Asked:
    commune: Commune
    order: RunningOrder
    approvals: dict[str, Approval]
    layout: tuple[Part, ...]


def layouts(commune: Commune, orders: Sequence[RunningOrder]) -> Iterator[tuple[str, str]]:
    """Rule 9."""
    programmes = {programme.name: programme for programme in commune.programmes}
    for order in orders:
        programme = programmes.get(order.programme)
        if programme is None or not _fires(commune, programme, order):
            yield order.session, "no programme fires then"
        elif order.items:
            yield from _session(commune, programme, order)


def _fires(commune: Commune, programme: Programme, order: RunningOrder) -> bool:
    local = order.start.astimezone(commune.zone)
    asked = (local.hour * 60 + local.minute, order.max_length_ms)
    named = f"{programme.name}@{local:%Y-%m-%dT%H:%M}"
    return asked in starts(programme, local.date()) and order.session == named


def _session(
    commune: Commune, programme: Programme, order: RunningOrder
) -> Iterator[tuple[str, str]]:
    cursor = 0
    for item in order.items:
        if item.offset_ms != cursor:
            yield order.session, f"{item.id} begins at {item.offset_ms} ms instead of {cursor}"
        cursor = item.offset_ms + item.length_ms
    if cursor > order.max_length_ms:
        yield order.session, f"lasts {cursor} ms"
    asks = any(part.kind in BULLETIN_PARTS for part in programme.layout)
    if asks and not any(item.part in BULLETIN_PARTS for item in order.items):
        yield order.session, "plays sounds around nothing"
    if len({item.id for item in order.items}) != len(order.items):
        yield order.session, "two items have one id"
    found = list(readings(commune, programme, order))
    if not found:
        yield order.session, "does not follow the layout"
    elif not any(_right_variants(commune, order, one) for one in found):
        yield order.session, "speaks another language than its zones ask for"


def readings(commune: Commune, programme: Programme, order: RunningOrder) -> Iterator[Reading]:
    """Yield every way in which a session's items fill its layout within filters and limits."""
    approvals = {
        one.approval.id: one.approval for demand in commune.demands for one in demand.candidates
    }
    return _rest(_Asked(commune, order, approvals, programme.layout), programme.layout, order.items)


def _rest(asked: _Asked, layout: Sequence[Part], items: Sequence[PlannedItem]) -> Iterator[Reading]:
    if not layout:
        if not items:
            yield ()
        return
    part = layout[0]
    for count in _possible(asked, part, items):
        for rest in _rest(asked, layout[1:], items[count:]):
            yield ((part, tuple(items[:count])), *rest)


def _possible(asked: _Asked, part: Part, items: Sequence[PlannedItem]) -> Iterator[int]:
    """Yield how many of the next items the part may be."""
    if part.kind in BULLETIN_PARTS:
        yield from _run(asked, part, items)
        return
    if items and items[0].part == part.kind and items[0].sound == part.sound:
        yield 1
    elif not may_play(asked.commune, part.sound, _at(asked, items)) or _named(asked, part.sound):
        yield 0


def _right_variants(commune: Commune, order: RunningOrder, reading: Reading) -> bool:
    """Say whether each family speaks the language asked for, as far as its part takes it."""
    told = [commune.languages.get(zone, ()) for zone in order.zones]
    # A zone that asks for no language hears the source, and all zones hear the same.
    asked = [one for languages in told for one in languages] if all(told) else []
    for part, items in reading:
        for item in items:
            demand = next((one for one in commune.demands if is_of(item, one)), None)
            if demand and item.approval != _variant(demand, order, part, asked):
                return False
    return True


def _variant(demand: Demand, order: RunningOrder, part: Part, asked: Sequence[str]) -> str:
    """Return the approval of the variant that a session takes: by language, else the source."""
    told = [one.approval.details.get("language", "") for one in demand.candidates]
    wanted = next((one for one in asked if one in told), told[0])
    first = told.index(wanted)
    family = [demand.candidates[first], *demand.candidates[:first], *demand.candidates[first + 1 :]]
    return next(
        (
            one.approval.id
            for one in family
            if takes(part.filter, one.approval) and _meets(one.approval, order)
        ),
        "",
    )


def _meets(approval: Approval, order: RunningOrder) -> bool:
    zones = set(approval.zones or ("all",))
    return "all" in zones or "all" in order.zones or bool(zones & set(order.zones))


def _named(asked: _Asked, sound: str) -> bool:
    """Say whether the session tells that it left a sound out."""
    return any(out.bulletin == AIRED_AS + sound for out in asked.order.left_out)


def _at(asked: _Asked, items: Sequence[PlannedItem]) -> datetime:
    whole = asked.order.items
    offset = items[0].offset_ms if items else whole[-1].offset_ms + whole[-1].length_ms
    return asked.order.start + timedelta(milliseconds=offset)


def may_play(commune: Commune, sound: str, at: datetime) -> bool:
    """Say whether the station has a sound, with rights that hold at a moment."""
    if sound not in commune.sounds:
        return False
    until = commune.sounds[sound].approval.valid_until
    return until is None or at < until


def _run(asked: _Asked, part: Part, items: Sequence[PlannedItem]) -> Iterator[int]:
    """Yield 0, then the end of each further bulletin that the part may take."""
    yield 0
    at = count = 0
    while at < len(items):
        wanted = ("separator", part.sound) if count else ("opener", part.opener)
        if items[at].part in LEADS:
            if (items[at].part, items[at].sound) != wanted:
                return
            at += 1
        elif may_play(asked.commune, wanted[1], _at(asked, items[at:])):
            return
        if at == len(items) or not _takes(asked, part, items[at]):
            return
        at, count = at + 1, count + 1
        if count > _most(part):
            return
        if part.max_ms is not None and sum(item.length_ms for item in items[:at]) > part.max_ms:
            return
        yield at


def _most(part: Part) -> float:
    if part.kind == "feature":
        return 1
    return float("inf") if part.max_items is None else part.max_items


def _takes(asked: _Asked, part: Part, item: PlannedItem) -> bool:
    approval = asked.approvals.get(item.approval)
    if item.part != part.kind or approval is None or not takes(part.filter, approval):
        return False
    # What a feature asks for goes into no other part, unless it is PRIORITY.
    features = [one.filter for one in asked.layout if one.kind == "feature"]
    elsewhere = part.kind != "feature" and str(approval.bulletin_class) != "priority"
    return not (elsewhere and any(takes(one, approval) for one in features))


def takes(wanted: Filter, approval: Approval) -> bool:
    """Say whether a filter takes what was approved; letter case does not matter."""
    has = {
        "classes": str(approval.bulletin_class),
        "columns": approval.details.get("column", ""),
        "kinds": approval.details.get("content_kind", ""),
        "languages": approval.details.get("language", ""),
        "origins": approval.origin,
    }
    for name, value in has.items():
        options = [_same(option) for option in getattr(wanted, name)]
        if options and _same(value) not in options:
            return False
    return True


def _same(text: str) -> str:
    return unicodedata.normalize("NFC", text.casefold())
