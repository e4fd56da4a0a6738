"""What a resident asked or complained about, and what became of it."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class FeedbackKind(StrEnum):
    """What it is."""

    COMPLAINT = "complaint"
    QUESTION = "question"


class Channel(StrEnum):
    """How it came."""

    IN_PERSON = "in-person"
    PHONE = "phone"
    LETTER = "letter"
    MESSAGE = "message"
    PORTAL = "portal"
    OTHER = "other"


class FeedbackState(StrEnum):
    """Where it stands on a day."""

    OPEN = "open"
    OVERDUE = "overdue"
    ANSWERED = "answered"


@dataclass(frozen=True)
class Answered:
    """What was answered, by whom, when (aware UTC); and the bulletin that says it on air."""

    text: str
    bulletin: str
    by: str
    at: datetime


@dataclass(frozen=True)
class Feedback:
    """One complaint or question. Only `answer` and `who` change after it was received."""

    id: str
    kind: FeedbackKind
    channel: Channel
    text: str
    who: str
    """Name or address as far as given; empty when it was not, or was forgotten."""
    received_at: datetime
    received_by: str
    owner: str
    """Id of the person who has to answer."""
    due: date
    """Last day for an answer, at the station."""
    heard_at: datetime | None = None
    """The moment it is about (aware UTC); None when it is about none."""
    page: str = ""
    """What the log said about that moment when it was asked, as text."""
    code: str = ""
    """Code of the newest checkpoint then; empty when there was none."""
    answer: Answered | None = None

    def state(self, day: date) -> FeedbackState:
        """Return where it stands on `day`, a date at the station."""
        if self.answer:
            return FeedbackState.ANSWERED
        return FeedbackState.OVERDUE if day > self.due else FeedbackState.OPEN
