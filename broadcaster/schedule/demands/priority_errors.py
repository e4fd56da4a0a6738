"""What ordering the PRIORITY bulletins of a session refuses."""

from collections.abc import Sequence

from broadcaster.i18n import _
from broadcaster.schedule.demands.errors import DemandsError


class PriorityError(DemandsError):
    """A session's PRIORITY bulletins cannot be ordered so."""

    @classmethod
    def locked(cls, session: str, later: str) -> "PriorityError":
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
    ) -> "PriorityError":
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
    def no_such_turn(cls, turn: int) -> "PriorityError":
        """Say that nobody has ordered the session yet."""
        return cls(
            _(
                "Nobody has ordered this session yet, so there is no turn {turn}. Leave --turn out."
            ).format(turn=turn)
        )

    @classmethod
    def named_twice(cls, bulletin: str) -> "PriorityError":
        """Refuse a bulletin that is to stand in two places."""
        return cls(_('"{bulletin}" is named twice. Name each once.').format(bulletin=bulletin))

    @classmethod
    def not_priority(cls, bulletin: str) -> "PriorityError":
        """Refuse to order what has no say in the order."""
        return cls(
            _(
                '"{bulletin}" is no approved PRIORITY bulletin, and only those are ordered by '
                "hand. `broadcaster bulletin show {bulletin}` gives its class and state."
            ).format(bulletin=bulletin)
        )
