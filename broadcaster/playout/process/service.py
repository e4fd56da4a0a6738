"""Talking to systemd: ready, alive, stopping. Without systemd every call does nothing.

The protocol of sd_notify(3): datagrams to the socket named by NOTIFY_SOCKET.
"""

import contextlib
import os
import socket
from collections.abc import Mapping


class Service:
    """The service manager that started us, if one did."""

    def __init__(self, environment: Mapping[str, str] | None = None) -> None:
        found = os.environ if environment is None else environment
        self._address = found.get("NOTIFY_SOCKET", "")
        self._watchdog_us = int(found.get("WATCHDOG_USEC", "0") or 0)
        owner = found.get("WATCHDOG_PID", "")
        if owner and owner != str(os.getpid()):
            self._watchdog_us = 0

    @property
    def watches(self) -> bool:
        """Say whether the manager ends us when we are not heard of in time."""
        return self._watchdog_us > 0

    def ready(self, status: str) -> None:
        """Say that start-up, recovery included, is done."""
        self._send(f"READY=1\nSTATUS={status}")

    def alive(self) -> None:
        """Feed the watchdog."""
        if self.watches:
            self._send("WATCHDOG=1")

    def stopping(self) -> None:
        """Say that we are going down on purpose."""
        self._send("STOPPING=1")

    def _send(self, message: str) -> None:
        if not self._address:
            return
        # An address that begins with @ is in the abstract name space.
        address = "\0" + self._address[1:] if self._address[0] == "@" else self._address
        with contextlib.suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as out:
            out.sendto(message.encode(), address)
