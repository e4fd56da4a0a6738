"""What will go wrong in the coming days, one sentence each, with what to do about it."""

from collections.abc import Callable, Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from broadcaster.i18n import _, ngettext
from broadcaster.schedule.export.one_line import one_line
from broadcaster.schedule.foresight.explanation_words import ways_text
from broadcaster.schedule.foresight.overlong_words import overlong_text
from broadcaster.schedule.foresight.trouble import Trouble, TroubleKind
from broadcaster.schedule.wording import day_name, explain

LONGEST_TITLE = 60


def trouble_text(trouble: Trouble, titles: Mapping[str, str], zone: ZoneInfo) -> str:
    """Return a trouble as sentences; `titles` are the programmes' by name."""
    values = {
        "subject": trouble.subject,
        "title": one_line(trouble.title, LONGEST_TITLE),
        "count": trouble.count,
        "total": trouble.total,
        "when": _moment(trouble.at, zone),
        "day": f"{trouble.at.astimezone(zone):%d/%m/%Y}",
        "ends": _moment(trouble.ends, zone) if trouble.ends else "",
        "bulletin": trouble.refusal.out.bulletin if trouble.refusal else "",
        "why": explain(trouble.refusal.out, zone) if trouble.refusal else "",
        "pair": _(" and ").join(titles.get(name, name) for name in trouble.subject.split()),
    }
    sentences = [_SENTENCES[trouble.kind](trouble).format(**values)]
    if trouble.overlong:
        sentences.append(overlong_text(trouble.overlong))
    sentences.append(ways_text(trouble.ways, titles, zone))
    return " ".join(one for one in sentences if one)


def _moment(moment: datetime, zone: ZoneInfo) -> str:
    local = moment.astimezone(zone)
    return f"{local:%H:%M} {day_name(local.isoweekday())} {local:%d/%m}"


def _cut_missing(_trouble: Trouble) -> str:
    return _(
        "The audio of {subject}, due first at {when}, is not in the audio cache. Render it again, "
        "or restore it from a backup."
    )


def _outside_hours(_trouble: Trouble) -> str:
    return _(
        "“{title}” lies outside the allowed hours {count} of {total} times, first at {when}: "
        "nothing of it may sound. Move its start, or have an exception signed."
    )


def _collision(trouble: Trouble) -> str:
    return ngettext(
        "{pair} are in each other's way once, at {when}. Shorten one, or move its start.",
        "{pair} are in each other's way {count} times, first at {when}. "
        "Shorten one, or move its start.",
        trouble.count,
    )


def _sound_missing(trouble: Trouble) -> str:
    return ngettext(
        "The sound “{subject}” is not approved: {count} session, at {when}, goes without it.",
        "The sound “{subject}” is not approved: {count} sessions, from {when}, go without it.",
        trouble.count,
    )


def _sound_ends(trouble: Trouble) -> str:
    return ngettext(
        "The right to the sound “{subject}” ends: {count} session, at {when}, goes without it.",
        "The right to the sound “{subject}” ends: {count} sessions, from {when}, go without it.",
        trouble.count,
    )


def _relay(trouble: Trouble) -> str:
    return ngettext(
        "The relay “{subject}” is not carried in {count} session, at {when}: {why}.",
        "The relay “{subject}” is not carried in {count} sessions, from {when}: {why}.",
        trouble.count,
    )


def _too_long(_trouble: Trouble) -> str:
    return _("{subject} “{title}” is in no session.")


def _waiting(trouble: Trouble) -> str:
    if trouble.ends:
        return _("{subject} “{title}” waits for a signature, and ends at {ends}.")
    return _("{subject} “{title}” waits for a signature, and could be heard already.")


def _call_waits(_trouble: Trouble) -> str:
    return _(
        "{subject} “{title}” must air until {ends}, and its bulletin is not approved. "
        "Submit it, or have it approved."
    )


def _unanswered(_trouble: Trouble) -> str:
    return _(
        "{subject} “{title}” is offered until {ends}, and nobody has answered. Use `broadcaster "
        "offer accept` or `offer decline`."
    )


def _unheard(trouble: Trouble) -> str:
    if trouble.ends and trouble.ends == trouble.at:
        return _("{subject} “{title}” is not heard once before it ends at {ends}: {why}.")
    return _("{subject} “{title}” is in no session of these days: {why}.")


def _unmet(_trouble: Trouble) -> str:
    return _("{subject} “{title}” has {count} of {total} airings when it ends at {ends}: {why}.")


def _silent(_trouble: Trouble) -> str:
    return _(
        "“{title}” stays silent {count} of {total} times, first at {when}. Nearest to it is "
        "{bulletin}: {why}."
    )


def _nothing_owed(_trouble: Trouble) -> str:
    return _(
        "“{title}” stays silent {count} of {total} times, first at {when}: no bulletin wants to "
        "be heard then."
    )


def _hours_end(trouble: Trouble) -> str:
    if trouble.subject:
        return _("From {day} other hours hold: “{subject}” instead of “{title}”.")
    return _(
        "From {day} no hours policy holds, and nothing but an emergency may sound. Sign one with "
        "`broadcaster hours set`."
    )


def _holiday(trouble: Trouble) -> str:
    if not trouble.count:
        return _("{day} is a holiday, {subject}: no session is planned on it.")
    return ngettext(
        "{day} is a holiday, {subject}: {count} session is planned on it.",
        "{day} is a holiday, {subject}: {count} sessions are planned on it.",
        trouble.count,
    )


_SENTENCES: dict[TroubleKind, Callable[[Trouble], str]] = {
    TroubleKind.CUT_MISSING: _cut_missing,
    TroubleKind.OUTSIDE_HOURS: _outside_hours,
    TroubleKind.COLLISION: _collision,
    TroubleKind.SOUND_MISSING: _sound_missing,
    TroubleKind.SOUND_ENDS: _sound_ends,
    TroubleKind.RELAY: _relay,
    TroubleKind.WAITING: _waiting,
    TroubleKind.CALL_WAITS: _call_waits,
    TroubleKind.UNANSWERED: _unanswered,
    TroubleKind.TOO_LONG: _too_long,
    TroubleKind.UNHEARD: _unheard,
    TroubleKind.UNMET: _unmet,
    TroubleKind.SILENT: _silent,
    TroubleKind.NOTHING_OWED: _nothing_owed,
    TroubleKind.HOURS_END: _hours_end,
    TroubleKind.HOLIDAY: _holiday,
}
