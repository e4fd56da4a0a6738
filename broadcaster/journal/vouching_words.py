"""Who vouches for a log and where it is silent, each as one clause of a sentence."""

from datetime import datetime
from zoneinfo import ZoneInfo

from broadcaster.i18n import _
from broadcaster.journal.inspection import LogReport
from broadcaster.journal.keeping import Gap
from broadcaster.journal.vouchers import Voucher


def vouching_words(report: LogReport, size: int, zone: ZoneInfo) -> list[str]:
    """Say up to which record somebody beside the station vouches, and since when only it does."""
    clauses = [_voucher(one, zone) for one in report.vouchers]
    clauses += [_("{name} vouches for none of it").format(name=name) for name in report.silent]
    if not report.vouchers:
        clauses.append(_("only the station vouches for it"))
    elif report.vouched < size:
        clauses.append(
            _("from record {seq} on only the station vouches").format(seq=report.vouched)
        )
    return clauses


def gap_words(gap: Gap, zone: ZoneInfo) -> str:
    """Say when no record was written, and whether people had stopped the station."""
    sentence = (
        _("stopped from {start} to {end}, as was recorded")
        if gap.stopped
        else _("no record from {start} to {end}: the station cannot say what it did")
    )
    return sentence.format(start=_moment(gap.start, zone), end=_moment(gap.end, zone))


def _voucher(one: Voucher, zone: ZoneInfo) -> str:
    sentence = {
        "witness": _("{name} had seen it up to record {last} by {at}"),
        "paper": _("the paper with code {name} vouches up to record {last}"),
        "copy": _('the copy "{name}" vouches up to record {last}'),
    }[one.by]
    at = _moment(one.at, zone) if one.at else ""
    return sentence.format(name=one.name, last=one.size - 1, at=at)


def _moment(moment: datetime, zone: ZoneInfo) -> str:
    return f"{moment.astimezone(zone):%d/%m/%Y %H:%M:%S}"
