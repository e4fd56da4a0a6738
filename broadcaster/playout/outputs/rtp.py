"""Samples onto the network as RTP: 16-bit linear, 48 kHz, one channel (RFC 3550, RFC 3551 L16).

`rtp:HOST:PORT` sends to one receiver or to a multicast group; an IPv6 address stands in brackets.
L16 at 48 kHz has no fixed payload type, so the receiver is told `a=rtpmap:96 L16/48000/1`. What
arrives is not known: UDP says at best that nobody listens, and a refusal that lasts is a fault.
"""

import errno
import ipaddress
import socket
import struct
import sys
from array import array
from hashlib import sha256

from broadcaster.i18n import _
from broadcaster.playout.errors import OutputError
from broadcaster.playout.outputs.model import Opening
from broadcaster.quantities import BUS_RATE_HZ

PAYLOAD_TYPE = 96
"""First of the dynamic ones (RFC 3551 section 6)."""
PACKET_SAMPLES = 240
"""5 ms: 492 bytes with the header, below every MTU."""
MOST_REFUSED = BUS_RATE_HZ // PACKET_SAMPLES
"""A refusal is told at the packet after the one it is for, so with nobody there every second one
fails: this is reached after two seconds."""
MULTICAST_HOPS = 8
_VERSION_2, _MARKER = 0x80, 0x80
_HEADER = struct.Struct("!BBHII")
_PASSING = (errno.ECONNREFUSED, errno.ENETUNREACH, errno.EHOSTUNREACH, errno.ENOBUFS, errno.EAGAIN)


class RtpOutput:
    """One stream of packets to one address."""

    grade = 1
    paces = False
    gaps = 0

    def __init__(self, argument: str) -> None:
        """Send to `argument`, HOST:PORT."""
        self.name = f"rtp:{argument}"
        self._host, _, self._port = argument.rpartition(":")
        self._socket: socket.socket | None = None
        self._rest = b""
        self._source = self._timestamp = self._sequence = self._refused = 0
        self._is_first = True

    def check(self) -> str | None:
        """Return why the address cannot be sent to, or None."""
        try:
            self._connect().close()
        except (OSError, ValueError) as error:
            return str(error)
        return None

    def open(self, opening: Opening) -> None:
        """Begin a stream: source, timestamp and sequence follow from session, start and address.

        RFC 3550 wants them hard to guess; the same day has to give the same packets (law 9).
        """
        try:
            self._socket = self._connect()
        except (OSError, ValueError) as error:
            raise OutputError(self.name, str(error)) from error
        told = sha256(f"{self.name} {opening.stem} {opening.start}".encode()).digest()
        self._source, self._timestamp, self._sequence = struct.unpack_from("!IIH", told)
        self._rest, self._refused, self._is_first = b"", 0, True

    def write(self, block: bytes) -> None:
        """Send every whole packet; what is left waits for the next block."""
        if self._socket is None:
            raise OutputError(self.name, _("it is not open"))
        self._rest += block
        size = PACKET_SAMPLES * 2
        while len(self._rest) >= size:
            self._send(self._socket, self._rest[:size])
            self._rest = self._rest[size:]

    def position(self) -> int | None:
        """Return None: nobody answers."""
        return None

    def close(self) -> None:
        """Let go of the socket; less than a packet of silence may be left unsent."""
        if self._socket is not None:
            self._socket.close()
            self._socket = None

    def _connect(self) -> socket.socket:
        if not self._host or not self._port.isdigit() or not 0 < int(self._port) < 65536:
            raise ValueError(_("write it as rtp:HOST:PORT"))
        host = self._host.removeprefix("[").removesuffix("]")
        family, kind, _number, _name, address = socket.getaddrinfo(
            host, int(self._port), type=socket.SOCK_DGRAM
        )[0]
        out = socket.socket(family, kind)
        try:
            out.setblocking(False)
            if family == socket.AF_INET and ipaddress.ip_address(address[0]).is_multicast:
                out.setsockopt(socket.IPPROTO_IP, socket.IP_MULTICAST_TTL, MULTICAST_HOPS)
            out.connect(address)
        except OSError:
            out.close()
            raise
        return out

    def _send(self, out: socket.socket, samples: bytes) -> None:
        # The marker says that sound begins after silence (RFC 3551 section 4.1).
        kind = PAYLOAD_TYPE | (_MARKER if self._is_first else 0)
        header = _HEADER.pack(_VERSION_2, kind, self._sequence, self._timestamp, self._source)
        self._sequence = (self._sequence + 1) % 2**16
        self._timestamp = (self._timestamp + PACKET_SAMPLES) % 2**32
        self._is_first = False
        try:
            out.send(header + _in_network_order(samples))
        except OSError as error:
            self._count_lost(error)
        else:
            self._refused = max(0, self._refused - 1)

    def _count_lost(self, error: OSError) -> None:
        """Let a packet go where the network or the receiver may come back."""
        self._refused += 2
        if error.errno in _PASSING and self._refused < MOST_REFUSED:
            return
        self.close()
        raise OutputError(self.name, error.strerror or str(error)) from error


def _in_network_order(samples: bytes) -> bytes:
    turned = array("h", samples)
    if sys.byteorder == "little":
        turned.byteswap()
    return turned.tobytes()
