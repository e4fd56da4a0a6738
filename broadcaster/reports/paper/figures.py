"""Values as people read them, in the language in use; and letters that every form can take."""

import unicodedata
from datetime import date, time

from broadcaster.i18n import _, language
from broadcaster.reports.layout import shown
from broadcaster.reports.paper.model import Coded, Measure, Value

_MARKS = {"vi": (".", ","), "en": (",", ".")}
"""By language: between thousands, and before decimals."""


def missing() -> str:
    """Return what stands where there is no figure."""
    return _("no figures yet")


def figure(value: Value, measure: Measure) -> str:
    """Return a value as text."""
    if value is None:
        return missing()
    if isinstance(value, Coded):
        return clean(value.text)
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, time):
        return f"{value:%H:%M:%S}"
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    return _number(value, measure)


def _number(value: int, measure: Measure) -> str:
    if measure is Measure.SECONDS:
        return length(value)
    thousands, decimal = _MARKS[language()]
    if measure is Measure.SHARE:
        return f"{value // 10}{decimal}{value % 10}%"
    return f"{value:,}".replace(",", thousands)


def length(seconds: int) -> str:
    """Return a length as 2:05, or 1:02:03 from an hour on."""
    hours, rest = divmod(seconds, 3600)
    minutes, seconds = divmod(rest, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"


def clean(text: str) -> str:
    """Return `text` with a mark where a character stood that a file could not hold.

    Control characters, halves of pairs, and marks that reorder what is read; NFC.
    """
    plain = unicodedata.normalize("NFC", shown(text))
    return "".join("\N{REPLACEMENT CHARACTER}" if _is_none(ord(c)) else c for c in plain)


def _is_none(point: int) -> bool:
    """Say whether Unicode has no character there, ever: surrogates and noncharacters."""
    return 0xD800 <= point < 0xE000 or 0xFDD0 <= point < 0xFDF0 or point & 0xFFFE == 0xFFFE
