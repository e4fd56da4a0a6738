"""What mandates, offers, answers and groups refuse."""

from collections.abc import Sequence
from datetime import date

from broadcaster.errors import BroadcasterError
from broadcaster.i18n import _


class DemandsError(BroadcasterError):
    """A mandate, an offer, an answer, a group or an order of priority cannot be as asked."""

    @classmethod
    def no_reason(cls) -> "DemandsError":
        """Refuse to take something back, or to decline it, without saying why."""
        return cls(_("Say why, in words the other side may read. Give it with --reason."))

    @classmethod
    def nobody_there(cls, name: str, since: date, until: date) -> "DemandsError":
        """Refuse a call that no station would hear."""
        return cls(
            _(
                'No station belongs to "{name}" between {since} and {until}, so nobody would hear '
                "it. `broadcaster station list` shows the stations and their units."
            ).format(name=name, since=day_text(since), until=day_text(until))
        )

    @classmethod
    def not_below(cls, name: str, unit: str) -> "DemandsError":
        """Refuse to ask somebody else's stations."""
        return cls(
            _(
                '"{name}" does not belong to "{unit}" on any of these days, and a unit asks only '
                "its own stations. Name a unit below it with --to."
            ).format(name=name, unit=unit)
        )

    @classmethod
    def offer_to_oneself(cls, unit: str) -> "DemandsError":
        """Refuse an offer that nobody else would answer."""
        return cls(
            _(
                'An offer goes from a unit to those below it, and "{unit}" is the unit that '
                "offers. Name it with --unit, or others with --to."
            ).format(unit=unit)
        )

    @classmethod
    def no_such_zone(cls, zone: str, known: Sequence[str]) -> "DemandsError":
        """Refuse a zone that no station reached by the call has."""
        return cls(
            _(
                'None of the stations it reaches has a zone "{zone}", so nobody would hear it '
                "there. They have: {known}."
            ).format(zone=zone, known=", ".join(known))
        )

    @classmethod
    def no_such_programme(cls, name: str, known: Sequence[str]) -> "DemandsError":
        """Refuse to prefer a programme that is not there."""
        return cls(
            _(
                'No programme "{name}" is applied at this station, so --prefer would change '
                "nothing. There are: {known}."
            ).format(name=name, known=", ".join(known) or "-")
        )

    @classmethod
    def withdrawn_already(cls, id_: str, name: str, day: str) -> "DemandsError":
        """Say that somebody else took it back before."""
        return cls(
            _('{name} withdrew "{id}" on {day} already; there is nothing left to do.').format(
                name=name, id=id_, day=day
            )
        )

    @classmethod
    def no_group(cls, handle: str) -> "DemandsError":
        """Say that there is no group of that name."""
        return cls(
            _(
                'No group is called "{handle}". `broadcaster mandate group list` shows them, '
                "`broadcaster mandate group set` makes one."
            ).format(handle=handle)
        )

    @classmethod
    def not_to_be_answered(cls, offer: str, state: str) -> "DemandsError":
        """Refuse to answer what asks for nothing any more."""
        return cls(
            _(
                'The offer "{offer}" needs no answer: {state}. `broadcaster offer list` shows '
                "those that do."
            ).format(offer=offer, state=state)
        )

    @classmethod
    def not_asked(cls, bulletin: str, kind: str, call: str, state: str) -> "DemandsError":
        """Say why no session is asked to take what is approved; `kind` is a noun of commands."""
        return cls(
            _(
                '"{bulletin}" airs only as a unit above asks for it, and now nothing is asked: '
                '"{call}" is {state}. Look at `broadcaster {kind} show {call}`.'
            ).format(bulletin=bulletin, call=call, state=state, kind=kind)
        )

    @classmethod
    def not_above(cls, name: str, own: str) -> "DemandsError":
        """Refuse a standing answer that no offer would ever meet."""
        return cls(
            _(
                '"{own}" does not belong to "{name}", so no offer comes from there. '
                "`broadcaster unit show` gives the units above it."
            ).format(own=own, name=name)
        )

    @classmethod
    def empty_group(cls, name: str) -> "DemandsError":
        """Refuse a group of nobody."""
        return cls(
            _(
                'A group needs at least one unit. Name some after "{name}"; '
                "`broadcaster mandate group remove` ends a group."
            ).format(name=name)
        )


def day_text(day: date) -> str:
    """Return a day as people write it."""
    return f"{day:%d/%m/%Y}"
