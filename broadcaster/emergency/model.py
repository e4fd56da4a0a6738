"""What an emergency template is: fixed words and blanks, and once spoken a cut for each phrase."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from broadcaster.timebase import as_rfc3339, from_rfc3339


@dataclass(frozen=True)
class Piece:
    """One stretch of a template: fixed words, or a blank."""

    words: str
    """What is said; empty for a blank."""
    blank: str = ""
    """Name of the blank; empty for fixed words."""
    closes: bool = False
    """A sentence ends with it, so that what is cancelled may stop here."""


@dataclass(frozen=True)
class Blank:
    """A blank and the closed list of what may stand in it."""

    name: str
    choices: tuple[str, ...]


@dataclass(frozen=True)
class Wording:
    """A template as its file states it."""

    name: str
    title: str
    pieces: tuple[Piece, ...]
    blanks: tuple[Blank, ...]
    drill: str
    """What is said before and after a drill."""
    alert: bool
    """The station's alert tone sounds first."""
    repeat_minutes: int
    """0 for once."""
    expire_minutes: int

    @property
    def texts(self) -> tuple[str, ...]:
        """Every phrase that has to be spoken, in the order of the file, none twice."""
        fixed = [piece.words for piece in self.pieces if piece.words]
        filled = [choice for blank in self.blanks for choice in blank.choices]
        return tuple(dict.fromkeys([*fixed, *filled, self.drill]))


@dataclass(frozen=True)
class Phrase:
    """A phrase with its cut, as it was approved."""

    text: str
    cut: str
    decoded_sha256: str
    length_ms: int
    sentence_ends_ms: tuple[int, ...]


@dataclass(frozen=True)
class Template:
    """A template with every phrase spoken; in force once an approver has signed it."""

    wording: Wording
    version: str
    """First 12 hex digits of the SHA-256 of its file."""
    phrases: Mapping[str, Phrase]
    author: str
    at: datetime
    """When it was spoken, later when it was approved (aware UTC)."""
    approver: str = ""
    approver_name: str = ""

    @property
    def name(self) -> str:
        """Its name."""
        return self.wording.name

    def to_document(self) -> dict[str, Any]:
        """Return the template as plain JSON values."""
        wording = self.wording
        return {
            "name": wording.name,
            "title": wording.title,
            "version": self.version,
            "pieces": [
                {"words": piece.words, "blank": piece.blank, "closes": piece.closes}
                for piece in wording.pieces
            ],
            "blanks": [
                {"name": blank.name, "choices": list(blank.choices)} for blank in wording.blanks
            ],
            "drill": wording.drill,
            "alert": wording.alert,
            "repeat_minutes": wording.repeat_minutes,
            "expire_minutes": wording.expire_minutes,
            "phrases": [
                {
                    "text": one.text,
                    "cut": one.cut,
                    "decoded_sha256": one.decoded_sha256,
                    "length_ms": one.length_ms,
                    "sentence_ends_ms": list(one.sentence_ends_ms),
                }
                for one in self.phrases.values()
            ],
            "author": self.author,
            "at": as_rfc3339(self.at),
            "approver": self.approver,
            "approver_name": self.approver_name,
        }

    @classmethod
    def from_document(cls, document: Mapping[str, Any]) -> "Template":
        """Read a template; KeyError, TypeError or ValueError when it is none."""
        phrases = [
            Phrase(
                text=one["text"],
                cut=one["cut"],
                decoded_sha256=one["decoded_sha256"],
                length_ms=int(one["length_ms"]),
                sentence_ends_ms=tuple(int(end) for end in one["sentence_ends_ms"]),
            )
            for one in document["phrases"]
        ]
        return cls(
            wording=Wording(
                name=document["name"],
                title=document["title"],
                pieces=tuple(
                    Piece(one["words"], one["blank"], one["closes"]) for one in document["pieces"]
                ),
                blanks=tuple(
                    Blank(one["name"], tuple(one["choices"])) for one in document["blanks"]
                ),
                drill=document["drill"],
                alert=bool(document["alert"]),
                repeat_minutes=int(document["repeat_minutes"]),
                expire_minutes=int(document["expire_minutes"]),
            ),
            version=document["version"],
            phrases={phrase.text: phrase for phrase in phrases},
            author=document["author"],
            at=from_rfc3339(document["at"]),
            approver=document["approver"],
            approver_name=document["approver_name"],
        )
