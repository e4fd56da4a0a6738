"""All inputs of a station, heard by one thread that delays nobody.

The player taps what it sends, asks about what has sounded, and is answered some seconds later.
"""

import threading
from collections.abc import Callable, Collection, Iterable

from broadcaster.playout.loopback.aircheck import Aircheck
from broadcaster.playout.loopback.ear import Capture, Ear, Loopback, Question
from broadcaster.playout.relaying.feed import Feed
from broadcaster.playout.relaying.listener import Job
from broadcaster.timebase import NANOSECONDS, TimeSource

LOOK_NS = NANOSECONDS // 10
RESTS_S = (1.0, 2.0, 5.0, 15.0, 60.0)
"""Before an input is opened anew; the last again and again."""
STEADY_S = 10.0
"""An input that was heard for so long did not fail in a row."""

CLOSING_S = 1.0

Keep = Callable[[Loopback], Aircheck | None]
Begin = Callable[[str], Capture]


def _keep_nothing(_loopback: Loopback) -> None:
    return


def begin_capture(source: str) -> Feed:
    """Begin to hear an input, in a process of its own."""
    feed = Feed(Job.of_loopback(source), rests_s=RESTS_S, steady_s=STEADY_S)
    feed.join()
    feed.start()
    return feed


class Ears:
    """The open inputs. Everything but `tap` is called by the player's thread."""

    def __init__(
        self,
        time: TimeSource,
        silence_dbfs: int,
        alarm_s: int,
        keep: Keep = _keep_nothing,
        begin: Begin = begin_capture,
    ) -> None:
        """`keep` gives what keeps the sound of an input, if anything does."""
        self.on_air = False
        """Whether what is heard is to be kept, ordered or not."""
        self.report_alive: Callable[[], None] = lambda: None
        """Called by the thread, several times a second."""
        self._time, self._keep, self._begin = time, keep, begin
        self._silence, self._alarm_s = silence_dbfs * 100, alarm_s
        self._ears: tuple[Ear, ...] = ()
        self._thread: threading.Thread | None = None
        self._turn = 0

    @property
    def open(self) -> tuple[Ear, ...]:
        """The inputs that are heard."""
        return self._ears

    def follow(self, wanted: Iterable[Loopback]) -> None:
        """Hear these inputs from now on; one that is heard already goes on."""
        every = tuple(wanted)
        if every == tuple(ear.loopback for ear in self._ears):
            return
        known = {ear.loopback: ear for ear in self._ears}
        self._ears = tuple(known.get(one) or self._opened(one) for one in every)
        for gone in known.keys() - set(every):
            known[gone].capture.close()
        if self._ears and self._thread is None:
            self.restart()

    def tap(self, at_ns: int, block: bytes, feeds: Collection[str] | None) -> None:
        """Note samples that leave and sound at `at_ns`, for these feeds. From any thread."""
        for ear in self._ears:
            if ear.loopback.hears(feeds):
                ear.tap(at_ns, block)

    def ask(self, first_ns: int, last_ns: int, feeds: Collection[str] | None) -> list[Question]:
        """Ask every input that should have heard an item what it heard between two moments."""
        if last_ns <= first_ns:
            return []
        ears = (ear for ear in self._ears if ear.loopback.hears(feeds))
        return [ear.ask(first_ns, last_ns) for ear in ears]

    def restart(self) -> None:
        """Listen in a new thread; one that hangs is left behind."""
        self._turn += 1
        self._thread = threading.Thread(
            target=self._run, args=(self._turn,), name="loopback", daemon=True
        )
        self._thread.start()

    def close(self) -> None:
        """Hear nothing any more; an ear's thread that hangs is not waited for."""
        self._turn += 1
        self.follow(())
        if self._thread is not None:
            self._thread.join(CLOSING_S)

    def _opened(self, loopback: Loopback) -> Ear:
        now = self._time.monotonic()
        captured, kept = self._begin(loopback.source), self._keep(loopback)
        return Ear(loopback, captured, self._silence, self._alarm_s, now, kept)

    def _run(self, turn: int) -> None:
        while turn == self._turn:
            self.report_alive()
            now = self._time.monotonic()
            for ear in self._ears:
                ear.listen(now, on_air=self.on_air)
            self._time.sleep_until(now + LOOK_NS)
