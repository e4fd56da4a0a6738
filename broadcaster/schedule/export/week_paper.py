"""The running orders of some days as a paper to sign and put on the wall: plain data, no layout.

Pure. What is put where on the page is `papers/week.typ`; this module says what stands in it, in
the language in use. Station sounds and headlines are counted in a session's length and not
listed; what is relayed is.
"""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256
from typing import Any
from zoneinfo import ZoneInfo

from broadcaster.bulletins.model import BulletinClass
from broadcaster.bulletins.words import class_name
from broadcaster.i18n import _, ngettext
from broadcaster.schedule.export.one_line import one_line
from broadcaster.schedule.hours.policy import HoursPolicy
from broadcaster.schedule.model import PlannedItem, RunningOrder
from broadcaster.schedule.station_time import station_date
from broadcaster.schedule.wording import day_name, length_text, windows_text
from broadcaster.units.model import WHOLE_STATION

LONG_WORD = re.compile(r"\S{24}(?=\S)")


@dataclass(frozen=True)
class Heading:
    """What stands above the days."""

    station: str
    unit: str
    first: date
    last: date
    hours: HoursPolicy | None
    """The policy in force on the first day."""
    zone_names: Mapping[str, str]


def week_paper(orders: Sequence[RunningOrder], heading: Heading) -> dict[str, Any]:
    """Return what `papers/week.typ` reads: days from the first to the last, with their sessions."""
    count = (heading.last - heading.first).days + 1
    days = [heading.first + timedelta(days=n) for n in range(count)]
    by_day: dict[date, list[RunningOrder]] = {day: [] for day in days}
    for order in sorted(orders, key=lambda order: (order.start, order.session)):
        by_day[station_date(order.start, ZoneInfo(order.zone))].append(order)
    return {
        "title": _("Broadcast schedule"),
        "station": one_line(heading.station),
        "unit": one_line(heading.unit),
        "period": _period(heading.first, heading.last),
        "hours": _hours(heading.hours),
        "code": _("Plan {code}").format(code=plan_code(orders)),
        "page": _("Page"),
        "days": [_day(day, by_day[day], heading) for day in days],
        "signs": [_("Drawn up by"), _("Approved by")],
        "sign_here": _("(signature and full name)"),
        "dated": _("Date: ...... / ...... / ............"),
    }


def plan_code(orders: Sequence[RunningOrder]) -> str:
    """Return eight hex digits that differ as soon as anything in one of the orders does."""
    documents = [order.to_document() for order in orders]
    text = json.dumps(documents, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8]


def _period(first: date, last: date) -> str:
    days = f"{first:%d/%m/%Y} – {last:%d/%m/%Y}" if last > first else f"{first:%d/%m/%Y}"
    if first.isoweekday() == 1 and (last - first).days == 6:
        return _("Week {number}: {days}").format(number=first.isocalendar().week, days=days)
    return days


def _hours(policy: HoursPolicy | None) -> str:
    if policy is None:
        return _("Hours: no policy is in force")
    text = _("Hours: {windows}").format(windows=windows_text(policy.windows))
    if policy.document:
        text += f" ({one_line(policy.document)})"
    if policy.session_minutes is not None:
        text += _("; at most {count} min a session").format(count=policy.session_minutes)
    if policy.day_minutes is not None:
        text += _("; at most {count} min a day").format(count=policy.day_minutes)
    return text


def _day(day: date, orders: Sequence[RunningOrder], heading: Heading) -> dict[str, Any]:
    return {
        "name": day_name(day.isoweekday()),
        "date": f"{day:%d/%m}",
        "sessions": [_session(order, heading.zone_names) for order in orders],
        "none": _("No session"),
    }


def _session(order: RunningOrder, names: Mapping[str, str]) -> dict[str, Any]:
    items = [item for item in order.items if item.is_airing or item.relay]
    said = sum(1 for item in items if item.is_airing)
    count = ngettext("{count} bulletin", "{count} bulletins", said).format(count=said)
    start = order.start.astimezone(ZoneInfo(order.zone))
    return {
        "start": f"{start:%H:%M}",
        "title": one_line(order.title),
        "about": f"{count}, {length_text(order.length_ms)}" if order.items else _("silent"),
        "zones": _zones(order.zones, names),
        "items": [_item(order, item, names) for item in items],
    }


def _item(order: RunningOrder, item: PlannedItem, names: Mapping[str, str]) -> dict[str, str]:
    at = (order.start + timedelta(milliseconds=item.offset_ms)).astimezone(ZoneInfo(order.zone))
    marks = []
    if item.item_class != BulletinClass.NORMAL:
        marks.append(class_name(BulletinClass(item.item_class)))
    if item.zones != order.zones:
        marks.append(_zones(item.zones, names))
    return {
        "at": f"{at:%H:%M:%S}",
        "title": _breakable(one_line(item.title)),
        "id": item.bulletin or item.relay,
        "length": length_text(item.length_ms),
        "marks": ", ".join(mark for mark in marks if mark),
    }


def _breakable(line: str) -> str:
    """Return the line with places to break in words that no column has room for."""
    return LONG_WORD.sub(lambda found: f"{found[0]}\u200b", line)


def _zones(zones: Sequence[str], names: Mapping[str, str]) -> str:
    if WHOLE_STATION in zones:
        return ""
    return ", ".join(one_line(names.get(zone, zone)) for zone in zones)
