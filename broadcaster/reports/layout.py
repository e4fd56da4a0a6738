"""The sentences and cells that table, CSV and page share, in the language in use."""

import unicodedata

from broadcaster.i18n import _, ngettext
from broadcaster.journal.model import HEADLINES, RELAY, Kind
from broadcaster.playout.alarms import alarm_sentence
from broadcaster.reports.model import DayReport, Event, Group, Identity, ItemRow, LogRange, Subject
from broadcaster.reports.station_clock import reading_time
from broadcaster.reports.words import (
    CAUSES,
    EVENTS,
    EVIDENCE,
    OUTCOMES,
    SOUNDS,
    TIME_QUALITIES,
    word,
)

_DIRECTION_MARKS = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


def title_of(report: DayReport) -> str:
    """Return the heading of the report."""
    return _("As-run report of {day}").format(day=day_text(report))


def day_text(report: DayReport) -> str:
    """Return the day as people write it: 22/11/2026."""
    return f"{report.day:%d/%m/%Y}"


def rehearsal_text() -> str:
    """Return the banner of a report on a rehearsal."""
    return _("REHEARSAL on a virtual clock: nothing here was broadcast.")


def about(report: DayReport) -> list[tuple[str, str]]:
    """Return the facts at the head of a report: what each is, and what it says."""
    policies = ", ".join(policy or _("(no document number)") for policy in report.hours_policies)
    qualities = ", ".join(word(TIME_QUALITIES, quality) for quality in report.time_qualities)
    facts = [
        (_("Station"), report.station),
        (_("Unit"), report.unit),
        (_("Day"), day_text(report)),
        (_("Times are"), report.zone),
        (_("Hours policy"), policies or _("no session was planned under any")),
        (_("Clock"), qualities or _("no records")),
    ]
    facts += [(_("Log"), log_text(log)) for log in report.logs]
    if not report.logs:
        facts.append((_("Log"), _("it holds no record of this day")))
    if report.reaches:
        facts.append((_("Known until"), reading_time(report, report.reaches)))
    return facts


def log_text(log: LogRange) -> str:
    """Return which records were used and the code of the checkpoint that covers them."""
    used = _("{log}, records {first} to {last}").format(
        log=log.log_id, first=log.first_seq, last=log.last_seq
    )
    if log.seal is None:
        return _("{used}; no checkpoint covers them yet").format(used=used)
    return _("{used}; checkpoint {code} over {size} records").format(
        used=used, code=log.seal.code, size=log.seal.size
    )


def group_text(group: Group | None) -> str:
    """Return what a line of the identity counts."""
    return {
        Group.BULLETINS: _("Bulletins"),
        Group.SOUNDS: _("Station sounds"),
        Group.HEADLINES: _("Headlines"),
        Group.RELAYS: _("Relays"),
        Group.UNKNOWN: _("Not come to yet"),
        None: _("All items"),
    }[group]


def groups(report: DayReport) -> list[Group | None]:
    """Return the lines of the identity: two always, the others when they count something."""
    always = (Group.BULLETINS, Group.SOUNDS)
    counted = [one for one in Group if one in always or report.identity(one).planned]
    return [*counted, None]


def identity_text(identity: Identity) -> str:
    """Return the identity of DESIGN law 2 as a sum, and whether it holds."""
    terms = " + ".join(f"{count} {word(OUTCOMES, o)}" for o, count in identity.counts)
    total = _("{planned} planned = {terms}").format(planned=identity.planned, terms=terms)
    if identity.holds:
        return _("{total}: holds").format(total=total)
    return _("{total}: DOES NOT HOLD, {open} without an outcome").format(
        total=total, open=identity.open
    )


def cause_text(row: ItemRow) -> str:
    """Return why the item ended as it did, and what was changed about it after lock."""
    causes = dict.fromkeys([row.cause, *row.changes])
    return "; ".join(word(CAUSES, cause) for cause in causes if cause)


def plain(text: str) -> str:
    """Return `text` on one line, without characters that would move or reorder what is shown."""
    return shown(" ".join(text.split()))


def shown(text: str) -> str:
    """Return `text` with its newlines, and a mark where a control character stood."""
    return "".join(
        "\N{REPLACEMENT CHARACTER}" if unicodedata.category(c) == "Cc" and c not in "\n\t" else c
        for c in text.replace("\r\n", "\n")
        if c not in _DIRECTION_MARKS
    )


def subject_title(subject: Subject, item: str) -> str:
    """Return a title to show: its own, else its bulletin or sound, else the item's tail.

    A station sound is called by its name alone; the well-known ones are put into words. A headline
    and a relay say what they are.
    """
    if subject.part == HEADLINES:
        return _("Headline: {title}").format(title=subject.title or subject.bulletin)
    if subject.part == RELAY:
        return _("Relay: {title}").format(title=subject.title)
    if subject.sound and subject.title in ("", subject.sound):
        return word(SOUNDS, subject.sound)
    return subject.title or subject.bulletin or subject.sound or item.rpartition("/")[2]


def event_texts(event: Event) -> tuple[str, str]:
    """Return what happened, and the detail its record gives."""
    kind = f"{event.kind} {event.code}" if f"{event.kind} {event.code}" in EVENTS else event.kind
    return word(EVENTS, kind), _detail(event)


def _detail(event: Event) -> str:
    if event.kind == Kind.ALARM:
        # The record's own sentence is in the language of the log; a report speaks its reader's.
        return alarm_sentence(event.code, event.text)
    return word(TIME_QUALITIES, event.text) if event.code == "quality" else event.text


def grades_text(report: DayReport) -> str:
    """Return what the evidence grades used in this report mean, or nothing."""
    grades = {row.evidence for row in report.items} | {row.evidence for row in report.unplanned}
    used = [f"{grade} = {word(EVIDENCE, grade)}" for grade in sorted(grades) if grade]
    return _("Evidence: {grades}").format(grades="; ".join(used)) if used else ""


def warnings(report: DayReport) -> list[str]:
    """Return what a reader must know before believing any figure; usually nothing."""
    damaged = [log.log_id for log in report.logs if not log.is_whole]
    found = [contradictions_text(report)]
    if damaged:
        found.append(
            _(
                "THE LOG IS NOT AS IT WAS WRITTEN ({logs}): do not rely on this report. "
                "`broadcaster journal verify` names the first bad record."
            ).format(logs=", ".join(damaged))
        )
    return [text for text in found if text]


def contradictions_text(report: DayReport) -> str:
    """Return a warning that names what the records contradict themselves about, or nothing."""
    if not report.contradictions:
        return ""
    count = len(report.contradictions)
    return ngettext(
        "The records contradict each other about one item: {items}.",
        "The records contradict each other about {count} items: {items}.",
        count,
    ).format(count=count, items=", ".join(report.contradictions))
