"""The priority that the player's service has, for it and for all it is compared with."""

import subprocess
from functools import cache

NICE = -10
"""`Nice=` of `systemd/broadcaster-playout.service`."""


@cache
def prefix() -> tuple[str, ...]:
    """Return the words that start a program at that priority; none where it may not be had."""
    words = ("nice", "-n", str(NICE))
    done = subprocess.run([*words, "nice"], capture_output=True, text=True)
    return words if done.stdout.strip() == str(NICE) else ()


def named() -> str:
    """Return the priority as a row names it."""
    return f"nice {NICE}" if prefix() else "nice 0"
