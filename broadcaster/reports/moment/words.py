"""What sounded at a moment, in sentences: for a terminal, a page, and to be kept."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from broadcaster.i18n import _
from broadcaster.playout.alarms import alarm_sentence
from broadcaster.reports.layout import plain, rehearsal_text
from broadcaster.reports.moment.clock import clock, day_and_clock
from broadcaster.reports.moment.items import about_item, name_of, spoken_words
from broadcaster.reports.moment.model import MomentPage
from broadcaster.reports.moment.silence import not_ours, verdict
from broadcaster.reports.words import TIME_QUALITIES, word


class Sort(StrEnum):
    """What a line of the page is, for those who lay it out."""

    HEAD = "head"
    WARNING = "warning"
    VERDICT = "verdict"
    FACT = "fact"
    SPOKEN = "spoken"
    SEAL = "seal"


@dataclass(frozen=True)
class Line:
    """One sentence of the page."""

    sort: Sort
    text: str


def lines_of(page: MomentPage) -> list[Line]:
    """Return the page sentence by sentence, in station time and the language in use."""
    return [Line(sort, plain(text)) for sort, text in _lines(page)]


def text_of(page: MomentPage) -> str:
    """Return the page as plain text, to be kept."""
    return "".join(f"{line.text}\n" for line in lines_of(page))


def _lines(page: MomentPage) -> Iterator[tuple[Sort, str]]:
    answer, zone = page.answer, page.zone
    yield Sort.HEAD, f"{day_and_clock(answer.stretch.start, zone)} ({zone.key}), {page.station}"
    if page.cluster:
        yield Sort.HEAD, _("Cluster: {cluster}.").format(cluster=page.cluster)
    if page.rehearsal:
        yield Sort.WARNING, rehearsal_text()
    yield Sort.VERDICT, verdict(page)
    # A sounding holds records, which have no hash.
    for one in (*answer.sounded, *(one for one in answer.in_doubt if one not in answer.sounded)):
        yield from ((Sort.FACT, text) for text in about_item(page, one))
        yield from ((Sort.SPOKEN, text) for text in spoken_words(page, one))
    for text in (*_around(page), *not_ours(page)):
        yield Sort.FACT, text
    yield Sort.SEAL, _seal(page)


def _around(page: MomentPage) -> Iterator[str]:
    answer, zone = page.answer, page.zone
    if answer.mute:
        yield _("Sound was switched off from {at} by {by}.").format(
            at=clock(answer.mute.at, zone), by=answer.mute.text("by") or "-"
        )
    if answer.before:
        yield _("Before it: {what}, until {at}.").format(
            what=name_of(answer.before), at=clock(answer.before.last, zone)
        )
    if answer.after:
        yield _("After it: {what}, from {at}.").format(
            what=name_of(answer.after), at=clock(answer.after.first, zone)
        )
    if timed := answer.sounded[0].record if answer.sounded else answer.kept_from:
        yield _("The station's clock then: {quality}, at most {uncertainty} ms off.").format(
            quality=word(TIME_QUALITIES, timed.text("time_quality")),
            uncertainty=timed.number("uncertainty_ms"),
        )
    for alarm in answer.alarms:
        yield _("Alarm at {at}: {alarm}").format(
            at=clock(alarm.at, zone),
            alarm=alarm_sentence(alarm.text("code"), alarm.text("detail")),
        )
    for one in answer.airchecks:
        yield _(
            "The loopback {name} was recorded over it: airchecks/{sha}.opus (record {seq})."
        ).format(name=plain(one.text("hears")), sha=one.text("recording"), seq=one.seq)
    if not answer.alarms:
        yield _("No alarm of outputs, amplifiers or loopback is recorded within an hour of it.")
    yield _("Whether an amplifier was on is not in the log, only its faults.")


def _seal(page: MomentPage) -> str:
    if page.seal is None:
        return _("No checkpoint of this log is signed yet, so this page has no code.")
    return _("Log {log}, checkpoint {code} over {size} records.").format(
        log=page.seal.log_id, code=page.seal.code, size=page.seal.size
    )
