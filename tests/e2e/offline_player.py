"""The player on a machine that reaches nobody: every socket but those of its own kernel refuses.

As a commune's box after a power cut, before its router is up. Names are not found, addresses are
not reached. What asked stands in the file that `ASKED` names.
"""

import errno
import os
import socket
import sys
from pathlib import Path
from typing import Any

from broadcaster.playout.__main__ import main

ASKED = "ASKED"
REACHES_NOBODY = (socket.AF_INET, socket.AF_INET6)


class Offline(socket.socket):
    """A socket that goes no further than this machine's kernel."""

    def __init__(self, family: int = -1, *words: Any, **named: Any) -> None:
        if family in (-1, *REACHES_NOBODY):
            note(f"socket {family}")
            raise OSError(errno.ENETUNREACH, "Network is unreachable")
        super().__init__(family, *words, **named)


def find_nobody(host: object, *_words: object, **_named: object) -> list[object]:
    """Answer as a resolver that has no server."""
    note(f"name {host!r}")
    raise socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")


def note(what: str) -> None:
    """Keep what was asked for."""
    with Path(os.environ[ASKED]).open("a", encoding="utf-8") as asked:
        asked.write(what + "\n")


if __name__ == "__main__":
    socket.socket = Offline  # type: ignore[misc]
    socket.getaddrinfo = find_nobody  # type: ignore[assignment]
    sys.exit(main())
