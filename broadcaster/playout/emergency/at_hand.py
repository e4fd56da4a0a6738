"""The files of every emergency phrase, in memory: a disk that dies must not silence a warning.

What is kept is what was read and verified while the disk was well, as encoded: a minute is half a
megabyte. It serves only where the file cannot be had, or is not what it was.
"""

from collections.abc import Iterable

from broadcaster.playout.model import Passed
from broadcaster.playout.sound.cuts import read_cut
from broadcaster.production.cache import AudioCache

LARGEST_BYTES = 32 * 1024 * 1024
"""About an hour of phrases at the usual rate. What is beyond it is on the disk alone."""


class AtHand:
    """Cuts by name, filled little by little."""

    def __init__(self, cache: AudioCache) -> None:
        self._cache = cache
        self._files: dict[str, bytes] = {}

    def keep(self, cuts: Iterable[str]) -> None:
        """Read one more of these, if one is lacking, and let go of all others.

        One at a time: this is called every second, between two steps of the player.
        """
        wanted = set(cuts)
        self._files = {cut: data for cut, data in self._files.items() if cut in wanted}
        if lacking := sorted(wanted - self._files.keys()):
            self._take(lacking)

    def get(self, cut: str) -> bytes | None:
        """Return the file of a cut, or None when it is not kept."""
        return self._files.get(cut)

    def _take(self, lacking: list[str]) -> None:
        for cut in lacking:
            data = read_cut(self._cache, cut)
            if isinstance(data, Passed):  # the next one may be there
                continue
            if sum(map(len, self._files.values())) + len(data) <= LARGEST_BYTES:
                self._files[cut] = data
            return
