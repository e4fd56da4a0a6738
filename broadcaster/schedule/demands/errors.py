"""What mandates, offers, answers and orders of priority refuse."""

from collections.abc import Sequence
from datetime import date

from broadcaster.errors import BroadcasterError
from broadcaster.i18n import _, ngettext


class DemandsError(BroadcasterError):
    """A mandate, an offer, an answer or an order of priority cannot be as asked."""

    @classmethod
    def locked(cls, session: str, later: str) -> "DemandsError":
        """Refuse to order a session that nothing moves in any more."""
        if not later:
            return cls(
                _(
                    'Session "{session}" is locked, so its order stays. '
                    "Run `broadcaster schedule plan`, then order a later one."
                ).format(session=session)
            )
        return cls(
            _(
                'Session "{session}" is locked, so its order stays. '
                'The next one that can be ordered is "{later}".'
            ).format(session=session, later=later)
        )

    @classmethod
    def overtaken(
        cls, session: str, name: str, clock: str, bulletins: Sequence[str], turn: int
    ) -> "DemandsError":
        """Say that somebody else ordered the session, and how."""
        return cls(
            _(
                '{name} ordered session "{session}" at {clock} ({bulletins}), so nothing was '
                "changed. Repeat with --turn {turn} if your order is to count."
            ).format(
                name=name,
                session=session,
                clock=clock,
                bulletins=", ".join(bulletins) or _("by approval time"),
                turn=turn,
            )
        )

    @classmethod
    def no_such_turn(cls, turn: int) -> "DemandsError":
        """Say that nobody has ordered the session yet."""
        return cls(
            _(
                "Nobody has ordered this session yet, so there is no turn {turn}. Leave --turn out."
            ).format(turn=turn)
        )

    @classmethod
    def named_twice(cls, bulletin: str) -> "DemandsError":
        """Refuse a bulletin that is to stand in two places."""
        return cls(_('"{bulletin}" is named twice. Name each once.').format(bulletin=bulletin))

    @classmethod
    def not_priority(cls, bulletin: str) -> "DemandsError":
        """Refuse to order what has no say in the order."""
        return cls(
            _(
                '"{bulletin}" is no approved PRIORITY bulletin, and only those are ordered by '
                "hand. `broadcaster bulletin show {bulletin}` gives its class and state."
            ).format(bulletin=bulletin)
        )

    @classmethod
    def not_a_span(cls, text: str) -> "DemandsError":
        """`text` should have been a distance between airings."""
        return cls(
            _(
                '"{text}" is no distance between airings. Write it in days, hours or minutes up '
                "to a year, such as 1d, 6h or 90m."
            ).format(text=text)
        )

    @classmethod
    def backwards(cls, since: date, until: date) -> "DemandsError":
        """Refuse an end before its beginning."""
        return cls(
            _("The days from {since} until {until} end before they begin. Swap the dates.").format(
                since=_day(since), until=_day(until)
            )
        )

    @classmethod
    def over(cls, until: date) -> "DemandsError":
        """Refuse days that are all past."""
        return cls(
            _("{until} is over, so nothing can air any more. Choose a later --until.").format(
                until=_day(until)
            )
        )

    @classmethod
    def too_far(cls, until: date, year: int) -> "DemandsError":
        """Refuse days nobody plans for."""
        return cls(
            _("{until} is too far away. Choose an --until in {year} at the latest.").format(
                until=_day(until), year=year
            )
        )

    @classmethod
    def bad_times(cls, times: int, most: int) -> "DemandsError":
        """Refuse a number of airings."""
        return cls(
            _("{times} airings cannot be asked for. Choose 1 to {most} with --times.").format(
                times=times, most=most
            )
        )

    @classmethod
    def too_far_apart(
        cls, times: int, apart: str, since: date, until: date, most: int, nearer: str
    ) -> "DemandsError":
        """Refuse airings that do not fit into their days, and say what would."""
        return cls(
            _(
                "{times} airings at least {apart} apart do not fit between {since} and {until}. "
                "At most {most} fit; or let them be at most {nearer} apart."
            ).format(
                times=times,
                apart=apart,
                since=_day(since),
                until=_day(until),
                most=most,
                nearer=nearer,
            )
        )

    @classmethod
    def is_variant(cls, bulletin: str, source: str) -> "DemandsError":
        """Refuse a call for a variant alone."""
        return cls(
            _(
                '"{bulletin}" translates "{source}". Ask for "{source}": each zone then hears it '
                "in its own language."
            ).format(bulletin=bulletin, source=source)
        )

    @classmethod
    def bulletin_over(cls, bulletin: str, state: str) -> "DemandsError":
        """Refuse a call for what no longer airs."""
        return cls(
            _('"{bulletin}" is {state} and never airs again. Ask for another bulletin.').format(
                bulletin=bulletin, state=state
            )
        )

    @classmethod
    def emergency(cls, bulletin: str) -> "DemandsError":
        """Refuse to plan an emergency."""
        return cls(
            _(
                '"{bulletin}" is an EMERGENCY, which is never planned: it goes out by its own '
                "order. Ask for a PRIORITY or NORMAL bulletin."
            ).format(bulletin=bulletin)
        )

    @classmethod
    def priority_is_no_offer(cls, bulletin: str) -> "DemandsError":
        """Refuse to let a commune decide on what takes precedence by law."""
        return cls(
            _(
                '"{bulletin}" is PRIORITY, which takes precedence without being asked. '
                "Use `broadcaster mandate add` for it."
            ).format(bulletin=bulletin)
        )

    @classmethod
    def not_valid_then(cls, bulletin: str, since: str, until: str) -> "DemandsError":
        """Refuse days on which the approval does not hold."""
        return cls(
            _(
                'On none of these days may "{bulletin}" air: it is approved from {since} until '
                "{until}. Choose days in that time, or have it approved for longer."
            ).format(bulletin=bulletin, since=since or "…", until=until or "…")
        )

    @classmethod
    def approved_for_fewer(cls, bulletin: str, allowed: int, times: int) -> "DemandsError":
        """Refuse more airings than the approval covers."""
        return cls(
            ngettext(
                '"{bulletin}" is approved for {allowed} airing only, and {times} are asked for. '
                "Ask for fewer, or have it approved for more.",
                '"{bulletin}" is approved for {allowed} airings only, and {times} are asked for. '
                "Ask for fewer, or have it approved for more.",
                allowed,
            ).format(bulletin=bulletin, allowed=allowed, times=times)
        )

    @classmethod
    def no_document(cls) -> "DemandsError":
        """Refuse a mandate that rests on nothing."""
        return cls(_("A mandate rests on a document. Give its number with --document."))

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
            ).format(name=name, since=_day(since), until=_day(until))
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


def _day(day: date) -> str:
    return f"{day:%d/%m/%Y}"
