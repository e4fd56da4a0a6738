"""Outputs that speak to another machine or server: what they send, how they say they failed."""

import errno
import socket
import struct
from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import pairwise

import pytest

from broadcaster.playout.errors import OutputError
from broadcaster.playout.outputs import Opening, make_output
from broadcaster.playout.outputs.rtp import MOST_REFUSED, RtpOutput

OPENING = Opening("morning@2026-11-22T0530", datetime(2026, 11, 21, 22, 29, 57, tzinfo=UTC))
TONE = array("h", [(n * 37) % 20_000 - 10_000 for n in range(4800)]).tobytes()


@dataclass
class Packet:
    """One received packet, taken apart by RFC 3550 section 5.1."""

    marker: bool
    kind: int
    sequence: int
    timestamp: int
    source: int
    samples: bytes

    @classmethod
    def of(cls, data: bytes) -> "Packet":
        first, second, sequence, timestamp, source = struct.unpack_from("!BBHII", data)
        assert first == 0x80  # version 2, no padding, no extension, no contributing sources
        values = struct.unpack(f"!{(len(data) - 12) // 2}h", data[12:])
        samples = array("h", values).tobytes()
        return cls(bool(second & 0x80), second & 0x7F, sequence, timestamp, source, samples)


class Receiver:
    """A loudspeaker on the network."""

    def __init__(self, family: socket.AddressFamily, host: str) -> None:
        self.socket = socket.socket(family, socket.SOCK_DGRAM)
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1_000_000)
        self.socket.bind((host, 0))
        self.socket.settimeout(5)
        shown = f"[{host}]" if ":" in host else host
        self.address = f"{shown}:{self.socket.getsockname()[1]}"

    def packets(self, count: int) -> list[Packet]:
        return [Packet.of(self.socket.recv(2000)) for _n in range(count)]


@pytest.fixture(params=["127.0.0.1", "::1"])
def receiver(request: pytest.FixtureRequest) -> Iterator[Receiver]:
    family = socket.AF_INET6 if ":" in request.param else socket.AF_INET
    try:
        made = Receiver(family, request.param)
    except OSError:
        made = Receiver(socket.AF_INET, "127.0.0.2")  # a machine without IPv6
    yield made
    made.socket.close()


def test_packets_carry_every_sample_in_order_whatever_the_blocks_are(receiver: Receiver) -> None:
    output = RtpOutput(receiver.address)
    output.open(OPENING)
    at = 0
    for size in (2, 958, 480, 1200, 960, 6000):
        output.write(TONE[at : at + size])
        at += size
    packets = receiver.packets(at // 480)
    output.close()
    assert b"".join(packet.samples for packet in packets) == TONE[:at]
    assert {(packet.kind, packet.source) for packet in packets} == {(96, packets[0].source)}
    for one, other in pairwise(packets):
        assert (other.sequence - one.sequence) % 2**16 == 1
        assert (other.timestamp - one.timestamp) % 2**32 == len(one.samples) // 2
    assert [packet.marker for packet in packets] == [True] + [False] * (len(packets) - 1)


def test_the_same_session_to_the_same_place_gives_the_same_packets(receiver: Receiver) -> None:
    heads = []
    for _n in range(2):
        output = RtpOutput(receiver.address)
        output.open(OPENING)
        output.write(TONE[:480])
        heads += receiver.packets(1)
        output.close()
    assert heads[0] == heads[1]


def test_a_receiver_that_stays_away_becomes_a_fault_after_two_seconds_of_packets() -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as away:
        away.bind(("127.0.0.1", 0))
        port = away.getsockname()[1]
    output = RtpOutput(f"127.0.0.1:{port}")
    output.open(OPENING)
    for _n in range(MOST_REFUSED):  # one that restarts is waited for
        output.write(TONE[:480])
    with pytest.raises(OutputError) as caught:
        output.write(TONE[:480] * MOST_REFUSED * 2)
    assert getattr(caught.value.__cause__, "errno", None) == errno.ECONNREFUSED
    output.close()


@pytest.mark.parametrize("argument", ["", "host", "host:", "host:0", "host:65536", ":5004", "h:x"])
def test_an_address_that_is_none_is_told(argument: str) -> None:
    assert "rtp:HOST:PORT" in str(RtpOutput(argument).check())
    with pytest.raises(OutputError):
        RtpOutput(argument).open(OPENING)


def test_without_a_server_pulse_says_why_and_does_not_hang(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PULSE_SERVER", "unix:/nonexistent/pulse")
    output = make_output("pulse:roof")
    assert output.name == "pulse:roof"
    assert output.check()
    with pytest.raises(OutputError):
        output.open(OPENING)
    with pytest.raises(OutputError):
        output.write(TONE)
    assert output.position() is None
    output.close()
