"""Each thing that verification finds wrong, as one clause of a sentence."""

from collections.abc import Callable, Mapping

from broadcaster.i18n import N_, _
from broadcaster.journal.accounts import Discrepancy, Sort
from broadcaster.journal.kept_orders import file_of
from broadcaster.journal.verification import Fault, Finding

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

_DISAGREEING: Mapping[Sort, str] = {
    Sort.ORDER_ALTERED: N_(
        "session {session}: its running order was altered since the lock; record {seq} names {file}"
    ),
    Sort.ORDER_DIFFERS: N_(
        "session {session}: the items in record {seq} are not those of its running order, {file}"
    ),
    Sort.RECORDING_MISSING: N_(
        "item {item}: the recording of what was heard is missing; record {seq} names {detail}"
    ),
    Sort.RECORDING_ALTERED: N_(
        "item {item}: the recording of what was heard was altered; record {seq} names {detail}"
    ),
    Sort.AIRCHECK_MISSING: N_(
        "what a loopback heard is missing, and nothing says that it was purged; record {seq} names "
        "{detail}"
    ),
    Sort.AIRCHECK_ALTERED: N_("what a loopback heard was altered; record {seq} names {detail}"),
    Sort.CLOCK_PARTED: N_(
        "at record {seq} the wall clock left the monotonic one, and no record says that it was set"
    ),
    Sort.CLOCK_AHEAD: N_(
        "record {seq} claims to be later than a witness had seen it ({detail}): its clock was ahead"
    ),
    Sort.LINK_BROKEN: N_("log {detail}, which it was begun after, is not as it was then"),
    Sort.GOES_ON: N_(
        "log {detail} goes on after this one took its place: two boxes wrote, or an old copy did"
    ),
    Sort.PLANNED_AGAIN: N_("session {session}: record {seq} locks it again with another order"),
    Sort.UNPLANNED_OUTCOME: N_("record {seq} gives an outcome to {item}, which was not planned"),
}


def finding_words(finding: Finding) -> str:
    """Say what is wrong with the bytes of a log, and where they stand."""
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


def discrepancy_words(one: Discrepancy) -> str:
    """Say what does not agree with the log's own plans."""
    words: Mapping[Sort, Callable[[Discrepancy], str]] = {
        Sort.ORDER_MISSING: _order_missing,
        Sort.SECOND_OUTCOME: _second_outcome,
    }
    if one.sort in words:
        return words[one.sort](one)
    return _(_DISAGREEING[one.sort]).format(
        session=one.session,
        seq=one.seq,
        item=one.item,
        file=file_of(one.order),
        detail=one.detail,
    )


def _order_missing(one: Discrepancy) -> str:
    fields = {"session": one.session, "seq": one.seq, "file": file_of(one.order)}
    if one.detail:
        return _(
            "session {session}: its running order cannot be read ({why}); record {seq} names {file}"
        ).format(why=one.detail, **fields)
    return _("session {session}: its running order is missing; record {seq} names {file}").format(
        **fields
    )


def _second_outcome(one: Discrepancy) -> str:
    if one.first_log:
        return _(
            "item {item} has two outcomes: record {first} of log {log}, and record {seq} here"
        ).format(item=one.item, first=one.first, log=one.first_log, seq=one.seq)
    return _("item {item} has two outcomes: records {first} and {seq}").format(
        item=one.item, first=one.first, seq=one.seq
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
