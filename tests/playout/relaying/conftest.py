"""A player on the real clock beside a broadcaster on this machine."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

import numpy as np
import pytest

from broadcaster.bulletins.model import Approval, ApprovalKind
from broadcaster.bulletins.relay import RelayWindow
from broadcaster.decoding.samples import decode_to_bus
from broadcaster.home import Home
from broadcaster.journal.logs import read_logs
from broadcaster.journal.record import Record
from broadcaster.playout.opening import Opened, Terms, open_player
from broadcaster.playout.sound.pumps import ThreadPump
from broadcaster.schedule import PlannedItem, RunningOrder, item_id
from broadcaster.timebase import SystemTime
from tests.playout.relaying.broadcasting import Broadcaster, Samples, broadcasting
from tests.playout.rig import TRUSTED, Recorder
from tests.playout.station import MADE, TestStation

WINDOW_MS = 6_000


@dataclass
class LiveRig:
    """A home's player in this process, on the real clock, its samples at hand."""

    home: Home
    station: TestStation
    recorder: Recorder
    opened: Opened | None = None

    def plan(
        self, source: str, *, length_ms: int = WINDOW_MS, after: int = 6, **changes: object
    ) -> RunningOrder:
        """Plan a relay of that source in a session that starts in some seconds, and a bulletin."""
        window = RelayWindow("voh", source, "morning", 900_000, "chair")
        approval = Approval(
            "relay-voh.a1", ApprovalKind.RELAY, "", "", "operator", "chair", MADE, relay=window
        )
        self.station.approve("news", 1000)
        self.station.write_approval(approval)
        start = SystemTime().now().replace(microsecond=0) + timedelta(seconds=after)
        order = self.station.order(start, ["news"], changes={0: {"offset_ms": length_ms}})
        item = PlannedItem(
            item_id(order.session, "relay:voh", "", 1), "relay", 0, length_ms, "",
            approval.id, "normal", "VOH", relay="voh", overrun="cut",
        )  # fmt: skip
        whole = replace(order, items=(replace(item, **changes), *order.items))  # type: ignore[arg-type]
        self.station.write_order(whole)
        self.station.expect(whole)
        return whole

    def start(self) -> None:
        time = SystemTime()
        self.opened = open_player(self.home, Terms(time, lambda: TRUSTED, ThreadPump(time), "null"))
        self.opened.player.studio.make_output = lambda: self.recorder
        self.opened.player.recover()

    def run(self, seconds: float, until: Callable[[], bool] = lambda: False) -> None:
        """Step the player for so long, or until something is so."""
        assert self.opened is not None
        wake, player = threading.Event(), self.opened.player
        end = player.studio.time.monotonic() + int(seconds * 1e9)
        while player.studio.time.monotonic() < end and not until():
            look = player.step() - player.studio.reckoning.now()
            wake.wait(min(max(look.total_seconds(), 0.0), 0.1))

    def play(self, seconds: float = 20) -> None:
        """Play until the session is over and written down."""
        self.start()
        self.run(seconds, until=lambda: len(self.records("outcome")) == 2)
        self.stop()

    def stop(self) -> None:
        if self.opened is not None:
            self.opened.player.stop()
            self.opened.close()
            self.opened = None

    def drop(self) -> None:
        """Let go without a last word, as a kill does."""
        assert self.opened is not None
        conductor = self.opened.player.conductor
        assert conductor is not None
        for airing in conductor.air.placed:
            link = airing.sounding.link
            if link is not None and link.recorder is not None:
                link.recorder._process.kill()
                link.source.close()
        conductor.air.close()
        self.opened.close(cleanly=False)
        self.opened = None

    def records(self, kind: str) -> list[Record]:
        every = [record for log in read_logs(self.home) for record in log.records()]
        return [record for record in every if record.kind == kind]

    def outcome(self, part: str = "relay") -> tuple[str, str]:
        (found,) = (one for one in self.records("outcome") if one.text("part") == part)
        return found.text("outcome"), found.text("cause")

    def end(self) -> Record:
        """Return the `end` of the relay."""
        (found,) = (one for one in self.records("end") if "recording" in one)
        return found

    def sent_from(self, moment: datetime, seconds: float) -> Samples:
        """Return what left in so many seconds from a moment on, full scale 1.0."""
        start, data = self.recorder.parts[-1]
        at = round((moment - start).total_seconds() * 48_000)
        heard = np.frombuffer(bytes(data), "<i2")[at : at + round(seconds * 48_000)]
        return np.asarray(heard / 32768, dtype=np.float32)

    def sent_from_first(self, moment: datetime, seconds: float) -> Samples:
        """Return the same of the first stream, before a restart."""
        self.recorder.parts = self.recorder.parts[:1]
        return self.sent_from(moment, seconds)

    def recording(self) -> Samples:
        """Return what the recording that the log names holds."""
        path: Path = self.home.recordings / f"{self.end().text('recording')}.opus"
        samples = np.frombuffer(decode_to_bus(path.read_bytes()), "<i2")
        return np.asarray(samples / 32768, dtype=np.float32)


@pytest.fixture
def live(home: Home, station: TestStation) -> Iterator[LiveRig]:
    home.config.write_text("relay_silence_s = 2\nfade_in_ms = 0\n", encoding="utf-8")
    rig = LiveRig(home, station, Recorder())
    yield rig
    rig.stop()


@pytest.fixture
def voh() -> Iterator[Broadcaster]:
    with broadcasting() as broadcaster:
        yield broadcaster
