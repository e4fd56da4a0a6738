"""The vocabulary of the as-run log: kinds of record, outcomes, and the closed list of causes.

These words stand in stored records for decades. Add to them; never change or reuse one.
"""

from enum import StrEnum


class Kind(StrEnum):
    """What a record states."""

    BOOT = "boot"
    PLAN = "plan"
    PLAN_CHANGE = "plan-change"
    NO_PLAN = "no-plan"
    START = "start"
    END = "end"
    OUTCOME = "outcome"
    UNPLANNED = "unplanned"
    HEARTBEAT = "heartbeat"
    CLOCK = "clock"
    MUTE = "mute"
    MAINTENANCE = "maintenance"
    ALARM = "alarm"
    PURGE = "purge"
    DECLARED = "declared"
    TORN = "torn"
    AIRCHECK = "aircheck"
    """A recording of what a loopback heard."""
    EMERGENCY = "emergency"
    """Order, end, confirmation of an emergency; what of it sounds is `unplanned`."""


class Outcome(StrEnum):
    """How a planned item ended (DESIGN law 2): exactly one per item."""

    AIRED = "aired"
    LATE = "late"
    PREEMPTED = "preempted"
    PARTIAL = "partial"
    SKIPPED = "skipped"
    REFUSED = "refused"
    MISSED = "missed"


class Cause(StrEnum):
    """Why an outcome is what it is."""

    WHOLE = "whole"
    AFTER_GRACE = "after-grace"
    RESUMED = "resumed"
    SILENT = "silent"
    JOINED = "joined"
    """It was late, and heard from where it would have been by then."""
    HIGHER_CLASS = "higher-class"
    HARD_START = "hard-start"
    INTERRUPTED = "interrupted"
    MUTED = "muted"
    STOPPED = "stopped"
    WITHDRAWN = "withdrawn"
    SUPERSEDED = "superseded"
    APPROVAL_VOID = "approval-void"
    APPROVAL_MISSING = "approval-missing"
    NOT_YET_VALID = "not-yet-valid"
    EXPIRED = "expired"
    TIMES_REACHED = "times-reached"
    ZONE_NOT_APPROVED = "zone-not-approved"
    CLASS_NOT_APPROVED = "class-not-approved"
    PROGRAMME_RULE = "programme-rule"
    OUTSIDE_HOURS = "outside-hours"
    HOURS_MISSING = "hours-missing"
    HOURS_UNSIGNED = "hours-unsigned"
    CLOCK_UNKNOWN = "clock-unknown"
    STATION_DOWN = "station-down"
    CUT_MISSING = "cut-missing"
    CUT_ALTERED = "cut-altered"
    CUT_UNREADABLE = "cut-unreadable"
    NO_OUTPUT = "no-output"
    NO_TIME_LEFT = "no-time-left"
    JOURNAL_FULL = "journal-full"
    MAINTENANCE = "maintenance"
    NOT_SUPPORTED = "not-supported"
    """That version of the player could not play such an item."""
    SOURCE_LOST = "source-lost"
    """A relay's source gave nothing."""
    SOURCE_SILENT = "source-silent"
    """A relay's source gave silence."""
    NOT_RECORDED = "not-recorded"
    """What a relay sent could not be recorded, so it might not sound."""


STOPPED = "stopped"
"""State of the last heartbeat before people stopped the player."""
HEADLINES = "headlines"
"""Part of an item that names a bulletin and is no airing of it: only its headline sounds."""
LIVE, UNPLANNED = "live", "unplanned/"
"""Part of a voice that was opened by hand; and how the ids of all begin that is on no plan."""
RELAY = "relay"
"""Part of an item that carries on another broadcaster; it has no cut."""


class Evidence(StrEnum):
    """How well we know that a sample was heard (DESIGN law 5)."""

    PLANNED = "0"
    HANDED_ON = "1"
    OUTPUT_CLOCK = "2"
    LEVEL_MEASURED = "3"
    RECORDING_MATCHED = "4"
    DECLARED = "declared"
