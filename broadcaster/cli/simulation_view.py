"""Simulated days on the terminal, in lines of at most 80 columns, and as JSON."""

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import click

from broadcaster.cli.schedule_view import COLUMNS, day_text, part_name, short, wrapped
from broadcaster.i18n import _

if TYPE_CHECKING:
    from broadcaster.schedule import PlannedItem, RunningOrder
    from broadcaster.schedule.foresight.simulation import Simulation
    from broadcaster.schedule.foresight.trouble import Trouble
    from broadcaster.schedule.foresight.way_search import Way


def show_simulation(found: "Simulation", titles: Mapping[str, str], *, only_warnings: bool) -> None:
    """Show each session minute by minute, then the warnings in a part of their own."""
    if not only_warnings:
        for order in found.orders:
            _show_session(order, found.zone, locked=order.session in found.locked)
            click.echo()
    _show_warnings(found, titles)


def _show_session(order: "RunningOrder", zone: ZoneInfo, *, locked: bool) -> None:
    from broadcaster.schedule.wording import length_text

    about = [day_text(order.start, zone), f"{order.start.astimezone(zone):%H:%M}", order.title]
    length = length_text(order.length_ms) if order.items else _("silent")
    notes = [length, _("locked")] if locked else [length]
    click.echo(short(f"{' '.join(about)} ({', '.join(notes)})", COLUMNS))
    for item in order.items:
        click.echo(short(_line(order, item, zone), COLUMNS))


def _line(order: "RunningOrder", item: "PlannedItem", zone: ZoneInfo) -> str:
    from broadcaster.schedule.export.one_line import one_line
    from broadcaster.schedule.foresight.refusal import first_sample
    from broadcaster.schedule.wording import length_text

    at = first_sample(order, item).astimezone(zone)
    length = f"{length_text(item.length_ms):>6}"
    what = item.bulletin or item.relay
    if not what:
        return f"  {at:%H:%M:%S} {length}  {part_name(item.part)}"
    part = "" if item.is_airing else f"{part_name(item.part)}: "
    room = max(COLUMNS - 22 - len(what) - len(part), 12)
    return f"  {at:%H:%M:%S} {length}  {part}{short(one_line(item.title), room)} ({what})"


def _show_warnings(found: "Simulation", titles: Mapping[str, str]) -> None:
    from broadcaster.schedule.foresight.trouble_words import trouble_text

    if not found.troubles:
        click.echo(_("No warnings."))
        return
    click.echo(_("Warnings:"))
    for number, trouble in enumerate(found.troubles, 1):
        for part in wrapped(f"{number:>3}. {trouble_text(trouble, titles, found.zone)}", "     "):
            click.echo(part)


def simulation_document(found: "Simulation", titles: Mapping[str, str]) -> dict[str, Any]:
    """Return a simulation as plain JSON values."""
    from broadcaster.timebase import as_rfc3339

    return {
        "from": as_rfc3339(found.since),
        "until": as_rfc3339(found.until),
        "sessions": [
            {**order.to_document(), "locked": order.session in found.locked}
            for order in found.orders
        ],
        "warnings": [_warning(one, titles, found.zone) for one in found.troubles],
    }


def _warning(trouble: "Trouble", titles: Mapping[str, str], zone: ZoneInfo) -> dict[str, Any]:
    from broadcaster.schedule.foresight.trouble_words import trouble_text

    refusal = trouble.refusal
    return {
        "kind": str(trouble.kind),
        "at": _rfc3339(trouble.at),
        "subject": trouble.subject,
        "count": trouble.count,
        "total": trouble.total,
        "ends": _rfc3339(trouble.ends),
        "session": refusal.session if refusal else None,
        "reason": refusal.out.reason if refusal else None,
        "detail": refusal.out.detail if refusal else None,
        "ways": [way_document(way) for way in trouble.ways],
        "text": trouble_text(trouble, titles, zone),
    }


def way_document(way: "Way") -> list[dict[str, Any]]:
    """Return the changes of a way as plain JSON values."""
    return [
        {"lever": str(one.lever), "amount": one.amount, "subject": one.subject}
        for one in way.changes
    ]


def _rfc3339(moment: datetime | None) -> str | None:
    from broadcaster.timebase import as_rfc3339

    return as_rfc3339(moment) if moment else None
