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
