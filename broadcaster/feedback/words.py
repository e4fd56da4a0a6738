"""The codes of complaints and questions in words."""

from collections.abc import Mapping

from broadcaster.feedback.model import Channel, FeedbackKind, FeedbackState
from broadcaster.i18n import N_, _

KINDS: Mapping[str, str] = {
    FeedbackKind.COMPLAINT: N_("complaint"),
    FeedbackKind.QUESTION: N_("question"),
}
CHANNELS: Mapping[str, str] = {
    Channel.IN_PERSON: N_("in person"),
    Channel.PHONE: N_("by phone"),
    Channel.LETTER: N_("by letter"),
    Channel.MESSAGE: N_("by message"),
    Channel.PORTAL: N_("by the public portal"),
    Channel.OTHER: N_("otherwise"),
}
STATES: Mapping[str, str] = {
    FeedbackState.OPEN: N_("open"),
    FeedbackState.OVERDUE: N_("OVERDUE"),
    FeedbackState.ANSWERED: N_("answered"),
}


def kind_word(kind: FeedbackKind) -> str:
    """Return what it is, in the language in use."""
    return _(KINDS[kind])


def channel_word(channel: Channel) -> str:
    """Return how it came."""
    return _(CHANNELS[channel])


def state_word(state: FeedbackState) -> str:
    """Return where it stands."""
    return _(STATES[state])
