"""Which passwords are taken, and how they are kept: as argon2 hashes, and in no other way.

Length is asked for, and that it is none of the first guesses; no mixture of signs is, because that
yields `Matkhau@123`. A password is put into NFC before anything else, since two Vietnamese
keyboards write one letter in two ways.
"""

import secrets
import string
import threading
import unicodedata
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from pwdlib import PasswordHash
from pwdlib.exceptions import UnknownHashError

from broadcaster.units.naming import slug
from broadcaster.users.errors import UsersError

SHORTEST = 10
LONGEST = 200
ROWS = (
    "01234567890",
    "abcdefghijklmnopqrstuvwxyz",
    "qwertyuiopasdfghjklzxcvbnm",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm",
)
"""Rows of signs that a finger follows, either way."""
LOOKALIKES = str.maketrans("@401357$", "aaoiests")
_few = threading.BoundedSemaphore(2)
"""Each hash takes 64 MiB while it is made; tries of strangers must not fill the memory."""
AROUND = string.digits + string.punctuation + string.whitespace
"""What people put before and behind a word when more is asked of them."""


def check_password(password: str, names: Iterable[str]) -> None:
    """Refuse, with the rule it breaks, a password that would be guessed first.

    `names` are what everybody knows: the person's name and id, the station's.
    """
    chosen = normal(password)
    if len(chosen) < SHORTEST:
        raise UsersError.too_short(SHORTEST, len(chosen))
    if len(chosen) > LONGEST:
        raise UsersError.too_long(LONGEST, len(chosen))
    if is_run(chosen):
        raise UsersError.is_run()
    guesses = _bare(chosen)
    if guesses & set().union(*(_bare(name) for name in names)):
        raise UsersError.is_name()
    if guesses & common_passwords():
        raise UsersError.is_common()


def normal(password: str) -> str:
    """Return a password as it is checked and hashed: in NFC, nothing removed."""
    return unicodedata.normalize("NFC", password)


def is_run(password: str) -> bool:
    """Say whether it is one sign or piece repeated, or a row of the alphabet or the keyboard."""
    signs = password.casefold()
    half = len(signs) // 2
    repeats = any(signs[shift:] == signs[:-shift] for shift in range(1, half + 1))
    return repeats or any(signs in row or signs in row[::-1] for row in ROWS)


def _bare(text: str) -> set[str]:
    """Return what is left of `text` without marks, spaces, signs and the digits at its ends."""
    folded = text.casefold()
    written = (folded, folded.strip(AROUND))
    read = (*written, *(one.translate(LOOKALIKES) for one in written))
    return {bare for one in read if (bare := slug(one).replace("-", ""))}


@cache
def common_passwords() -> frozenset[str]:
    """Return the words of `data/common.txt`, bare: what people choose when nobody asks more."""
    text = (files("broadcaster.users") / "data" / "common.txt").read_text(encoding="utf-8")
    lines = (line.strip() for line in text.splitlines())
    return frozenset(line for line in lines if line and not line.startswith("#"))


@cache
def _hasher() -> PasswordHash:
    return PasswordHash.recommended()


@cache
def nobodys_hash() -> str:
    """Return the hash of something nobody knows, to be verified where there is no password."""
    return _hasher().hash(secrets.token_urlsafe(32))


def _signs(secret: str) -> bytes:
    """Return what is hashed: one sign more than any secret has, so that a huge one costs none."""
    return normal(secret[: 4 * LONGEST])[: LONGEST + 1].encode("utf-8", "surrogatepass")


def hash_secret(secret: str) -> str:
    """Return the argon2 hash of a password or of the signs of a code; takes a tenth of a second."""
    with _few:
        return _hasher().hash(_signs(secret))


def is_right(secret: str, kept: str | None) -> bool:
    """Say whether `secret` is what `kept` is the hash of.

    Without a hash another is verified all the same, so that the time taken tells nothing.
    """
    stand_in = nobodys_hash()
    try:
        with _few:
            fits = _hasher().verify(_signs(secret), kept or stand_in)
    except UnknownHashError:
        fits = False
    return fits and kept is not None
