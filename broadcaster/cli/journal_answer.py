"""`broadcaster journal at`: what sounded then, in sentences and as a document."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import click

from broadcaster.i18n import _
from broadcaster.journal.logs import Log
from broadcaster.journal.moments import Answer, Sounding, read_stretches, what_sounded
from broadcaster.journal.record import Record
from broadcaster.reports.layout import plain
from broadcaster.reports.words import EVIDENCE, SOUNDS, TIME_QUALITIES, word
from broadcaster.timebase import TimeSource, as_rfc3339


def ask(logs: Sequence[Log], text: str, zone: ZoneInfo, time: TimeSource) -> list[Answer]:
    """Answer `text`; a rehearsal is asked about its own last day, not about today."""
    now = time.now()
    if logs[-1].is_rehearsal:
        for record in logs[-1].records():
            now = record.at
    stretches = read_stretches(text, now.astimezone(zone).date(), now, zone)
    return [
        what_sounded((record for log in logs for record in log.records()), stretch)
        for stretch in stretches
    ]


def show(answer: Answer, logs: Sequence[Log], zone: ZoneInfo) -> None:
    """Write the answer in sentences, in station time."""
    if logs[-1].is_rehearsal:
        click.echo(_("REHEARSAL on a virtual clock: none of this was broadcast."))
    start = answer.stretch.start.astimezone(zone)
    click.echo(f"{start:%d/%m/%Y %H:%M:%S} ({zone.key})")
    for line in _lines(answer, zone):
        click.echo(plain(line))


def _lines(answer: Answer, zone: ZoneInfo) -> Iterator[str]:
    for one in answer.sounded:
        yield from _sounding(one, zone)
    if not answer.sounded:
        yield _silence(answer, zone)
    if answer.mute:
        yield _("Sound was switched off from {at} by {by}.").format(
            at=_clock(answer.mute.at, zone), by=answer.mute.text("by") or "-"
        )
    if answer.before:
        yield _("Before it: {what}, until {at}.").format(
            what=_name(answer.before), at=_clock(answer.before.last, zone)
        )
    if answer.after:
        yield _("After it: {what}, from {at}.").format(
            what=_name(answer.after), at=_clock(answer.after.first, zone)
        )
    if clock := answer.sounded[0].record if answer.sounded else answer.kept_from:
        yield _("The station's clock then: {quality}, at most {uncertainty} ms off.").format(
            quality=word(TIME_QUALITIES, clock.text("time_quality")),
            uncertainty=clock.number("uncertainty_ms"),
        )


def _sounding(one: Sounding, zone: ZoneInfo) -> Iterator[str]:
    if one.end is None:
        yield _(
            "{what} was begun at {first} (record {seq}); no end is recorded, so it may have "
            "sounded until {last} at the latest."
        ).format(
            what=_name(one),
            first=_clock(one.first, zone),
            last=_clock(one.last, zone),
            seq=one.record.seq,
        )
        return
    yield _("{what} sounded from {first} to {last} (records {seq} and {end}).").format(
        what=_name(one),
        first=_clock(one.first, zone),
        last=_clock(one.last, zone),
        seq=one.record.seq,
        end=one.end.seq,
    )
    if approval := one.record.text("approval"):
        yield _("Approval: {approval}.").format(approval=approval)
    grade = one.end.text("evidence") or "0"
    yield _("Evidence: grade {grade}, {words}.").format(grade=grade, words=word(EVIDENCE, grade))


def _silence(answer: Answer, zone: ZoneInfo) -> str:
    kept_from, until = answer.kept_from, answer.kept_until
    if answer.is_known and kept_from and until:
        return _(
            "Silence: nothing sounded. The player kept its log over that time, as records "
            "{first} ({from_}) and {last} ({until}) show; its word alone, nothing was measured."
        ).format(
            first=kept_from.seq,
            from_=_clock(kept_from.at, zone),
            last=until.seq,
            until=_clock(until.at, zone),
        )
    return _(
        "Nothing is recorded as sounding, but it is not known: the log was not kept over that "
        "time (last record before it {from_}, first after it {until})."
    ).format(from_=_when(kept_from, zone), until=_when(until, zone))


def _when(record: Record | None, zone: ZoneInfo) -> str:
    return f"{record.at.astimezone(zone):%d/%m/%Y %H:%M:%S}" if record else _("no record at all")


def _clock(moment: datetime, zone: ZoneInfo) -> str:
    local = moment.astimezone(zone)
    return f"{local:%H:%M:%S}.{local.microsecond // 1000:03}"


def _name(one: Sounding) -> str:
    record = one.record
    sound = word(SOUNDS, record.text("sound"))
    title = sound or record.text("title") or record.text("what")
    bulletin = record.text("revision") or record.text("bulletin")
    return f"“{title or one.item}”" + (f" ({bulletin})" if bulletin else "")


def document(answer: Answer) -> dict[str, Any]:
    """Return the answer in English codes; `status` is sounded, silence or unknown."""
    status = "sounded" if answer.sounded else "silence" if answer.is_known else "unknown"
    return {
        "from": as_rfc3339(answer.stretch.start),
        "until": as_rfc3339(answer.stretch.end),
        "status": status,
        "sounded": [_document(one) for one in answer.sounded],
        "before": _document(answer.before) if answer.before else None,
        "after": _document(answer.after) if answer.after else None,
        "kept_from": dict(answer.kept_from) if answer.kept_from else None,
        "kept_until": dict(answer.kept_until) if answer.kept_until else None,
        "muted": answer.mute is not None,
    }


def _document(one: Sounding) -> dict[str, Any]:
    return {
        "item": one.item,
        "first": as_rfc3339(one.first),
        "last": as_rfc3339(one.last),
        "ended": one.end is not None,
        "evidence": one.end.text("evidence") if one.end else "0",
        "start": dict(one.record),
    }
