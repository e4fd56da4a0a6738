"""A connection on which everything together ends at one moment.

The time-outs of the standard library count from byte to byte, so that a service which trickles
could hold a bulletin for ever. Here each wait gets what is left until the deadline.
"""

import contextlib
import io
import socket
import ssl
from collections.abc import Sequence
from http.client import HTTPConnection
from typing import Any

from broadcaster.timebase import NANOSECONDS, TimeSource


class Deadline:
    """A monotonic moment (ns) at which everything has to be over."""

    def __init__(self, time: TimeSource, until: int) -> None:
        self._time = time
        self._until = until

    def left_s(self) -> float:
        """Return the seconds that are left; `TimeoutError` when there are none."""
        left = (self._until - self._time.monotonic()) / NANOSECONDS
        if left <= 0:
            raise TimeoutError
        return left


def connect_first(addresses: Sequence[tuple[str, int]], within_s: float) -> socket.socket:
    """Connect to the first address that answers; OSError when none does.

    Each gets its share of the time: an address that swallows everything, as IPv6 does on many a
    line, leaves enough for the next.
    """
    share_s = within_s / len(addresses)
    for address in addresses[:-1]:
        with contextlib.suppress(OSError):
            return socket.create_connection(address, share_s)
    return socket.create_connection(addresses[-1], share_s)


class TimedConnection(HTTPConnection):
    """HTTP to one of some addresses that were looked at before, with TLS or without."""

    def __init__(
        self,
        host: str,
        addresses: Sequence[tuple[str, int]],
        deadline: Deadline,
        tls: ssl.SSLContext | None,
    ) -> None:
        self.default_port = 443 if tls else 80
        super().__init__(host, addresses[0][1])
        self._addresses = addresses
        self._deadline = deadline
        self._tls = tls

    def connect(self) -> None:
        """Connect to the first address that answers; OSError when none does."""
        plain = connect_first(self._addresses, self._deadline.left_s())
        try:
            if self._tls:
                plain.settimeout(self._deadline.left_s())
                plain = self._tls.wrap_socket(plain, server_hostname=self.host)
        except OSError:
            plain.close()
            raise
        self.sock = _TimedSocket(plain, self._deadline)


class _TimedSocket:
    """As much of a socket as `http.client` uses."""

    def __init__(self, connected: socket.socket, deadline: Deadline) -> None:
        self._connected = connected
        self._deadline = deadline

    def sendall(self, data: Any) -> None:
        self._connected.settimeout(self._deadline.left_s())
        self._connected.sendall(data)

    def makefile(self, _mode: str) -> io.BufferedReader:
        return io.BufferedReader(_TimedReader(self._connected, self._deadline))

    def close(self) -> None:
        self._connected.close()


class _TimedReader(io.RawIOBase):
    """What comes in, read with the time that is left."""

    def __init__(self, connected: socket.socket, deadline: Deadline) -> None:
        # `http.client` closes the socket of a last answer before it is read; this keeps it open.
        self._raw = connected.makefile("rb", buffering=0)
        self._connected = connected
        self._deadline = deadline

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int | None:
        self._connected.settimeout(self._deadline.left_s())
        return self._raw.readinto(buffer)

    def close(self) -> None:
        self._raw.close()
        super().close()
