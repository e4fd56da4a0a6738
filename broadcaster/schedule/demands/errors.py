"""What mandates, offers, answers and orders of priority refuse."""

from broadcaster.errors import BroadcasterError


class DemandsError(BroadcasterError):
    """A mandate, an offer, an answer or an order of priority cannot be as asked."""
