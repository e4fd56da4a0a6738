"""What was found in a recording, said so that whoever recorded it knows what to do."""

from collections.abc import Iterable, Mapping

from broadcaster.i18n import N_, _, gettext
from broadcaster.production.listening.model import Code, Finding

WORDS: Mapping[Code, str] = {
    Code.CLIPPED: N_(
        "Overdriven: {figure} % of it is cut off at the top, so it rattles. "
        "Record it again farther from the microphone, or with less gain."
    ),
    Code.FLAT_TOPS: N_(
        "Overdriven before it was saved: the loudest moments are flat ({figure} %). "
        "Record it again farther from the microphone, or with less gain."
    ),
    Code.QUIET: N_(
        "Very quiet ({figure} LUFS): raised to the station's level, the noise of the room "
        "comes with it. Record it again nearer to the microphone."
    ),
    Code.OUT_OF_PHASE: N_(
        "Its two channels cancel each other: in one loudspeaker it is {figure} dB quieter. "
        "Record it in mono, or check the plug of the microphone."
    ),
    Code.LONG_SILENCE: N_(
        "Silent for {figure} s from {at}. Is something missing there? Listen to that place."
    ),
    Code.NOISY: N_(
        "Noisy: the voice is only {figure} dB over what sounds around it. "
        "Record it again in a quiet room, or hear first how it is with less noise."
    ),
    Code.HUM: N_(
        "There is a hum of the mains, {figure} dB under the voice. "
        "Unplug the charger, or keep the cable away from the mains."
    ),
    Code.BEGINS_ABRUPTLY: N_(
        "It begins in the middle of a sound. Is the first word whole? Listen to its beginning."
    ),
    Code.BREAKS_OFF: N_(
        "It ends in the middle of a sound, at {at}. Is the last word whole? Listen to its end."
    ),
    Code.TOO_SHORT: N_(
        "It lasts {figure} s, but its text takes about {expected} s to read. "
        "Is it the right recording, and whole?"
    ),
    Code.TOO_LONG: N_(
        "It lasts {figure} s, while its text takes about {expected} s to read. "
        "Is there something else in it?"
    ),
}
_DEAD = {
    1: N_("The left channel is silent. The other is used; check the plug of the microphone."),
    2: N_("The right channel is silent. The other is used; check the plug of the microphone."),
}


def sentence(finding: Finding) -> str:
    """Return what was found in the reader's language: what, where, and what to do."""
    words = _DEAD[int(finding.figure)] if finding.code is Code.DEAD_CHANNEL else WORDS[finding.code]
    at = "" if finding.at_ms is None else moment(finding.at_ms)
    expected = _figure(finding.expected or 0)
    said = gettext(words).format(figure=_figure(finding.figure), expected=expected, at=at)
    if finding.paragraph is None:
        return said
    return _("Paragraph {number}: {sentence}").format(number=finding.paragraph, sentence=said)


def sentences(findings: Iterable[Finding]) -> list[str]:
    """Return the sentences of several findings, in their order."""
    return [sentence(one) for one in findings]


def moment(at_ms: int) -> str:
    """Return a place in a recording as players show it: `1:05`, `1:02:05`."""
    minutes, seconds = divmod(at_ms // 1000, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"


def _figure(value: float) -> str:
    return f"{value:.0f}" if abs(value) >= 10 or value == int(value) else f"{value:.1f}"
