"""Which voice is tried first, which next: the order of stepping down, as a pure function."""

from collections.abc import Collection, Sequence

from broadcaster.voices.errors import VoicesError
from broadcaster.voices.model import Voice


def order(
    voices: Sequence[Voice],
    *,
    language: str,
    region: str,
    enabled: Collection[str],
    embedded: Collection[str],
    installed: Collection[str] = (),
) -> list[Voice]:
    """Return the voices for `language`, best first; `VoicesError` when there is none.

    `installed` ones come first, natural and in the house; then the `enabled` ones, since an
    approver asked for them; then the embedded voice of the region and the other embedded ones of
    the language. Any other voice is left out.
    """
    speaking = [voice for voice in voices if language in voice.languages]
    chosen = [voice for voice in speaking if voice.id in {*enabled, *installed}]
    chosen.sort(key=lambda voice: voice.id not in installed)
    own = f"embedded-{region}"
    resident = [voice for voice in speaking if voice.id in embedded and voice not in chosen]
    resident.sort(key=lambda voice: voice.id != own)
    if not chosen and not resident:
        raise VoicesError.no_voice_for(language)
    return [*chosen, *resident]


def named(
    voices: Sequence[Voice],
    wanted: str,
    *,
    unit: str,
    enabled: Collection[str],
    embedded: Collection[str],
    installed: Collection[str] = (),
) -> Voice:
    """Return the voice called `wanted`; `VoicesError` when it is unknown or off for the unit."""
    for voice in voices:
        if voice.id == wanted:
            if wanted not in {*enabled, *embedded, *installed}:
                raise VoicesError.not_enabled(wanted, unit)
            return voice
    raise VoicesError.no_such_voice(wanted, [voice.id for voice in voices])
