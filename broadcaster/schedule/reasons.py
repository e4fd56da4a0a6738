"""Why a bulletin is not in a session, as codes that running orders store.

A code's `detail` holds plain values with one space between them, so that it reads the same in
every language; `explanation` makes sentences of both.
"""

from collections.abc import Mapping
from enum import StrEnum


class Reason(StrEnum):
    """Why a bulletin or sound was left out. Further down is closer to having been taken."""

    EMERGENCY = "emergency"
    """An emergency is stored, never planned. No detail."""
    ZONES = "zones"
    """It is approved for other zones. Detail: its zones."""
    FILTER = "filter"
    """No part of the layout takes it. No detail."""
    NOT_VALID_THEN = "not-valid-then"
    """Detail: `from` or `until`, and the moment (RFC 3339)."""
    TIMES_USED = "times-used"
    """Its airings are done or planned elsewhere. Detail: airings counted, airings asked for."""
    TOO_NEAR = "too-near"
    """It airs in a session nearer than its distance. Detail: that session's start (RFC 3339)."""
    ANOTHER_EXPIRES = "another-expires"
    """It would push another past the end of its validity. Detail: that bulletin."""
    PART_ITEMS = "part-items"
    """The part takes no more bulletins. Detail: how many it takes."""
    PART_MINUTES = "part-minutes"
    """The part's minutes are used. Detail: ms needed, ms left."""
    NO_ROOM = "no-room"
    """The session's longest length is used. Detail: ms needed, ms left."""
    BEFORE_RELAY = "before-relay"
    """It could not be over when a relay begins. Detail: ms needed, ms left."""
    OUTSIDE_HOURS = "outside-hours"
    """It could not finish inside the hours. Detail: ms needed, ms left."""
    CAP_SESSION = "cap-session"
    """The policy's cap per session is used. Detail: ms needed, ms left."""
    CAP_DAY = "cap-day"
    """The policy's cap per day is used. Detail: ms needed, ms left."""
    LOCKED = "locked"
    """The session was locked before. No detail."""
    NOT_PLANNED_YET = "not-planned-yet"
    """It was approved after the plan was made. No detail."""
    SOUND_MISSING = "sound-missing"
    """The layout names a station sound that nobody approved. No detail."""
    RELAY_MISSING = "relay-missing"
    """The layout names a relay that nobody approved for this programme. No detail."""
    RELAY_TOO_LONG = "relay-too-long"
    """The part lasts longer than the relay is approved for. Detail: ms of the part, ms approved."""


RANK: Mapping[str, int] = {reason: rank for rank, reason in enumerate(Reason)}
