"""Piper's description of a voice, NAME.onnx.json: what we take from it, and what we refuse.

Pure: bytes in, a `Config` or the reasons out. The format is that of Piper 1.x; keys we do not
use are passed over.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from broadcaster.i18n import _
from broadcaster.voices.neural.errors import NeuralError

MOST_BYTES = 1024 * 1024
RATES_HZ = (8_000, 48_000)
SLOWEST, FASTEST = 3.0, 0.3
"""Bounds of the length scale: beyond them nobody understands a word."""
OWN_CODES = {"cmn": "zh", "nb": "no"}
"""What eSpeak NG calls a language that the rest of us call otherwise."""


@dataclass(frozen=True)
class Config:
    """What the program needs to know of a voice."""

    language: str
    rate_hz: int


def read_config(data: bytes, *, file: str, declared: str) -> Config:
    """Read the description in `data`; `NeuralError` names `file` and every reason against it.

    `declared` is the language the voice is said to have, by the catalogue or by its name.
    """
    document = _document(data, file)
    reasons = list(_reasons(document, declared))
    if reasons:
        raise NeuralError.does_not_fit(file, reasons)
    return Config(language_of(document), document["audio"]["sample_rate"])


def language_of(document: Mapping[str, Any]) -> str:
    """Return the language whose sounds the voice is given, as eSpeak NG's voice names it."""
    voice = str(_section(document, "espeak").get("voice", ""))
    own = voice.partition("-")[0]
    return OWN_CODES.get(own, own)


def _document(data: bytes, file: str) -> Mapping[str, Any]:
    try:
        document = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise NeuralError.does_not_fit(file, [_("it is not JSON")]) from error
    known = {"audio", "espeak", "phoneme_id_map", "num_symbols"}
    if not isinstance(document, dict) or not known <= document.keys():
        raise NeuralError.does_not_fit(file, [_("it does not describe a Piper voice")])
    return document


def _section(document: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    section = document.get(name)
    return section if isinstance(section, dict) else {}


def _reasons(document: Mapping[str, Any], declared: str) -> Iterator[str]:
    language = language_of(document)
    if language != declared:
        yield _('its sounds are of the language "{found}", and "{declared}" was declared').format(
            found=language, declared=declared
        )
    rate = _section(document, "audio").get("sample_rate")
    if not isinstance(rate, int) or not RATES_HZ[0] <= rate <= RATES_HZ[1]:
        yield _("its sample rate is {rate}, and {low} to {high} Hz can be used").format(
            rate=rate, low=RATES_HZ[0], high=RATES_HZ[1]
        )
    speakers = document.get("num_speakers", 1)
    if speakers not in (0, 1):
        yield _("it has {count} speakers, and only voices of one speaker can be used").format(
            count=speakers
        )
    kind = document.get("phoneme_type", "espeak")
    if kind != "espeak":
        yield _('it wants its sounds from "{kind}", and only eSpeak NG is used').format(kind=kind)
    if not _are_sounds(document.get("phoneme_id_map"), document.get("num_symbols")):
        yield _("its table of sounds is damaged")
    scale = _section(document, "inference").get("length_scale", 1)
    if not isinstance(scale, int | float) or not FASTEST <= scale <= SLOWEST:
        yield _("its pace is {scale}, and {low} to {high} can be understood").format(
            scale=scale, low=FASTEST, high=SLOWEST
        )


def _is_whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _are_sounds(table: object, symbols: object) -> bool:
    """Say whether every sound stands for numbers that the network knows."""
    if not isinstance(table, dict) or not table or not isinstance(symbols, int):
        return False
    return all(
        isinstance(numbers, list)
        and all(_is_whole(number) and 0 <= number < symbols for number in numbers)
        for numbers in table.values()
    )
