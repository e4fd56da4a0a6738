"""What verification found, in one sentence per log for people, and as a document for programs.

A log that is whole is whole *up to* its last record: a log alone cannot show that nothing came
later, so the sentence always says that too.
"""

from collections.abc import Mapping
from typing import Any
from zoneinfo import ZoneInfo

from broadcaster.i18n import N_, _, ngettext
from broadcaster.journal.inspection import LogReport
from broadcaster.journal.verification import Fault, Finding, Survey


def sentence(report: LogReport, zone: ZoneInfo) -> str:
    """Return what a person should know about one log; times in the station's `zone`."""
    found = report.survey
    if found is None:
        return _("Log {log} is gone: {named_by} names it, and none of its records is here.").format(
            log=report.log_id, named_by=report.named_by
        )
    faults = [_fault(finding) for finding in found.findings]
    faults += [
        _('checkpoint "{name}" is not one that this box signed ({why})').format(
            name=note.name, why=note.why
        )
        for note in report.bad_notes
    ]
    if faults:
        return _("Log {log} is DAMAGED: {faults}.").format(
            log=report.log_id, faults="; ".join(faults)
        )
    return _whole(report, found, zone)


def _whole(report: LogReport, found: Survey, zone: ZoneInfo) -> str:
    if found.last is None:
        return _("Log {log} holds no record.").format(log=report.log_id)
    parts = [
        ngettext(
            "Log {log} is whole up to record {last} of {at} ({count} record)",
            "Log {log} is whole up to record {last} of {at} ({count} records)",
            found.records,
        ).format(
            log=report.log_id,
            last=found.last.seq,
            at=f"{found.last.at.astimezone(zone):%d/%m/%Y %H:%M:%S}",
            count=found.records,
        ),
        _seal(report, found),
    ]
    if report.seal and report.key_source == "log":
        parts.append(_("the key is the one the log itself names"))
    if found.tail:
        parts.append(
            _("{count} bytes after it are no record yet").format(count=len(found.tail.data))
        )
    parts.append(_("nothing later can be excluded"))
    return "; ".join(parts) + "."


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


_PLAIN: Mapping[Fault, str] = {
    Fault.REORDERED: N_("record {seq} stands elsewhere: the order was changed"),
    Fault.INSERTED: N_("where record {seq} belongs stands one that is numbered {detail}"),
    Fault.NOT_JSON: N_("record {seq} is unreadable: it is not JSON any more"),
    Fault.WRONG_FORM: N_("record {seq} was altered: its form is wrong ({detail})"),
    Fault.WRONG_PREV: N_("record {seq} was altered: it does not name the one before it (`prev`)"),
    Fault.WRONG_SEQ: N_("record {seq} was altered: it is numbered {detail}"),
    Fault.WRONG_LOG: N_("record {seq} was altered: it names another log ({detail})"),
    Fault.BAD_TORN: N_("record {seq} (`torn`) does not describe the torn bytes before it"),
    Fault.UNCLOSED: N_("what stands where record {seq} would be is no record"),
}


def _fault(finding: Finding) -> str:
    words = {
        Fault.ALTERED: _altered,
        Fault.REWRITTEN: _rewritten,
        Fault.DELETED: _deleted,
        Fault.CUT_OFF: _cut_off,
    }.get(finding.fault, _plain)
    if not finding.place.segment:
        return words(finding)
    place = finding.place
    return _("{what} ({segment}, line {line}, byte {offset})").format(
        what=words(finding), segment=place.segment, line=place.line, offset=place.offset
    )


def _plain(finding: Finding) -> str:
    return _(_PLAIN[finding.fault]).format(seq=finding.seq, detail=finding.detail)


def _altered(finding: Finding) -> str:
    if finding.seq == finding.last:
        return _("record {seq} was altered").format(seq=finding.seq)
    return _("record {seq} or {last} was altered").format(seq=finding.seq, last=finding.last)


def _rewritten(finding: Finding) -> str:
    if finding.seq == finding.last:
        return _("record {seq} was altered: its checkpoint signed another").format(seq=finding.seq)
    return _(
        "record {last} was altered, or all from one of {seq}-{last} on were rewritten: "
        "their checkpoint signed others"
    ).format(seq=finding.seq, last=finding.last)


def _deleted(finding: Finding) -> str:
    if finding.seq == finding.last:
        return _("record {seq} was deleted").format(seq=finding.seq)
    return _("{count} records were deleted: {seq}-{last}").format(
        count=finding.last - finding.seq + 1, seq=finding.seq, last=finding.last
    )


def _cut_off(finding: Finding) -> str:
    if finding.seq == finding.last:
        return _("its last record, {seq}, was deleted: a checkpoint signed it").format(
            seq=finding.seq
        )
    return _(
        "{count} records at its end were deleted: {seq}-{last}, which a checkpoint signed"
    ).format(count=finding.last - finding.seq + 1, seq=finding.seq, last=finding.last)


def document(report: LogReport) -> dict[str, Any]:
    """Return the same in English codes."""
    found = report.survey
    head: dict[str, Any] = {
        "log": report.log_id,
        "status": "whole" if report.is_whole else "damaged" if found else "gone",
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
    }
