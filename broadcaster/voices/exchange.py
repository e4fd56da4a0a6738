"""One request to a service and its answer, within bounds of time, size and place."""

import ssl
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from http.client import HTTPException, HTTPResponse, RemoteDisconnected
from urllib.parse import urlsplit

from broadcaster import __version__
from broadcaster.timebase import NANOSECONDS, TimeSource
from broadcaster.voices.addresses import addresses_of
from broadcaster.voices.failure import (
    ServiceError,
    broke_off,
    late,
    no_speech,
    too_large,
    unreachable,
)
from broadcaster.voices.timed_socket import Deadline, TimedConnection, connect_first

MOST_BYTES = 16 * 1024 * 1024
"""Of one answer: five minutes of uncompressed speech at 24 kHz, or hours of MP3."""
PIECE_BYTES = 1 << 16
REACH_S = 5
SELF = f"Broadcaster/{__version__}"


@dataclass(frozen=True)
class Request:
    """What is sent. The URL is https, or http to this machine; headers may hold a secret."""

    method: str
    url: str
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    body: bytes = field(default=b"", repr=False)

    @property
    def host(self) -> str:
        """The computer it goes to."""
        return urlsplit(self.url).hostname or ""


@dataclass(frozen=True)
class Answer:
    """What came back; the names of `headers` are in small letters."""

    status: int
    headers: Mapping[str, str]
    body: bytes = field(repr=False)


def exchange(
    request: Request, time: TimeSource, until: int, most_bytes: int = MOST_BYTES
) -> Answer:
    """Send a request and return the whole answer, of whatever status; no redirect is followed.

    `until` is the monotonic moment (ns) by which the answer has to be whole. `ServiceError`
    when the host can't be reached or may not be, or the answer is late, too large or no HTTP.
    """
    parts = urlsplit(request.url)
    begun, deadline = time.monotonic(), Deadline(time, until)
    tls = _tls() if parts.scheme == "https" else None
    addresses = addresses_of(request.host, parts.port or (443 if tls else 80))
    with _failures(request.host, (until - begun) / NANOSECONDS):
        connection = TimedConnection(request.host, addresses, deadline, tls)
        try:
            target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
            headers = {"User-Agent": SELF, "Accept-Encoding": "identity", **request.headers}
            connection.request(request.method, target, request.body or None, headers)
            with connection.getresponse() as response:
                told = {name.lower(): value for name, value in response.getheaders()}
                return Answer(response.status, told, _body(response, most_bytes))
        finally:
            connection.close()


def reach(url: str, timeout_s: int) -> str | None:
    """Connect to the host of a URL and hang up; None, or the clause that says why it failed."""
    parts = urlsplit(url)
    host, port = parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80)
    try:
        connect_first(addresses_of(host, port), min(timeout_s, REACH_S)).close()
    except ServiceError as error:
        return str(error)
    except OSError as error:
        return str(unreachable(host, error.strerror or str(error)))
    return None


@contextmanager
def _failures(host: str, seconds: float) -> Iterator[None]:
    """Turn what the network raises into what it means."""
    try:
        yield
    except TimeoutError as error:
        raise late(seconds) from error
    except ssl.SSLError as error:
        raise unreachable(host, error.reason or str(error)) from error
    except RemoteDisconnected as error:
        raise broke_off() from error
    except OSError as error:
        raise unreachable(host, error.strerror or str(error)) from error
    except HTTPException as error:
        raise no_speech(type(error).__name__) from error


def _body(response: HTTPResponse, most_bytes: int) -> bytes:
    body = bytearray()
    while piece := response.read1(PIECE_BYTES):
        body += piece
        if len(body) > most_bytes:
            raise too_large(most_bytes)
    if response.length:  # the bytes that were announced and did not come
        raise broke_off()
    return bytes(body)


@cache
def _tls() -> ssl.SSLContext:
    """Trust what the machine trusts, and the list that comes with the package certifi."""
    import certifi

    context = ssl.create_default_context()
    context.load_verify_locations(certifi.where())
    return context
