"""What of a mandate's or an offer's own terms cannot be: days, distance, number, bulletin."""

from datetime import date

from broadcaster.i18n import _, ngettext
from broadcaster.schedule.demands.errors import DemandsError, day_text


class TermsError(DemandsError):
    """A mandate or an offer asks for what cannot be."""

    @classmethod
    def not_a_span(cls, text: str) -> "TermsError":
        """`text` should have been a distance between airings."""
        return cls(
            _(
                '"{text}" is no distance between airings. Write it in days, hours or minutes up '
                "to a year, such as 1d, 6h or 90m."
            ).format(text=text)
        )

    @classmethod
    def backwards(cls, since: date, until: date) -> "TermsError":
        """Refuse an end before its beginning."""
        return cls(
            _("The days from {since} until {until} end before they begin. Swap the dates.").format(
                since=day_text(since), until=day_text(until)
            )
        )

    @classmethod
    def over(cls, until: date) -> "TermsError":
        """Refuse days that are all past."""
        return cls(
            _("{until} is over, so nothing can air any more. Choose a later --until.").format(
                until=day_text(until)
            )
        )

    @classmethod
    def too_far(cls, until: date, year: int) -> "TermsError":
        """Refuse days nobody plans for."""
        return cls(
            _("{until} is too far away. Choose an --until in {year} at the latest.").format(
                until=day_text(until), year=year
            )
        )

    @classmethod
    def bad_times(cls, times: int, most: int) -> "TermsError":
        """Refuse a number of airings."""
        return cls(
            _("{times} airings cannot be asked for. Choose 1 to {most} with --times.").format(
                times=times, most=most
            )
        )

    @classmethod
    def too_far_apart(
        cls, times: int, apart: str, since: date, until: date, most: int, nearer: str
    ) -> "TermsError":
        """Refuse airings that do not fit into their days, and say what would."""
        return cls(
            _(
                "{times} airings at least {apart} apart do not fit between {since} and {until}. "
                "At most {most} fit; or let them be at most {nearer} apart."
            ).format(
                times=times,
                apart=apart,
                since=day_text(since),
                until=day_text(until),
                most=most,
                nearer=nearer,
            )
        )

    @classmethod
    def is_variant(cls, bulletin: str, source: str) -> "TermsError":
        """Refuse a call for a variant alone."""
        return cls(
            _(
                '"{bulletin}" translates "{source}". Ask for "{source}": each zone then hears it '
                "in its own language."
            ).format(bulletin=bulletin, source=source)
        )

    @classmethod
    def bulletin_over(cls, bulletin: str, state: str) -> "TermsError":
        """Refuse a call for what no longer airs."""
        return cls(
            _('"{bulletin}" is {state} and never airs again. Ask for another bulletin.').format(
                bulletin=bulletin, state=state
            )
        )

    @classmethod
    def emergency(cls, bulletin: str) -> "TermsError":
        """Refuse to plan an emergency."""
        return cls(
            _(
                '"{bulletin}" is an EMERGENCY, which is never planned: it goes out by its own '
                "order. Ask for a PRIORITY or NORMAL bulletin."
            ).format(bulletin=bulletin)
        )

    @classmethod
    def priority_is_no_offer(cls, bulletin: str) -> "TermsError":
        """Refuse to let a commune decide on what takes precedence by law."""
        return cls(
            _(
                '"{bulletin}" is PRIORITY, which takes precedence without being asked. '
                "Use `broadcaster mandate add` for it."
            ).format(bulletin=bulletin)
        )

    @classmethod
    def not_valid_then(cls, bulletin: str, since: str, until: str) -> "TermsError":
        """Refuse days on which the approval does not hold."""
        return cls(
            _(
                'On none of these days may "{bulletin}" air: it is approved from {since} until '
                "{until}. Choose days in that time, or have it approved for longer."
            ).format(bulletin=bulletin, since=since or "…", until=until or "…")
        )

    @classmethod
    def approved_for_fewer(cls, bulletin: str, allowed: int, times: int) -> "TermsError":
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
    def no_document(cls) -> "TermsError":
        """Refuse a mandate that rests on nothing."""
        return cls(_("A mandate rests on a document. Give its number with --document."))
