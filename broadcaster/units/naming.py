"""Names as people type them, and the ids made from them.

A name is kept in NFC with single spaces, so that the same name typed on two keyboards is the same
name. An id is its plain letters: "Xã Khe Rèn" is `xa-khe-ren`.
"""

import re
import unicodedata
from functools import lru_cache

LONGEST_NAME = 200
LONGEST_ID = 60
LONGEST_CODE = 40


def tidy(name: str) -> str:
    """Return a name in NFC, without controls and invisible characters, with single spaces."""
    shown = "".join(
        " " if char.isspace() else char
        for char in name
        if char.isspace() or unicodedata.category(char)[0] != "C"
    )
    # Composed afterwards: a hidden character may have stood between a letter and its mark.
    return " ".join(unicodedata.normalize("NFC", shown).split())


def slug(name: str) -> str:
    """Return the id of a name: Latin letters and digits joined by hyphens; empty if it has none."""
    plain = unicodedata.normalize("NFKD", name.replace("đ", "d").replace("Đ", "D"))
    letters = "".join(char for char in plain if not unicodedata.combining(char))
    return "-".join(re.findall(r"[a-z0-9]+", letters.lower()))[:LONGEST_ID].strip("-")


def is_same_name(one: str, other: str) -> bool:
    """Say whether two names are the same, however they were typed and capitalised."""
    return _folded(one) == _folded(other)


@lru_cache(maxsize=20_000)
def _folded(name: str) -> str:
    # An import compares every new name with every known one.
    return tidy(name).casefold()
