"""Firings, sessions and reasons on the terminal, in lines of at most 80 columns."""

import textwrap
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import click

from broadcaster.cli.columns import show_card, show_table
from broadcaster.i18n import _, ngettext

if TYPE_CHECKING:
    from broadcaster.schedule import LeftOut, PlannedItem, RunningOrder
    from broadcaster.schedule.actions.looking import Planned
    from broadcaster.schedule.actions.planning import Report
    from broadcaster.schedule.calendar.lunar import LunarDay
    from broadcaster.schedule.deferral import Deferral
    from broadcaster.schedule.hours.guarded import Guarded
    from broadcaster.schedule.programmes.firing_list import Firing

LONGEST_TITLE = 34
COLUMNS = 80


def short(text: str, limit: int = LONGEST_TITLE) -> str:
    """Return a title that fits a column; what is cut off is marked."""
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"


def wrapped(line: str, indent: str) -> list[str]:
    """Return a line in pieces of at most 80 columns; ids are never broken at a hyphen."""
    return textwrap.wrap(line, COLUMNS, subsequent_indent=indent, break_on_hyphens=False)


def day_text(moment: datetime, zone: ZoneInfo) -> str:
    """Return the day of a moment in station time, `Monday 23/11`."""
    from broadcaster.schedule.wording import day_name

    local = moment.astimezone(zone)
    return f"{day_name(local.isoweekday())} {local:%d/%m}"


def show_firings(firings: Sequence["Firing"], zone: ZoneInfo) -> None:
    """List firings with what the hours make of them and what changed."""
    changes = any(str(firing.change) != "same" for firing in firings)
    notes = any(firing.notes for firing in firings)
    rows = [
        (
            day_text(firing.start, zone),
            f"{firing.start.astimezone(zone):%H:%M}",
            short(firing.title),
            _fit(firing),
            *((_change(firing, zone),) if changes else ()),
            *((_notes(firing),) if notes else ()),
        )
        for firing in firings
    ]
    headings = (
        *(_("Day"), _("Start"), _("Programme"), _("Hours")),
        *((_("Change"),) if changes else ()),
        *((_("Why"),) if notes else ()),
    )
    if rows:
        show_table(headings, rows)


def _fit(firing: "Firing") -> str:
    return {
        "whole": _("allowed"),
        "part": _("only in part"),
        "refused": _("refused"),
    }.get(str(firing.fit), "")


def _change(firing: "Firing", zone: ZoneInfo) -> str:
    if firing.was:
        return _("moved from {start}").format(start=f"{firing.was.astimezone(zone):%H:%M}")
    return {"new": _("new"), "gone": _("gone")}.get(str(firing.change), "")


def _notes(firing: "Firing") -> str:
    from broadcaster.schedule.programmes.firing_notes import note_text

    return ", ".join(note_text(note) for note in firing.notes)


def firing_document(firing: "Firing") -> dict[str, Any]:
    """Return a firing as plain JSON values."""
    from broadcaster.timebase import as_rfc3339

    return {
        "session": firing.session,
        "programme": firing.programme,
        "title": firing.title,
        "start": as_rfc3339(firing.start),
        "length_ms": firing.length_ms,
        "change": str(firing.change),
        "was": as_rfc3339(firing.was) if firing.was else None,
        "hours": str(firing.fit),
        "notes": [
            {"kind": str(note.kind), "name": note.name, "lunar": _lunar_document(note.lunar)}
            for note in firing.notes
        ],
    }


def _lunar_document(lunar: "LunarDay | None") -> dict[str, Any] | None:
    if lunar is None:
        return None
    return {"day": lunar.day, "month": lunar.month, "leap": lunar.leap, "year": lunar.year}


def show_orders(orders: Iterable["RunningOrder"], notes: dict[str, str]) -> None:
    """List sessions: when, what, how many bulletins, how long, and a note each."""
    from broadcaster.schedule.wording import length_text

    rows = [
        (
            order.session,
            short(order.title, 20),
            str(sum(1 for item in order.items if item.is_airing)),
            length_text(order.length_ms) if order.items else _("silent"),
            notes.get(order.session, ""),
        )
        for order in orders
    ]
    if rows:
        show_table((_("Session"), _("Title"), _("Bulletins"), _("Length"), _("Note")), rows)


def report_notes(report: "Report") -> dict[str, str]:
    """Return what a plan did to each session."""
    return dict.fromkeys(report.written, _("written"))


def deferral_text(deferral: "Deferral") -> str:
    """Return where a change goes that came after the lock."""
    if deferral.bulletin and deferral.to:
        sentence = _("{session} is locked: {bulletin} is deferred to {to}.")
    elif deferral.bulletin:
        sentence = _("{session} is locked, and no later planned session takes {bulletin}.")
    elif deferral.to:
        sentence = _("{session} is locked: the changed programme is deferred to {to}.")
    else:
        sentence = _("{session} is locked, and the programme has no later planned session.")
    return sentence.format(session=deferral.session, bulletin=deferral.bulletin, to=deferral.to)


def guarded_text(guarded: "Guarded") -> str:
    """Return how many items of a locked session the hours no longer let sound."""
    count = len(guarded.items)
    return ngettext(
        "{session} is locked, and the hours apply at once: the player will refuse {count} item.",
        "{session} is locked, and the hours apply at once: the player will refuse {count} items.",
        count,
    ).format(session=guarded.session, count=count)


def show_order(planned: "Planned") -> None:
    """Show one session with its items and what was left out of it."""
    from broadcaster.schedule.wording import length_text, moment_text

    order = planned.order
    zone = ZoneInfo(order.zone)
    show_card(
        [
            (_("Session"), order.session),
            (_("Title"), order.title),
            (_("Start"), moment_text(order.start, zone)),
            (_("Length"), length_text(order.length_ms)),
            (_("At most"), length_text(order.max_length_ms)),
            (_("Zones"), ", ".join(order.zones)),
            (_("Hours policy"), order.policy),
            (_("Locked"), _("yes") if planned.locked else _("no")),
        ]
    )
    click.echo()
    show_table(
        (_("Time"), _("Length"), _("Part"), _("What")),
        [
            (
                f"{_at(order, item.offset_ms):%H:%M:%S}",
                length_text(item.length_ms),
                part_name(item.part),
                _what(item),
            )
            for item in order.items
        ],
    )
    if order.left_out:
        click.echo()
        click.echo(_("Left out:"))
        for out in order.left_out:
            line = left_out_text(out, zone)
            for part in wrapped(f"  {line}", "    "):
                click.echo(part)


def left_out_text(out: "LeftOut", zone: ZoneInfo) -> str:
    """Return one thing that was left out, with its reason."""
    from broadcaster.schedule.wording import explain

    return f"{out.bulletin}: {explain(out, zone)}"


def _what(item: "PlannedItem") -> str:
    if item.relay:
        return f"{item.title} ({item.relay})"
    if not item.bulletin:
        return "" if item.sound == item.part else item.sound
    room = COLUMNS - 40 - len(item.bulletin)
    return f"{short(item.title, max(room, 12))} ({item.bulletin})"


def part_name(part: str) -> str:
    """Return a layout part as people call it."""
    return {
        "ident": _("ident"),
        "greeting": _("greeting"),
        "opener": _("opener"),
        "headlines": _("headline"),
        "items": _("bulletin"),
        "feature": _("feature"),
        "separator": _("separator"),
        "music": _("music"),
        "relay": _("relay"),
        "closing": _("closing"),
    }.get(part, part)


def _at(order: "RunningOrder", offset_ms: int) -> datetime:
    return (order.start + timedelta(milliseconds=offset_ms)).astimezone(ZoneInfo(order.zone))
