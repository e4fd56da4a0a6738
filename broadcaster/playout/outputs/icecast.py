"""Samples to an Icecast mount, encoded and pushed by a process of its own.

`icecast:http://HOST:8000/MOUNT` (or https) takes its password from `keys/icecast-HOST.secret`, else
from `keys/icecast.secret`, a file only the station's account can read. It reaches the process on
its standard input: never a command line, an environment, a log or `status`. An address with a
password in it is refused. Whether anybody listens is not known, so it is no more than handed on.
"""

import shlex
import sys
from pathlib import Path
from urllib.parse import SplitResult, urlsplit

from broadcaster.i18n import N_, _
from broadcaster.playout.errors import OutputError
from broadcaster.playout.outputs.model import Opening
from broadcaster.playout.outputs.pipe import PipeOutput
from broadcaster.voices.failure import ServiceError

PUSH = "broadcaster.playout.outputs.icecast_push"
ROOM_BYTES = 1 << 20
"""What the pipe holds: eleven seconds, in which the process starts and connects."""
REASONS = {
    10: N_("the server cannot be reached"),
    11: N_("the server does not accept the password"),
    12: N_("the server does not take the mount; perhaps somebody else feeds it"),
    13: N_("the connection to the server was lost"),
}
"""Exit codes of the process."""


class IcecastOutput:
    """Feeds one mount."""

    grade = 1
    paces = False
    gaps = 0

    def __init__(self, argument: str, keys: Path | None) -> None:
        """Push to the address `argument`; its password lies in the folder `keys`."""
        self._url, self._keys = urlsplit(argument), keys
        self.name = f"icecast:{argument}" if "@" not in self._url.netloc else "icecast"
        command = shlex.join([sys.executable, "-m", PUSH, argument])
        self._pipe = PipeOutput(command, room_bytes=ROOM_BYTES)

    def check(self) -> str | None:
        """Return why the address or the password's file cannot be used, or None.

        The server is not asked: a mount that somebody listens to is not taken for a check.
        """
        if fault := _fault_in(self._url):
            return fault
        try:
            self._password()
        except ServiceError as error:
            return str(error)
        return None

    def open(self, opening: Opening) -> None:
        """Start the process and tell it the password; it connects while samples come."""
        if reason := self.check():
            raise OutputError(self.name, reason)
        self._pipe.open(opening)
        self.write(f"{self._password()}\n".encode())

    def write(self, block: bytes) -> None:
        """Hand the samples to the process."""
        try:
            self._pipe.write(block)
        except OutputError as error:
            told = REASONS.get(self._pipe.ended or 0)
            raise OutputError(self.name, _(told) if told else error.reason) from error

    def position(self) -> int | None:
        """Return None: listeners are behind by what they and the server buffer."""
        return None

    def close(self) -> None:
        """End the process."""
        self._pipe.close()

    def _password(self) -> str:
        from broadcaster.voices.described.secret_file import read_secret

        keys = self._keys or Path()
        own = f"icecast-{self._url.hostname}.secret"
        return read_secret(keys, own if (keys / own).exists() else "icecast.secret")


def _fault_in(url: SplitResult) -> str | None:
    if url.password is not None:
        return _("the address holds a password; put it into keys/icecast.secret")
    try:
        whole = url.scheme in ("http", "https") and url.hostname and len(url.path) > 1
        usable = whole and url.port != 0 and not url.query and url.geturl().isprintable()
    except ValueError:  # a port that is none
        usable = False
    plain = usable and " " not in url.geturl() and url.geturl().isascii()
    return None if plain else _("write it as icecast:http://HOST:8000/MOUNT")
