"""What has fallen silent and waits to be written down: until a loopback has said what it heard.

The wait is some seconds, and nobody waits with it: the next item, and the next session, go on. A
kill within it costs the grade alone, for what was delivered stands in the position file.
"""

from collections.abc import Callable
from dataclasses import dataclass

from broadcaster.playout.airing import Airing
from broadcaster.playout.log.position import ITEMS_KEPT
from broadcaster.playout.loopback.ear import ANSWERED_NS, Question
from broadcaster.playout.model import Heard
from broadcaster.playout.settling import write_over
from broadcaster.playout.studio import Studio
from broadcaster.timebase import NANOSECONDS

PATIENCE_NS = ANSWERED_NS + 3 * NANOSECONDS
"""An answer that has not come so long after an item's end is not waited for."""
MOST_WAITING = ITEMS_KEPT - 2
"""The position file must still know what waits, besides what sounds and what comes next."""
NOT_HEARD = "not-heard"


def _nothing() -> None:
    return


@dataclass(frozen=True)
class _Ended:
    airing: Airing
    heard: Heard
    recording: str | None
    then: Callable[[], None]
    questions: tuple[Question, ...]

    def is_answered(self, now_ns: int) -> bool:
        is_late = now_ns > self.airing.span_ns[1] + PATIENCE_NS
        return is_late or all(one.answer is not None for one in self.questions)


class Ends:
    """The ends of one player, across its sessions. One thread, the one that writes the log."""

    def __init__(self, studio: Studio) -> None:
        self._studio = studio
        self._waiting: list[_Ended] = []

    @property
    def are_written(self) -> bool:
        """Say whether none waits."""
        return not self._waiting

    def take(
        self,
        airing: Airing,
        heard: Heard,
        *,
        goes_on: bool = False,
        recording: str | None = None,
        then: Callable[[], None] = _nothing,
    ) -> None:
        """Write the end of what fell silent, as soon as it is known what was heard of it.

        What `goes_on` does not wait: its next segment has a `start` of its own. `then` is done
        once it is written.
        """
        audience = airing.segment.audience
        feeds = audience.feeds if audience else None
        asked = [] if goes_on else self._studio.ears.ask(*airing.span_ns, feeds)
        if not asked:
            write_over(self._studio, airing, heard, goes_on=goes_on, recording=recording)
            then()
            return
        self._waiting.append(_Ended(airing, heard, recording, then, tuple(asked)))
        while len(self._waiting) > MOST_WAITING:
            self._write(self._waiting.pop(0))

    def write_due(self) -> bool:
        """Write what is answered, in order; say whether any was."""
        now, before = self._studio.time.monotonic(), len(self._waiting)
        while self._waiting and self._waiting[0].is_answered(now):
            self._write(self._waiting.pop(0))
        return len(self._waiting) < before

    def write_all(self) -> None:
        """Write all of it with what is known."""
        while self._waiting:
            self._write(self._waiting.pop(0))

    def _write(self, ended: _Ended) -> None:
        heard = ended.heard
        for question in ended.questions:
            if question.answer is not None:
                heard = heard.borne_out(question.answer, question.ear.loopback.clusters)
                self._tell(ended.airing.id, question)
        write_over(self._studio, ended.airing, heard, recording=ended.recording)
        ended.then()

    def _tell(self, item: str, question: Question) -> None:
        if question.answer is not None and question.answer.grade:
            self._studio.alarms.clear(NOT_HEARD)
        elif question.answer is not None and question.answer.is_missing:
            self._studio.alarms.sound(NOT_HEARD, item)
