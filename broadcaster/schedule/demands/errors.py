"""What mandates, offers, answers and orders of priority refuse."""

from collections.abc import Sequence

from broadcaster.errors import BroadcasterError
from broadcaster.i18n import _


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
