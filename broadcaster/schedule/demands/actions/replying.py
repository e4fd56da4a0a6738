"""How offers stand at this station, read from what its people said."""

from collections.abc import Iterable, Mapping

from broadcaster.desk import Desk
from broadcaster.schedule.demands.answers import Reply, Subject, reply_to
from broadcaster.schedule.demands.model import Call, CallKind
from broadcaster.schedule.demands.reach import Place
from broadcaster.schedule.demands.store import answers
from broadcaster.schedule.station_time import station_date
from broadcaster.units import actions as units_actions
from broadcaster.units.tree import line_of

Sorts = Mapping[str, tuple[str, str]]
"""Bulletin -> its column and kind, by which standing answers choose."""


def here(desk: Desk) -> Place:
    """Return where this home's station stands in the tree."""
    memberships = units_actions.memberships(desk)
    return Place.of(desk.settings.station, desk.settings.unit, memberships)


def replies(desk: Desk, calls: Iterable[Call], sorts: Sorts, place: Place) -> dict[str, Reply]:
    """Return offer -> how it stands here, of the offers among `calls`."""
    offers = [call for call in calls if call.kind is CallKind.OFFER]
    if not offers:
        return {}
    with desk.database.transaction() as session:
        given, standing = answers.read_all(session), answers.read_standing(session)
    return {
        offer.id: reply_to(
            offer, given.get(offer.id, ()), standing, _subject(desk, offer, sorts, place)
        )
        for offer in offers
    }


def _subject(desk: Desk, offer: Call, sorts: Sorts, place: Place) -> Subject:
    made = station_date(offer.at, desk.settings.zone_info)
    column, kind = sorts.get(offer.bulletin, ("", ""))
    line = frozenset(line_of(place.memberships, offer.unit, made))
    return Subject(line, column, kind, made)
