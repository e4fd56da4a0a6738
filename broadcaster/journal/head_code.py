"""A log's tree head as a code for paper: `467200-K7QM2-XWD9F-3HM4T-C8VZP-6NRQA`.

In front how many records the head covers, then 24 letters of base32 with the first 120 bits of the
root, then a check letter. Two logs with one code would have to be looked for among 2^60, also by
who writes both; eight letters, which this code had once, take seconds. The letters are those of
Crockford's base32: none of them can be taken for another when it is read from paper.
"""

import re
from base64 import b32encode
from dataclasses import dataclass

from broadcaster.journal.errors import JournalError

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
ROOT_BYTES = 15
"""How much of the root the code holds: 24 letters of five bits."""
LETTERS = 24
GROUP = 5
LONGEST_TYPED = 100

_RFC_4648 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
_TO_CROCKFORD = str.maketrans(_RFC_4648, ALPHABET)
_SIZE = re.compile(r"[1-9][0-9]{0,17}")
_MISREAD = str.maketrans({"O": "0", "I": "1", "L": "1", " ": "", "-": "", "–": "", ".": ""})


@dataclass(frozen=True)
class Head:
    """What a code says: the log whose first `size` records have a root that begins like this."""

    size: int
    root_start: bytes
    code: str
    """The code as it is printed, however it was typed."""

    def is_of(self, root: bytes) -> bool:
        """Say whether this is the code of a tree of `size` with that root."""
        return root[:ROOT_BYTES] == self.root_start


def head_code(size: int, root: bytes) -> str:
    """Return the code of the head of `size` records with that root."""
    letters = b32encode(root[:ROOT_BYTES]).decode().translate(_TO_CROCKFORD)
    letters += check_letter(f"{size}{letters}")
    groups = [letters[at : at + GROUP] for at in range(0, len(letters), GROUP)]
    return "-".join([str(size), *groups])


def read_code(typed: str) -> Head:
    """Read a code as somebody typed it: small letters, O for 0, I or L for 1, hyphens or none.

    JournalError when it is none, or a letter of it is wrong: no wrong single letter passes.
    """
    text = typed[: LONGEST_TYPED + 1].upper().translate(_MISREAD)
    size, letters = text[: -LETTERS - 1], text[-LETTERS - 1 :]
    if len(typed) > LONGEST_TYPED or not _SIZE.fullmatch(size) or set(letters) - set(ALPHABET):
        raise JournalError.bad_code(typed[:LONGEST_TYPED], misread=False)
    if check_letter(text[:-1]) != text[-1]:
        raise JournalError.bad_code(typed, misread=True)
    bits = 0
    for letter in letters[:-1]:
        bits = bits << 5 | ALPHABET.index(letter)
    root = bits.to_bytes(ROOT_BYTES, "big")
    return Head(int(size), root, head_code(int(size), root))


def check_letter(text: str) -> str:
    """Return the letter by which Luhn's sum over `text` comes to nothing, modulo 32.

    It shows every wrong letter, and every swap of two neighbours but that of 0 and Z.
    """
    total = 0
    for place, letter in enumerate(reversed(text)):
        value = ALPHABET.index(letter) * (1 if place & 1 else 2)
        total += value // 32 + value % 32
    return ALPHABET[-total % 32]
