"""What people call the kinds of voices."""

from collections.abc import Mapping

from broadcaster.i18n import N_, gettext
from broadcaster.voices.model import VoiceKind

KINDS: Mapping[VoiceKind, str] = {
    VoiceKind.EMBEDDED: N_("embedded: understandable, not natural"),
    VoiceKind.NEURAL: N_("neural, spoken on this machine"),
    VoiceKind.ONLINE: N_("online, spoken by a service outside"),
    VoiceKind.RECORDING: N_("a person's recording"),
    VoiceKind.SYNTHESIS: N_("no voice, computed by this program"),
}


def kind_of_voice(kind: VoiceKind) -> str:
    """Return a kind in the language in use."""
    return gettext(KINDS[kind])


def hard_to_understand(kind: VoiceKind) -> str:
    """Return what somebody should know before a voice of this kind airs; empty for the others.

    Measured with a recogniser of Vietnamese across a square: it has 83 to 92 % of the syllables
    wrong, and 40 % of a person's (ADR 17, `docs/measurements/2026-11-30-outdoor.md`).
    """
    if kind is not VoiceKind.EMBEDDED:
        return ""
    return gettext(
        "The built-in voice is hard to understand across a square: a speech recogniser misses "
        "about nine words in ten of it, and four in ten of a person. Better: a person's "
        "recording, or a natural voice that the technician installs."
    )
