"""How far a render is, on one line of a terminal that is written over and cleared at the end."""

import click

from broadcaster.i18n import _
from broadcaster.production.time_left import TimeLeft
from broadcaster.quantities import length_in_words
from broadcaster.timebase import NANOSECONDS, TimeSource


class RenderProgress:
    """The line of one render, on stderr."""

    def __init__(self, time: TimeSource) -> None:
        self._time, self._left, self._line = time, TimeLeft(), ""

    def spoken(self, done: int, whole: int) -> None:
        """Show how many sentences are spoken."""
        told = _("Sentence {done} of {whole}").format(done=done, whole=whole)
        self._show(told, self._left.spoken(self._now_s(), done, whole))

    def mastered(self, done: int, whole: int) -> None:
        """Show that it is being levelled and encoded."""
        self._show(_("Mastering"), self._left.mastered(self._now_s(), done, whole))

    def clear(self) -> None:
        """Leave the terminal as if there had been no line."""
        click.echo("\r\x1b[K", nl=False, err=True)

    def _now_s(self) -> float:
        return self._time.monotonic() / NANOSECONDS

    def _show(self, told: str, left_s: int | None) -> None:
        if left_s:
            length = length_in_words(left_s * 1000)
            told = _("{told} · about {length} left").format(told=told, length=length)
        if told != self._line:
            self._line = told
            click.echo(f"\r{told}\x1b[K", nl=False, err=True)
