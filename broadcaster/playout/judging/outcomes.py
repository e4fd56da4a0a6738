"""How a planned item ended, from what was heard of it (DESIGN law 2)."""

from datetime import datetime, timedelta

from broadcaster.journal.model import Cause, Outcome
from broadcaster.playout.model import Heard, Passed, Silence

PREEMPTING = frozenset({Cause.HARD_START, Cause.HIGHER_CLASS})
"""What may cut an item short and leave it `preempted` instead of `partial`."""
SKIPPING = frozenset(
    {
        Cause.WITHDRAWN,
        Cause.SUPERSEDED,
        Cause.APPROVAL_VOID,
        Cause.APPROVAL_MISSING,
        Cause.TIMES_REACHED,
        Cause.ZONE_NOT_APPROVED,
        Cause.CLASS_NOT_APPROVED,
        Cause.EXPIRED,
        Cause.NOT_YET_VALID,
        Cause.PROGRAMME_RULE,
    }
)
"""What makes an item that did not sound `skipped` instead of `missed`."""
REFUSING = frozenset(
    {Cause.OUTSIDE_HOURS, Cause.HOURS_MISSING, Cause.HOURS_UNSIGNED, Cause.CLOCK_UNKNOWN}
)
"""What the hours guard says; an item that did not sound is then `refused`."""


def outcome_of(
    heard: Heard,
    planned: datetime,
    grace_ms: int,
    cut_short: Cause = Cause.INTERRUPTED,
    *,
    resumed: bool = False,
) -> Passed:
    """Return the one outcome of an item whose `start` stands in the log.

    Whole: `aired` when its first sample came not later than `planned` plus the grace (earlier
    counts as aired), else `late`. Any sample, but not all: `preempted` when something that may
    cut in did, else `partial`. None, or only silence: by what stopped it. `cut_short` counts only
    when it is not whole. What was `resumed` after an interruption is `late` also when it began in
    time.
    """
    if heard.whole and resumed:
        return Passed(Outcome.LATE, Cause.RESUMED)
    if heard.whole and heard.first is not None:
        in_time = heard.first <= planned + timedelta(milliseconds=grace_ms)
        return (
            Passed(Outcome.AIRED, Cause.WHOLE)
            if in_time
            else Passed(Outcome.LATE, Cause.AFTER_GRACE)
        )
    if heard.silence is Silence.WHOLE:
        return fallen_out(cut_short)
    if heard.sounded > 0:
        preempted = cut_short in PREEMPTING
        return Passed(Outcome.PREEMPTED if preempted else Outcome.PARTIAL, cut_short)
    return fallen_out(cut_short)


def fallen_out(cause: Cause) -> Passed:
    """Return the outcome of an item of which nothing sounded, by its cause."""
    if cause in REFUSING:
        return Passed(Outcome.REFUSED, cause)
    return Passed(Outcome.SKIPPED if cause in SKIPPING else Outcome.MISSED, cause)
