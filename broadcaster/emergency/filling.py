"""What is said of a template, once its blanks are filled. Pure: nothing but listed phrases."""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from broadcaster.emergency.errors import EmergencyError
from broadcaster.emergency.model import Blank, Phrase, Template
from broadcaster.units.naming import slug


@dataclass(frozen=True)
class Spoken:
    """One phrase in its place; a sentence ends with it where it `closes`."""

    phrase: Phrase
    closes: bool


def parse_fills(typed: Sequence[str]) -> dict[str, str]:
    """Return name -> value of `name=value` words. `EmergencyError` quotes what is neither."""
    fills: dict[str, str] = {}
    for word in typed:
        name, equals, value = word.partition("=")
        if not equals or not name.strip() or not value.strip() or name.strip() in fills:
            raise EmergencyError.no_fill(word)
        fills[name.strip()] = value.strip()
    return fills


def chosen(template: Template, fills: Mapping[str, str]) -> dict[str, str]:
    """Return what stands in each blank, as listed.

    A choice is named as it is listed, or by the same letters without marks and spaces.
    `EmergencyError` names the blank that is missing, unknown, or filled with something else.
    """
    blanks = {blank.name: blank for blank in template.wording.blanks}
    for name in fills:
        if name not in blanks:
            raise EmergencyError.unknown_blank(template.name, name, list(blanks))
    for name in blanks:
        if name not in fills:
            raise EmergencyError.blank_left(template.name, name, blanks[name].choices)
    return {name: _choice(template, blanks[name], value) for name, value in fills.items()}


def fill(template: Template, fills: Mapping[str, str], *, drill: bool) -> tuple[Spoken, ...]:
    """Return the phrases in the order in which they are said.

    A drill says that it is one before everything else, and again at its end.
    """
    standing = chosen(template, fills)
    pieces = template.wording.pieces
    words = [(piece.words or standing[piece.blank], piece.closes) for piece in pieces]
    if drill:
        words = [(template.wording.drill, True), *words, (template.wording.drill, True)]
    return tuple(Spoken(template.phrases[text], closes) for text, closes in words)


def _choice(template: Template, blank: Blank, value: str) -> str:
    typed = unicodedata.normalize("NFC", value)
    if typed in blank.choices:
        return typed
    alike = [choice for choice in blank.choices if slug(choice) == slug(typed)]
    if len(alike) != 1:
        raise EmergencyError.not_listed(template.name, blank.name, value, blank.choices)
    return alike[0]
