"""An explanation on the terminal, in lines of at most 80 columns, and as JSON."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import click

from broadcaster.cli.columns import show_table
from broadcaster.cli.schedule_view import wrapped
from broadcaster.cli.simulation_view import way_document
from broadcaster.i18n import _

if TYPE_CHECKING:
    from broadcaster.schedule.foresight.explanation import Airing, Explanation, Shut
    from broadcaster.schedule.foresight.refusal import Refusal


def show_explanation(found: "Explanation", titles: Mapping[str, str], zone: ZoneInfo) -> None:
    """Say when it airs next, then every airing, why there, and what shut it out elsewhere."""
    from broadcaster.schedule.foresight.explanation_words import next_airing

    approval = found.approval
    title = approval.details.get("title", "")
    _say(f"{approval.bulletin} {title}".strip(), "  ")
    _say(next_airing(found, zone), "  ")
    if found.airings:
        click.echo()
        _show_airings(found, zone)
    if found.shut:
        click.echo()
    for shut in found.shut:
        _show_shut(shut, titles, zone)


def _show_airings(found: "Explanation", zone: ZoneInfo) -> None:
    from broadcaster.schedule.foresight.explanation_words import number_text, place_text

    show_table(
        (_("Session"), _("Time"), _("Airing")),
        [
            (one.session, f"{one.at.astimezone(zone):%H:%M:%S}", number_text(one))
            for one in found.airings
        ],
    )
    for why, sessions in _grouped(
        (place_text(one, found.approval.bulletin), one.session) for one in found.airings
    ):
        _say(_in(sessions, why), "  ")


def _show_shut(shut: "Shut", titles: Mapping[str, str], zone: ZoneInfo) -> None:
    """Say each reason once, in the words of its figures, and what would let it in."""
    from broadcaster.schedule.foresight.explanation_words import ways_text
    from broadcaster.schedule.wording import explain

    for why, sessions in _grouped((explain(one.out, zone), one.session) for one in shut.sessions):
        _say(_not_in(sessions, why), "  ")
    if ways := ways_text(shut.ways, titles, zone):
        _say(f"  {ways}", "    ")


def _grouped(pairs: Iterable[tuple[str, str]]) -> list[tuple[str, list[str]]]:
    groups: dict[str, list[str]] = {}
    for why, session in pairs:
        groups.setdefault(why, []).append(session)
    return list(groups.items())


def _in(sessions: Sequence[str], why: str) -> str:
    if len(sessions) == 1:
        return _("In {session}: {reason}.").format(session=sessions[0], reason=why)
    sentence = _("In {count} sessions from {first} to {last}: {reason}.")
    return sentence.format(count=len(sessions), first=sessions[0], last=sessions[-1], reason=why)


def _not_in(sessions: Sequence[str], why: str) -> str:
    if len(sessions) == 1:
        return _("Not in {session}: {reason}.").format(session=sessions[0], reason=why)
    sentence = _("Not in {count} sessions from {first} to {last}: {reason}.")
    return sentence.format(count=len(sessions), first=sessions[0], last=sessions[-1], reason=why)


def _say(line: str, indent: str) -> None:
    for part in wrapped(line, indent):
        click.echo(part)


def explanation_document(found: "Explanation") -> dict[str, Any]:
    """Return an explanation as plain JSON values; each session stands there once, by its start."""
    from broadcaster.timebase import as_rfc3339

    rows = [(one.start, _airing_row(one)) for one in found.airings]
    rows += [(one.start, _refusal_row(one)) for shut in found.shut for one in shut.sessions]
    rows.sort(key=lambda row: row[0])
    return {
        "bulletin": found.approval.bulletin,
        "zone": found.zone or None,
        "next": as_rfc3339(found.airings[0].at) if found.airings else None,
        "sessions": [row for _start, row in rows],
        "ways": {str(shut.reason): [way_document(way) for way in shut.ways] for shut in found.shut},
    }


def _airing_row(airing: "Airing") -> dict[str, Any]:
    from broadcaster.timebase import as_rfc3339

    return {
        "session": airing.session,
        "at": as_rfc3339(airing.at),
        "reason": None,
        "detail": None,
        "number": airing.number,
        "times": airing.times,
        "bulletin": airing.item.bulletin,
        "after": [{"bulletin": one, "why": str(why)} for one, why in airing.after],
        "mandate": airing.item.mandate or None,
        "makes_good": airing.item.makes_good or None,
        "pulls": [str(pull) for pull in airing.pulls],
    }


def _refusal_row(refusal: "Refusal") -> dict[str, Any]:
    out = refusal.out
    return {"session": refusal.session, "at": None, "reason": out.reason, "detail": out.detail}
