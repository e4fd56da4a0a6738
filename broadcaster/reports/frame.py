"""What stands around the figures of every paper: head, facts, warnings, signatures, tree heads."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, time

from broadcaster.i18n import _
from broadcaster.reports.layout import log_text, rehearsal_text, warnings
from broadcaster.reports.model import Stretch
from broadcaster.reports.paper import Letterhead, Paper, Signature
from broadcaster.reports.period import Period, period_text


@dataclass(frozen=True)
class Frame:
    """What a unit puts around its papers; empty is left open, to be filled in by hand."""

    letterhead: Letterhead = field(default_factory=Letterhead)
    names: tuple[str, str, str] = ("", "", "")
    """Of preparer, checker and head."""


def framed(paper: Paper, period: Period, stretches: Sequence[Stretch], frame: Frame) -> Paper:
    """Return the paper with its frame; `stretches` are the logs it was folded from."""
    return replace(
        paper,
        subtitle=period_text(period),
        letterhead=frame.letterhead,
        stamp=_stamp(period, stretches),
        facts=(*paper.facts, *_facts(stretches)),
        warnings=(*_warnings(stretches), *paper.warnings),
        signatures=signatures(frame),
        seals=tuple(seals(stretches)),
        details={**_period(period), **paper.details},
    )


def blank(code: str, title: str, *, is_wide: bool = False) -> Paper:
    """Return a paper that still needs its tables and its frame."""
    return Paper(code, title, "", Letterhead(), datetime(1980, 1, 1, tzinfo=UTC), is_wide=is_wide)


def signatures(frame: Frame) -> tuple[Signature, ...]:
    """Return the three who sign: who prepared it, who checked it, the head of the unit."""
    offices = (_("Prepared by"), _("Checked by"), _("Head of the unit"))
    return tuple(Signature(o, n) for o, n in zip(offices, frame.names, strict=True))


def seals(stretches: Sequence[Stretch]) -> list[str]:
    """Return one line for each log used: its records, and the code of the tree head over them."""
    found = [_("Log {log}").format(log=log_text(log)) for one in stretches for log in one.logs]
    return found or [_("No record of these days was found in any log.")]


def _stamp(period: Period, stretches: Sequence[Stretch]) -> datetime:
    newest = [one.newest for one in stretches if one.newest]
    return max(newest, default=datetime.combine(period.last, time(), UTC))


def _facts(stretches: Sequence[Stretch]) -> list[tuple[str, str]]:
    facts = []
    for one in stretches:
        stations = [(_("Station"), one.station)] if len(stretches) == 1 else []
        facts += [*stations, *_gaps(one, len(stretches) > 1)]
    return facts


def _gaps(one: Stretch, is_named: bool) -> list[tuple[str, str]]:
    """Say from when to when the log knows anything, where that is not all of the period."""
    name = f" ({one.station})" if is_named else ""
    found = []
    if one.begins:
        found.append((_("Known from") + name, _local(one, one.begins)))
    if one.reaches:
        found.append((_("Known until") + name, _local(one, one.reaches)))
    return found


def _local(one: Stretch, moment: datetime) -> str:
    return f"{moment.astimezone(one.zone_info):%d/%m/%Y %H:%M:%S}"


def _warnings(stretches: Sequence[Stretch]) -> list[str]:
    found = [rehearsal_text()] if any(one.rehearsal for one in stretches) else []
    return [*found, *(text for one in stretches for text in warnings(one))]


def _period(period: Period) -> dict[str, object]:
    return {
        "period": str(period.kind),
        "counting": period.counting,
        "first": period.first.isoformat(),
        "last": period.last.isoformat(),
    }
