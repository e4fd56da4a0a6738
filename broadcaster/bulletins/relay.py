"""A relay: another broadcaster's programme that the station may carry on, approved as a window.

What it will say nobody can hear beforehand. So two people sign where it comes from, in which of the
station's programmes, for how long at most, and who answers for it (DESIGN law 1c).
"""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from broadcaster.bulletins.relay_errors import RelayError

NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
LONGEST_NAME = 40
SCHEMES = ("http", "https", "rtp", "udp")
DEVICE, FILE = "device:", "file:"
LONGEST_MINUTES = 240
"""Whole evenings are no relay: the approver answers for what nobody has heard."""
CARRIED_AS = "relay/"
"""Before a relay's name in a plan, so that it is taken for no bulletin and no sound."""


@dataclass(frozen=True)
class RelayWindow:
    """What an approval of a relay covers."""

    name: str
    source: str
    """An address, `device:` and the name of a sound input, or `file:` and a path on the box."""
    programme: str
    """The station's programme in which it may be carried; empty for one opened by hand."""
    longest_ms: int
    in_charge: str
    """The person who answers for it."""

    @property
    def is_live(self) -> bool:
        """Say whether it is a sound input that is opened by hand, and on no plan."""
        return not self.programme

    def to_document(self) -> dict[str, Any]:
        """Return it as plain JSON values."""
        return {
            "name": self.name,
            "source": self.source,
            "programme": self.programme,
            "longest_ms": self.longest_ms,
            "in_charge": self.in_charge,
        }

    @classmethod
    def from_document(cls, document: dict[str, Any]) -> "RelayWindow":
        """Read one; KeyError or ValueError when it is none."""
        return cls(
            document["name"],
            document["source"],
            document["programme"],
            int(document["longest_ms"]),
            document["in_charge"],
        )


@dataclass(frozen=True)
class Relay:
    """A relay as somebody entered it; approved once `approval` is set."""

    window: RelayWindow
    title: str
    author: str
    at: datetime
    until: datetime | None = None
    """First moment at which it may no longer be carried."""
    approval: str = ""

    @property
    def name(self) -> str:
        """What programmes call it."""
        return self.window.name


def check_window(window: RelayWindow) -> RelayWindow:
    """Return a window whose every part can be what it says, or refuse the first that cannot."""
    if window.is_live and not window.source.startswith(DEVICE):
        raise RelayError.live_is_an_input()
    for option, value in (("NAME", window.name), ("--programme", window.programme or window.name)):
        if len(value) > LONGEST_NAME or not NAME.fullmatch(value):
            raise RelayError.bad_name(option, value)
    if not 1 <= window.longest_ms // 60_000 <= LONGEST_MINUTES:
        raise RelayError.bad_length(window.longest_ms // 60_000, LONGEST_MINUTES)
    return window


def source_of(url: str, device: str, file: str = "") -> str:
    """Return where a relay comes from, given one of an address, a sound input, a file of the box.

    A file is read when it is to sound: another program may bring a new one each day.
    """
    if sum(map(bool, (url, device, file))) != 1:
        raise RelayError.one_source()
    if device:
        return DEVICE + device
    if file:
        return _file(file)
    try:
        parts = urlsplit(url)
        known = parts.scheme in SCHEMES and bool(parts.hostname)
    except ValueError:
        known = False
    if not known or any(sign.isspace() for sign in url):
        raise RelayError.bad_address(url, SCHEMES)
    return url


def _file(path: str) -> str:
    if not path.startswith("/"):
        raise RelayError.bad_file(path)
    return FILE + path
