"""What would let a bulletin in, and what stands before it, in words."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from broadcaster.i18n import _, ngettext
from broadcaster.schedule.foresight.explanation import Airing, Explanation, Precedence
from broadcaster.schedule.foresight.pulls import Pull
from broadcaster.schedule.foresight.way_search import Way
from broadcaster.schedule.foresight.what_if import Change, Lever
from broadcaster.schedule.wording import day_name

FEW = 4
"""Up to so many bulletins before it are named."""


def next_airing(found: Explanation, zone: ZoneInfo) -> str:
    """Say when it is to be heard next, or that it is not within the days that are planned."""
    if found.airings:
        first = found.airings[0]
        return _("Next on air: {when}.").format(when=full_moment(first.at, zone))
    if found.last is None:
        return _("No session is planned.")
    until = f"{found.last.astimezone(zone):%d/%m/%Y}"
    if found.zone and not found.shut:
        return _("No session until {day} sounds in zone {zone}.").format(day=until, zone=found.zone)
    return _("It is in no session until {day}.").format(day=until)


def full_moment(moment: datetime, zone: ZoneInfo) -> str:
    """Return a moment as people say it: `05:30:08, Monday 23/11/2026`."""
    local = moment.astimezone(zone)
    return f"{local:%H:%M:%S}, {day_name(local.isoweekday())} {local:%d/%m/%Y}"


def number_text(airing: Airing) -> str:
    """Say which of its airings it is: `2 of 3`, or `2` when nobody counts."""
    if airing.times is None:
        return str(airing.number)
    return _("{number} of {count}").format(number=airing.number, count=airing.times)


def place_text(airing: Airing, asked: str) -> str:
    """Say why it stands where it does; `asked` is the bulletin that was asked about."""
    sentences = [_after(airing, why) for why in Precedence]
    if not airing.after:
        sentences = [_("first of the session's bulletins")]
    item = airing.item
    if item.bulletin != asked:
        sentences.append(_("spoken as {variant}").format(variant=item.bulletin))
    if item.mandate:
        sentences.append(_("asked for by {mandate}").format(mandate=item.mandate))
    if item.makes_good:
        sentences.append(_("makes good {item}").format(item=item.makes_good))
    sentences += [_pull(pull) for pull in airing.pulls]
    return "; ".join(one for one in sentences if one)


def _pull(pull: Pull) -> str:
    return {
        Pull.KEPT: _("here because the plan before had it here"),
        Pull.PREFERRED: _("here because this programme was asked for"),
        Pull.EARLY: _("here because it is early in its days"),
        Pull.NEW_DAY: _("here because it should be heard on another day too"),
        Pull.BOTH_HALVES: _("here so that mornings and evenings are alike"),
        Pull.COLUMN: _("here so that columns vary"),
        Pull.ORIGIN: _("here so that origins vary"),
    }[pull]


def _after(airing: Airing, why: Precedence) -> str:
    names = [bulletin for bulletin, cause in airing.after if cause is why]
    if not names:
        return ""
    if len(names) > FEW:
        rest = len(names) - FEW
        more = ngettext("{count} more", "{count} more", rest).format(count=rest)
        names = [*names[:FEW], more]
    sentence = {
        Precedence.PRIORITY: _("after {bulletins} (priority)"),
        Precedence.EARLIER: _("after {bulletins} (approved earlier)"),
        Precedence.LAYOUT: _("after {bulletins} (by the layout)"),
    }[why]
    return sentence.format(bulletins=", ".join(names))


def ways_text(ways: Sequence[Way], titles: Mapping[str, str], zone: ZoneInfo) -> str:
    """Return one sentence with every way in; empty when none was found.

    `titles` are the programmes' by name.
    """
    if any(not way.changes for way in ways):
        return _("The next `broadcaster schedule plan` takes it.")
    texts = [
        _(" and ").join(change_text(change, titles, zone) for change in way.changes) for way in ways
    ]
    if not texts:
        return ""
    return _("It would go in if {ways}.").format(ways=_("; or if ").join(texts))


def change_text(change: Change, titles: Mapping[str, str], zone: ZoneInfo) -> str:
    """Return one change as a clause."""
    return _CLAUSES[change.lever](change, titles, zone)


Clause = Callable[[Change, Mapping[str, str], ZoneInfo], str]


def _of_programme(change: Change, titles: Mapping[str, str], _zone: ZoneInfo) -> str:
    name, _space, asked = change.subject.partition(" ")
    if change.lever is Lever.FILTER:
        sentence = _("“{programme}” took it in spite of its filter by {asked}")
        return sentence.format(programme=titles.get(name, name), asked=_filter_name(asked))
    sentence = {
        Lever.SESSION_MINUTES: ngettext(
            "“{programme}” lasted {count} minute longer",
            "“{programme}” lasted {count} minutes longer",
            change.amount,
        ),
        Lever.PART_MINUTES: ngettext(
            "the bulletins of “{programme}” had {count} minute more",
            "the bulletins of “{programme}” had {count} minutes more",
            change.amount,
        ),
        Lever.PART_ITEMS: ngettext(
            "“{programme}” took {count} bulletin more",
            "“{programme}” took {count} bulletins more",
            change.amount,
        ),
    }[change.lever]
    return sentence.format(programme=titles.get(name, name), count=change.amount)


def _filter_name(asked: str) -> str:
    return {
        "classes": _("class"),
        "columns": _("column"),
        "kinds": _("kind"),
        "languages": _("language"),
        "origins": _("origin"),
    }.get(asked, asked)


def _of_hours(change: Change, _titles: Mapping[str, str], zone: ZoneInfo) -> str:
    day = ""
    if change.lever is Lever.HOURS:
        day = f"{datetime.fromisoformat(change.subject).astimezone(zone):%d/%m/%Y}"
    sentence = {
        Lever.CAP_SESSION: ngettext(
            "the hours policy allowed {count} minute more a session",
            "the hours policy allowed {count} minutes more a session",
            change.amount,
        ),
        Lever.CAP_DAY: ngettext(
            "the hours policy allowed {count} minute more a day",
            "the hours policy allowed {count} minutes more a day",
            change.amount,
        ),
        Lever.HOURS: ngettext(
            "an exception let it sound {count} minute longer on {day}",
            "an exception let it sound {count} minutes longer on {day}",
            change.amount,
        ),
    }[change.lever]
    return sentence.format(count=change.amount, day=day)


def _of_approval(change: Change, _titles: Mapping[str, str], _zone: ZoneInfo) -> str:
    sentence = {
        Lever.TIMES: ngettext(
            "it were approved for {count} airing more",
            "it were approved for {count} airings more",
            change.amount,
        ),
        Lever.UNTIL: ngettext(
            "it were valid {count} day longer", "it were valid {count} days longer", change.amount
        ),
        Lever.FROM: ngettext(
            "it were valid {count} day earlier", "it were valid {count} days earlier", change.amount
        ),
        Lever.APART: ngettext(
            "its airings might be {count} minute nearer together",
            "its airings might be {count} minutes nearer together",
            change.amount,
        ),
        Lever.ZONES: _("it were approved for zone {zones} too"),
        Lever.PRIORITY: _("it were approved as priority"),
    }[change.lever]
    return sentence.format(count=change.amount, zones=change.subject.replace(",", ", "))


_CLAUSES: dict[Lever, Clause] = {
    Lever.SESSION_MINUTES: _of_programme,
    Lever.PART_MINUTES: _of_programme,
    Lever.PART_ITEMS: _of_programme,
    Lever.FILTER: _of_programme,
    Lever.CAP_SESSION: _of_hours,
    Lever.CAP_DAY: _of_hours,
    Lever.HOURS: _of_hours,
    Lever.TIMES: _of_approval,
    Lever.UNTIL: _of_approval,
    Lever.FROM: _of_approval,
    Lever.APART: _of_approval,
    Lever.ZONES: _of_approval,
    Lever.PRIORITY: _of_approval,
}
