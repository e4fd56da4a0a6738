"""Fetch one file of known size and hash over HTTP, within bounds, going on where it broke off."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from broadcaster.i18n import _
from broadcaster.timebase import NANOSECONDS, TimeSource
from broadcaster.voices.neural.answers import (
    MOVED,
    NOT_SATISFIABLE,
    AnswerError,
    LineError,
    next_address,
    writes_from,
)

if TYPE_CHECKING:
    import requests

PIECE = 1 << 16


@dataclass(frozen=True)
class Patience:
    """How long a slow or broken line is put up with."""

    connect_s: float = 15
    silence_s: float = 30
    """The longest wait for the next bytes."""
    window_s: float = 60
    least_bytes: int = 60_000
    """What has to come in each window: below it the line is as good as dead."""
    tries: int = 5
    """Attempts in a row that brought less than `least_bytes`, before it is given up."""
    wait_s: float = 3
    """Before the second attempt; each later one waits twice as long."""
    most_hops: int = 5


@dataclass
class Download:
    """One file on its way: from an address to a partial file beside the others."""

    address: str
    hosts: tuple[str, ...]
    size: int
    target: Path
    time: TimeSource
    patience: Patience = Patience()

    def run(self) -> Iterator[int]:
        """Fetch what is missing and give the bytes that are there, again and again.

        `AnswerError` when the server's answer cannot be used, `LineError` when the line broke off
        too often; what has come stays in `target` for the next time. OSError from the disk.
        """
        fruitless = 0
        while (have := self._have()) < self.size:
            try:
                yield from self._attempt(have)
            except LineError:
                fruitless = 0 if self._have() - have >= self.patience.least_bytes else fruitless + 1
                if fruitless >= self.patience.tries:
                    raise
                self._rest(fruitless)

    def _rest(self, fruitless: int) -> None:
        wait_s = self.patience.wait_s * 2 ** max(0, fruitless - 1)
        self.time.sleep_until(self.time.monotonic() + int(wait_s * NANOSECONDS))

    def _have(self) -> int:
        size = self.target.stat().st_size if self.target.exists() else 0
        if size > self.size:
            self.target.unlink()
            return 0
        return size

    def _attempt(self, have: int) -> Iterator[int]:
        import requests
        from urllib3.exceptions import HTTPError

        try:
            with requests.Session() as session, self._answer(session, have) as answer:
                start = writes_from(answer.status_code, answer.headers, have, self.size)
                if answer.status_code == NOT_SATISFIABLE:
                    self.target.unlink()
                    return
                with self.target.open("r+b" if start else "wb") as file:
                    file.seek(start)
                    for piece in self._pieces(answer, self.size - start):
                        file.write(piece)
                        yield file.tell()
        except (requests.RequestException, HTTPError) as error:
            raise LineError(_("the line to the server broke off")) from error
        if self._have() < self.size:
            raise LineError(_("the line to the server broke off"))

    def _answer(self, session: "requests.Session", have: int) -> "requests.Response":
        """Ask for the rest, from where the server sends on to, as far as that was agreed."""
        headers = {"Accept-Encoding": "identity"} | ({"Range": f"bytes={have}-"} if have else {})
        limits = (self.patience.connect_s, self.patience.silence_s)
        address = self.address
        for _hop in range(self.patience.most_hops + 1):
            answer = session.get(
                address, headers=headers, timeout=limits, stream=True, allow_redirects=False
            )
            if answer.status_code not in MOVED:
                return answer
            answer.close()
            address = next_address(address, answer.headers.get("Location", ""), self.hosts)
        raise AnswerError(_("the server sends on and on"))

    def _pieces(self, answer: "requests.Response", most: int) -> Iterator[bytes]:
        """Give the body as it comes; refuse one byte too many, and give a trickle up."""
        begun, came = self.time.monotonic(), 0
        # Whole blocks would be waited for however slowly they come; read1 gives what is there.
        while piece := answer.raw.read1(PIECE):
            most -= len(piece)
            if most < 0:
                raise AnswerError(_("the server sends more than the file has"))
            yield piece
            came += len(piece)
            if self.time.monotonic() - begun > self.patience.window_s * NANOSECONDS:
                if came < self.patience.least_bytes:
                    raise LineError(_("the server sends too slowly"))
                begun, came = self.time.monotonic(), 0
