"""Whether a recording lasts about as long as its text takes to read, in the text's language."""

from collections.abc import Iterator

from broadcaster.production.listening.model import Code, Finding, found

REFUSED_BELOW = 1 / 3
"""Nobody reads three times as fast as the estimate: it is another recording, or a part of one."""
SHORT_BELOW = 0.6
"""Vietnamese is estimated at 250 ms a syllable; the fastest news readers need about 150."""
LONG_ABOVE = 2.5
"""Slow readers take up to twice as long; beyond that there is something else in it."""
SLACK_S = 5.0
"""Of a heading of two words the silence around it may be the longer part."""


def findings_of(lasts_s: float, needed_s: float | None) -> Iterator[Finding]:
    """Give a recording that is too short or too long; figures are seconds."""
    if not needed_s:
        return
    part = lasts_s / needed_s
    if part < SHORT_BELOW:
        yield found(Code.TOO_SHORT, lasts_s, expected=needed_s, refused=part < REFUSED_BELOW)
    elif part > LONG_ABOVE and lasts_s > needed_s + SLACK_S:
        yield found(Code.TOO_LONG, lasts_s, expected=needed_s)
