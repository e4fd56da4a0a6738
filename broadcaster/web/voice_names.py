"""What people call a voice: whose words it speaks, and that it is no person."""

from collections.abc import Mapping

from broadcaster.i18n import N_, gettext

NAMES: Mapping[str, str] = {
    "recording": N_("a person's recording"),
    "embedded-north": N_("embedded, northern: understandable, not natural"),
    "embedded-central": N_("embedded, central: understandable, not natural"),
    "embedded-south": N_("embedded, southern: understandable, not natural"),
}


def voice_name(voice: str) -> str:
    """Return a voice as people call it, or its id."""
    return gettext(NAMES[voice]) if voice in NAMES else voice
