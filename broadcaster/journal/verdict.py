"""What verification found, in one sentence per log for people, and as a document for programs.

A log that is whole is whole *up to* its last record: a log alone cannot show that nothing came
later, so the sentence always says that too.
"""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any
from zoneinfo import ZoneInfo

from broadcaster.i18n import _, ngettext
from broadcaster.journal.accounts import Tally
from broadcaster.journal.errors import note_fault
from broadcaster.journal.fault_words import discrepancy_words, finding_words
from broadcaster.journal.head_code import Head
from broadcaster.journal.inspection import LogReport
from broadcaster.journal.verification import Survey
from broadcaster.journal.vouching_words import gap_words, vouching_words
from broadcaster.timebase import as_rfc3339

MOST_NAMED = 12
"""Of discrepancies, and of unsettled sessions; the document holds them all."""


def sentence(report: LogReport, zone: ZoneInfo) -> list[str]:
    """Return what a person should know about one log: its head, then clause by clause.

    Times are in the station's `zone`. Joined by spaces it is one sentence.
    """
    found = report.survey
    if found is None:
        return [
            _("Log {log} is gone: {named_by} names it, and none of its records is here.").format(
                log=report.log_id, named_by=report.named_by
            )
        ]
    if found.last is None and report.is_sound:
        return [_("Log {log} holds no record.").format(log=report.log_id)]
    head, clauses = _faults(report, found) or (
        _("Log {log}:").format(log=report.log_id),
        _whole(report, found, zone),
    )
    return [head, *(f"{clause};" for clause in clauses[:-1]), f"{clauses[-1]}."]


def _faults(report: LogReport, found: Survey) -> tuple[str, list[str]] | None:
    clauses = [finding_words(finding) for finding in found.findings]
    clauses += [
        _('checkpoint "{name}" is not one that this box signed ({why})').format(
            name=note.name, why=note_fault(note.why)
        )
        for note in report.bad_notes
    ]
    clauses += _cut([discrepancy_words(one) for one in report.discrepancies])
    if not clauses:
        return None
    if report.is_whole:
        head = _("Log {log} does NOT AGREE with its own plans:")
    else:
        head = _("Log {log} is DAMAGED:")
    return head.format(log=report.log_id), clauses


def _cut(clauses: Sequence[str]) -> list[str]:
    more = len(clauses) - MOST_NAMED
    if more <= 0:
        return list(clauses)
    rest = ngettext(
        "and {count} more, which --json names", "and {count} more, which --json names", more
    ).format(count=more)
    return [*clauses[:MOST_NAMED], rest]


def _whole(report: LogReport, found: Survey, zone: ZoneInfo) -> list[str]:
    clauses = [_records(found, zone), *_settled(report.tally), _seal(report, found)]
    if report.seal and report.key_source == "log":
        clauses.append(_("the key is the one the log itself names"))
    clauses += vouching_words(report, found.range.size, zone)
    clauses += _cut([gap_words(gap, zone) for gap in report.gaps])
    if found.tail:
        clauses.append(
            _("{count} bytes after it are no record yet").format(count=len(found.tail.data))
        )
    return [*clauses, _("nothing later can be excluded")]


def _records(found: Survey, zone: ZoneInfo) -> str:
    if found.last is None:
        return ""
    return ngettext(
        "whole up to record {last} of {at} ({count} record)",
        "whole up to record {last} of {at} ({count} records)",
        found.records,
    ).format(
        last=found.last.seq,
        at=f"{found.last.at.astimezone(zone):%d/%m/%Y %H:%M:%S}",
        count=found.records,
    )


def _settled(tally: Tally) -> list[str]:
    if not tally.sessions:
        return []
    clauses = [
        _("session {session} is not settled: {waiting} of {count} items have no outcome").format(
            session=one.session, waiting=one.waiting, count=one.count
        )
        for one in tally.unsettled
    ]
    settled = tally.sessions - len(tally.unsettled)
    agrees = ngettext(
        "{count} session is settled: running order as locked, one outcome for each item",
        "{count} sessions are settled: running orders as locked, one outcome for each item",
        settled,
    ).format(count=settled)
    return [*([agrees] if settled else []), *_cut(clauses)]


def _seal(report: LogReport, found: Survey) -> str:
    seal = report.seal
    if seal is None:
        return _("no checkpoint signs it")
    code = seal.short_code
    if seal.size == found.range.size:
        return _("all of it is signed (checkpoint {size}, code {code})").format(
            size=seal.size, code=code
        )
    return _("signed up to record {last} (checkpoint {size}, code {code})").format(
        last=seal.size - 1, size=seal.size, code=code
    )


def unmatched_words(head: Head) -> str:
    """Say that no log here has the head whose code stands on a paper."""
    return _(
        "Code {code} FITS NO LOG here: the log it was printed from was rewritten or cut short "
        "before record {last}, is missing, or is another station's."
    ).format(code=head.code, last=head.size - 1)


def status_of(report: LogReport) -> str:
    """Return the code of a report: whole, damaged, gone, or disagrees."""
    if report.survey is None:
        return "gone"
    if not report.is_whole:
        return "damaged"
    return "whole" if report.is_sound else "disagrees"


def status_of_all(reports: Sequence[LogReport], lost: Sequence[Head] = ()) -> str:
    """Return one code for them all: `whole`, else `damaged`, else `disagrees`.

    A paper whose head no log has (`lost`) is damage too.
    """
    found = {status_of(report) for report in reports}
    if found & {"damaged", "gone"} or lost:
        return "damaged"
    return "disagrees" if "disagrees" in found else "whole"


def document(report: LogReport) -> dict[str, Any]:
    """Return the same in English codes."""
    found = report.survey
    head: dict[str, Any] = {
        "log": report.log_id,
        "status": status_of(report),
        "named_by": report.named_by,
        "key_source": report.key_source,
        "bad_checkpoints": [{"name": note.name, "why": note.why} for note in report.bad_notes],
    }
    return head | _measures(report, found) if found else head


def _measures(report: LogReport, found: Survey) -> dict[str, Any]:
    return {
        "records": found.records,
        "whole_up_to": found.last.seq if found.last else None,
        "signed_up_to": report.seal.size - 1 if report.seal else None,
        "checkpoint": report.seal.name if report.seal else None,
        "code": report.seal.short_code if report.seal else None,
        "excludes_later": False,
        "vouched_up_to": report.vouched - 1 if report.vouched else None,
        "vouched_by": [
            {
                "by": one.by,
                "name": one.name,
                "up_to": one.size - 1,
                "at": as_rfc3339(one.at) if one.at else None,
            }
            for one in report.vouchers
        ],
        "silent_witnesses": list(report.silent),
        "gaps": [
            {
                "seq": gap.seq,
                "from": as_rfc3339(gap.start),
                "until": as_rfc3339(gap.end),
                "stopped": gap.stopped,
            }
            for gap in report.gaps
        ],
        "torn": found.torn,
        "tail_bytes": len(found.tail.data) if found.tail else 0,
        "findings": [
            {
                "fault": str(finding.fault),
                "seq": finding.seq,
                "last": finding.last,
                "segment": finding.place.segment,
                "line": finding.place.line,
                "offset": finding.place.offset,
                "detail": finding.detail,
            }
            for finding in found.findings
        ],
        "discrepancies": [asdict(one) | {"sort": str(one.sort)} for one in report.discrepancies],
        "sessions": report.tally.sessions,
        "unsettled": [asdict(one) for one in report.tally.unsettled],
    }
