"""One-time codes: twelve signs that survive a telephone call and a handwritten note.

The alphabet leaves out 0 and O, and 1, I and L. Twelve of its 31 signs are 59 bits, which at the
pace the throttle allows nobody guesses in seven days.
"""

import secrets

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
LENGTH = 12
GROUP = 4


def new_code() -> str:
    """Return a random code in groups: K7QM-4XRT-P2WD."""
    return show_code("".join(secrets.choice(ALPHABET) for _place in range(LENGTH)))


def show_code(signs: str) -> str:
    """Return the signs of a code in groups of four."""
    return "-".join(signs[start : start + GROUP] for start in range(0, len(signs), GROUP))


def read_code(typed: str) -> str:
    """Return the signs of a code as somebody typed it: with or without groups, small or large."""
    signs = (char for char in typed.upper() if char.isalnum())
    return "".join(signs)[: LENGTH + 1]
