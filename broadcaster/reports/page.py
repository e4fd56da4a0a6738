"""The day report as one self-contained page to read, print on A4 and file.

No script, no image, no address outside: the page is the same on a laptop without a network in
ten years. Its shape is `day.html`, its look `day.css`.
"""

from collections.abc import Iterator
from importlib.resources import files
from string import Template

from broadcaster.i18n import _, language
from broadcaster.journal.model import Cause, Outcome
from broadcaster.reports.layout import (
    about,
    cause_text,
    day_text,
    event_texts,
    grades_text,
    group_text,
    groups,
    identity_text,
    plain,
    rehearsal_text,
    subject_title,
    title_of,
    warnings,
)
from broadcaster.reports.markup import table, tag, text
from broadcaster.reports.model import DayReport, Identity, ItemRow, SessionPart, UnplannedRow
from broadcaster.reports.station_clock import clock_text, duration_text
from broadcaster.reports.words import (
    CLASSES,
    NO_PLAN_CAUSES,
    OUTCOMES,
    UNPLANNED,
    word,
)


def render_html(report: DayReport) -> str:
    """Return the report as one HTML document."""
    folder = files("broadcaster.reports")
    template = Template((folder / "day.html").read_text(encoding="utf-8"))
    return template.substitute(
        language=language(),
        title=text(title_of(report)),
        style=(folder / "day.css").read_text(encoding="utf-8"),
        owner=text(f"{report.unit} · {report.station}"),
        body="\n".join(piece for part in _PARTS for piece in part(report)),
        footer=text(_footer(report)),
    )


def _head(report: DayReport) -> Iterator[str]:
    if report.rehearsal:
        yield tag("p", text(rehearsal_text()), "rehearsal")
    for warning in warnings(report):
        yield tag("p", text(warning), "warning")
    facts = "\n".join(
        tag("dt", text(name)) + tag("dd", text(value)) for name, value in about(report)
    )
    yield tag("dl", f"\n{facts}\n")


def _identities(report: DayReport) -> Iterator[str]:
    yield tag("h2", text(_("Planned and aired")))
    heads = [("", ""), (_("planned"), "")]
    heads += [(word(OUTCOMES, outcome), "") for outcome in Outcome]
    rows = [_sum(group_text(group), report.identity(group)) for group in groups(report)]
    yield table([*heads, (_("sum"), "")], rows, "identity")
    for group in groups(report):
        identity = report.identity(group)
        sentence = text(f"{group_text(group)}: {identity_text(identity)}")
        if not identity.holds:
            yield tag("p", sentence, "warning")
        elif group is None:
            yield tag("p", sentence)


def _sum(name: str, identity: Identity) -> str:
    counts = [identity.planned, *(count for _outcome, count in identity.counts)]
    verdict = "=" if identity.holds else "≠"
    cells = [name, *map(str, counts), f"{verdict} {identity.accounted}"]
    return tag("tr", "".join(tag("td", text(cell)) for cell in cells))


def _sessions(report: DayReport) -> Iterator[str]:
    yield tag("h2", text(_("Sessions")))
    if not report.sessions:
        yield tag("p", text(_("No session was planned on this day.")))
    for session in report.sessions:
        yield _session_head(report, session)
        heads = [(words, "") for words in (_("Planned"), _("Actual"), _("Outcome and cause"))]
        heads += [(words, "") for words in (_("Evidence"), _("Class"), _("Title"))]
        yield table(heads, [_item(report, row) for row in session.items], "items")


def _session_head(report: DayReport, session: SessionPart) -> str:
    facts = _("{session}, hours policy {policy}").format(
        session=session.session, policy=session.hours_policy or _("(no document number)")
    )
    start = clock_text(report, session.planned)
    return tag("h3", f"{text(f'{start} {session.title}')} {tag('small', text(facts))}")


def _item(report: DayReport, row: ItemRow) -> str:
    outcome = tag("span", text(word(OUTCOMES, row.outcome)), row.outcome or "none")
    cause = cause_text(row)
    if row.cause != Cause.WHOLE and 0 < row.sounded_ms < row.length_ms:
        cause += _(" ({sounded} of {length})").format(
            sounded=duration_text(row.sounded_ms), length=duration_text(row.length_ms)
        )
    cells = (
        tag("td", text(clock_text(report, row.planned)), "time"),
        tag("td", text(clock_text(report, row.actual, millis=True) or "–"), "time"),
        tag("td", outcome + tag("small", text(cause))),
        tag("td", text(row.evidence), "code"),
        tag("td", text(word(CLASSES, row.subject.item_class)), "code"),
        tag("td", text(subject_title(row.subject, row.item)) + _revision(row), "title"),
    )
    return tag("tr", "".join(cells))


def _revision(row: ItemRow | UnplannedRow) -> str:
    named = row.subject.revision or row.subject.bulletin
    return tag("small", text(named)) if named else ""


def _missing(report: DayReport) -> Iterator[str]:
    if not report.missing:
        return
    yield tag("h2", text(_("Due, but without a plan")))
    rows = []
    for missing in report.missing:
        cause = word(NO_PLAN_CAUSES, missing.cause)
        cells = [(clock_text(report, missing.planned), "time"), (missing.session, ""), (cause, "")]
        rows.append(tag("tr", "".join(tag("td", text(cell), kind) for cell, kind in cells)))
    yield table([(_("Planned"), ""), (_("Session"), ""), (_("Cause"), "")], rows)


def _unplanned(report: DayReport) -> Iterator[str]:
    if not report.unplanned:
        return
    yield tag("h2", text(_("Unplanned")))
    names = (_("Actual"), _("What"), _("Ordered by"), _("Sounded"), _("Evidence"), _("Title"))
    yield table([(name, "") for name in names], [_outside(report, r) for r in report.unplanned])


def _outside(report: DayReport, row: UnplannedRow) -> str:
    cells = (
        tag("td", text(clock_text(report, row.first, millis=True) or "–"), "time"),
        tag("td", text(word(UNPLANNED, row.what))),
        tag("td", text(row.by)),
        tag("td", text(duration_text(row.sounded_ms)), "time"),
        tag("td", text(row.evidence), "code"),
        tag("td", text(subject_title(row.subject, row.item)) + _revision(row), "title"),
    )
    return tag("tr", "".join(cells))


def _legend(report: DayReport) -> Iterator[str]:
    if grades := grades_text(report):
        yield tag("p", text(grades), "legend")


def _exceptions(report: DayReport) -> Iterator[str]:
    if not report.exceptions:
        return
    yield tag("h2", text(_("Exceptions to the hours (from the signed hours file)")))
    rows = []
    for item in report.exceptions:
        span = f"{clock_text(report, item.start)} – {clock_text(report, item.end)}"
        cells = [(span, "time"), (item.reason, ""), (item.by, "")]
        rows.append(tag("tr", "".join(tag("td", text(cell), kind) for cell, kind in cells)))
    yield table([(_("From and to"), ""), (_("Reason"), ""), (_("Signed by"), "")], rows)


def _events(report: DayReport) -> Iterator[str]:
    if not report.events:
        return
    yield tag("h2", text(_("Events")))
    rows = []
    for event in report.events:
        said, detail = event_texts(event)
        cells = [(clock_text(report, event.at), "time"), (said, ""), (plain(detail), "")]
        rows.append(tag("tr", "".join(tag("td", text(cell), kind) for cell, kind in cells)))
    yield table([(_("Time"), ""), (_("What"), ""), (_("Detail"), "")], rows)


def _signatures(_report: DayReport) -> Iterator[str]:
    signed = text(_("signature and full name"))
    people = (_("Prepared by"), _("Checked by"), _("Head of the unit"))
    boxes = "".join(tag("div", text(person) + tag("small", signed)) for person in people)
    yield tag("div", boxes, "signatures")


def _footer(report: DayReport) -> str:
    return _(
        "Folded from the as-run log of {station} for {day}. The same log always gives this same "
        "page; `broadcaster journal verify` checks the log and shows its checkpoint codes."
    ).format(station=report.station, day=day_text(report))


_PARTS = (
    _head,
    _identities,
    _sessions,
    _missing,
    _unplanned,
    _legend,
    _exceptions,
    _events,
    _signatures,
)
