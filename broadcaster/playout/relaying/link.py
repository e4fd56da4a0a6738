"""One relay from its source to its recording: connected, put on air, given up, written down."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from broadcaster.journal.model import Cause
from broadcaster.playout.relaying.carried import Carried, LiveSource
from broadcaster.playout.relaying.recorder import Recorder


@dataclass
class Link:
    """A connected source; `carried` once it is to sound."""

    source: LiveSource
    carried: Carried | None = None
    recorder: Recorder | None = None
    """None in a rehearsal, which records nothing."""
    _is_over: bool = field(default=False)

    def put_on_line(self, length: int, begins: int, record: Callable[[], Recorder] | None) -> None:
        """Make the samples of the relay, which are recorded as they are taken; only once.

        OSError when nothing can be recorded.
        """
        if self.carried is None:
            self.recorder = record() if record else None
            keep = self.recorder.add if self.recorder else _let_go
            self.carried = Carried(self.source, length, begins, keep)

    @property
    def samples(self) -> Carried:
        """What was put on the line."""
        if self.carried is None:
            raise RuntimeError("the relay is not on the line")
        return self.carried

    def fault(self, most_silent_ms: int) -> Cause | None:
        """Say why it has to be given up now, `whole` when a recording has come to its end."""
        carried = self.carried
        if carried is None:
            return None
        if self.recorder is not None and self.recorder.has_failed:
            return Cause.NOT_RECORDED
        if carried.is_over:
            return Cause.WHOLE
        if carried.silent_ms < most_silent_ms:
            return None
        return Cause.SOURCE_LOST if carried.gives_nothing else Cause.SOURCE_SILENT

    def end(self) -> None:
        """Disconnect and let the recording come to its end; safe to repeat."""
        if not self._is_over:
            self._is_over = True
            self.source.close()
            if self.recorder is not None:
                self.recorder.finish()

    def wait_written(self, seconds: float) -> None:
        """Wait for the recording to be complete, so long at most."""
        if self.recorder is not None:
            self.recorder.wait_finished(seconds)

    @property
    def recording(self) -> str | None:
        """The recording's SHA-256, empty where there is none; None while it is being completed."""
        return self.recorder.sha256 if self.recorder is not None else ""

    @property
    def path(self) -> Path | None:
        """Where the recording lies until its hash is in the log."""
        return self.recorder.path if self.recorder is not None else None


def _let_go(_block: bytes) -> None:
    return
