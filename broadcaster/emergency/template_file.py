"""An emergency template's TOML file, read with every mistake listed at once.

    name = "lu-quet"
    title = "Cảnh báo lũ quét"
    text = "Cảnh báo lũ quét trên {song}. Người dân {thon} sơ tán ngay đến {diem}."
    repeat_minutes = 10
    [blanks]
    song = ["sông Khe Ren", "suối Nà Hoa"]

Each blank stands in braces in the text and has its closed list; what is said comes from nowhere
else. The file does nothing until it is applied and approved.
"""

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from typing import Any

from broadcaster.checked_table import CheckedTable, list_of, text, whole
from broadcaster.emergency.model import Blank, Piece, Wording
from broadcaster.i18n import _

LONGEST_FILE = 64 * 1024
LONGEST_TEXT = 1500
LONGEST_CHOICE = 120
MOST_BLANKS = 8
MOST_CHOICES = 100
LONGEST_REPEAT_MINUTES = 120
LONGEST_EXPIRY_MINUTES = 24 * 60
USUAL_EXPIRY_MINUTES = 60
DRILL = "Đây là diễn tập. Xin nhắc lại, đây là diễn tập."
_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_BLANK = re.compile(r"\{([^{}]*)\}")
_CLOSING = ".!?…"
_AROUND = " .,;:!?…"


class TemplateFileError(ValueError):
    """A file is no template. `mistakes` holds one phrase each."""

    def __init__(self, mistakes: list[str]) -> None:
        self.mistakes = mistakes
        super().__init__("; ".join(mistakes))


def read_template(toml: str) -> Wording:
    """Return what a file's text states. `TemplateFileError` with every mistake."""
    if len(toml.encode()) > LONGEST_FILE:
        raise TemplateFileError([_("the file is too long")])
    try:
        document = tomllib.loads(toml)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise TemplateFileError([_("not TOML: {error}").format(error=error)]) from error
    mistakes: list[str] = []
    table = CheckedTable(document, mistakes)
    said = table.need("text", _prose, "")
    wording = Wording(
        name=table.need("name", _name, ""),
        title=table.need("title", text, ""),
        pieces=pieces_of(said),
        blanks=table.may("blanks", _blanks(mistakes), ()),
        drill=table.may("drill", _phrase, DRILL),
        alert=table.may("alert", _yes_or_no, True),
        repeat_minutes=table.may("repeat_minutes", whole(0, LONGEST_REPEAT_MINUTES), 0),
        expire_minutes=table.may(
            "expire_minutes", whole(1, LONGEST_EXPIRY_MINUTES), USUAL_EXPIRY_MINUTES
        ),
    )
    table.finish()
    mistakes.extend(_mismatches(wording))
    if mistakes:
        raise TemplateFileError(mistakes)
    return wording


def pieces_of(said: str) -> tuple[Piece, ...]:
    """Divide a text at its blanks. Signs alone between two are not spoken; they close sentences."""
    parts = _BLANK.split(said)
    pieces: list[Piece] = []
    for number, part in enumerate(parts):
        if number % 2:
            follows = parts[number + 1].lstrip()
            pieces.append(Piece("", part.strip(), not follows or follows[0] in _CLOSING))
        elif any(sign.isalnum() for sign in part):
            closes = part.rstrip().endswith(tuple(_CLOSING)) or number == len(parts) - 1
            pieces.append(Piece(part.lstrip(_AROUND).rstrip(), "", closes))
    return tuple(pieces)


def _mismatches(wording: Wording) -> list[str]:
    used = {piece.blank for piece in wording.pieces if not piece.words}
    known = {blank.name for blank in wording.blanks}
    unlisted = [
        _('the blank "{name}" of the text has no list under [blanks]').format(name=name)
        for name in sorted(used - known)
    ]
    unused = [
        _('the list "{name}" stands nowhere in the text').format(name=name)
        for name in sorted(known - used)
    ]
    return unlisted + unused


def _blanks(mistakes: list[str]) -> Any:
    def read(value: Any) -> tuple[Blank, ...]:
        if not isinstance(value, Mapping) or len(value) > MOST_BLANKS:
            raise ValueError(_("needs a table of at most {most} lists").format(most=MOST_BLANKS))
        table = CheckedTable(value, mistakes, "blanks.")
        return tuple(Blank(_name(name), table.need(name, _choices, ())) for name in value)

    return read


def _choices(value: Any) -> tuple[str, ...]:
    if isinstance(value, list) and len(value) > MOST_CHOICES:
        raise ValueError(_("has more than {most} choices").format(most=MOST_CHOICES))
    return list_of(_phrase)(value)


def _name(value: Any) -> str:
    if not isinstance(value, str) or len(value) > 40 or not _NAME.fullmatch(value):
        raise ValueError(_("needs small letters without marks, digits and hyphens, 40 at most"))
    return value


def _phrase(value: Any) -> str:
    found = text(value)
    if len(found) > LONGEST_CHOICE or not any(sign.isalnum() for sign in found):
        raise ValueError(_("needs words, {most} signs at most").format(most=LONGEST_CHOICE))
    return found


def _prose(value: Any) -> str:
    if not isinstance(value, str) or not any(sign.isalnum() for sign in value):
        raise ValueError(_("needs a text in quotes"))
    found = unicodedata.normalize("NFC", " ".join(value.split()))
    if len(found) > LONGEST_TEXT:
        raise ValueError(_("needs words, {most} signs at most").format(most=LONGEST_TEXT))
    return found


def _yes_or_no(value: Any) -> bool:
    if not isinstance(value, bool):
        raise ValueError(_("needs true or false"))
    return value
