"""Every voice there is: embedded, installed in the home, online, and those that packages bring.

A package brings voices by an entry point of the group `broadcaster.voices` that names a function
returning them. One that fails is reported and left out: the station must still start.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import EntryPoint, entry_points

from broadcaster.config import Settings
from broadcaster.home import Home
from broadcaster.timebase import TimeSource
from broadcaster.voices.described import described_voices
from broadcaster.voices.embedded import embedded_voices
from broadcaster.voices.model import Voice
from broadcaster.voices.neural import installed_voices
from broadcaster.voices.online import online_voices
from broadcaster.voices.patience import Limits

GROUP = "broadcaster.voices"


@dataclass(frozen=True)
class Catalogue:
    """The voices in the order in which they are listed, and what could not be loaded."""

    voices: tuple[Voice, ...]
    embedded: frozenset[str]
    """Ids of the voices that are always on."""
    installed: frozenset[str]
    """Ids of the neural voices of this home: on, and tried before all others."""
    left_out: tuple[str, ...]
    """`<entry point>: <reason>` of each that failed."""


def find_voices(
    settings: Settings,
    time: TimeSource,
    home: Home | None = None,
    points: Sequence[EntryPoint] | None = None,
) -> Catalogue:
    """Return all voices; `home` is where a station's own ones lie, None for those of everybody."""
    embedded: list[Voice] = list(embedded_voices())
    limits = Limits(settings.online_timeout_s, settings.online_total_s)
    others: list[Voice] = list(online_voices(limits, time, settings.station))
    installed, left_out = installed_voices(home.voices) if home else ([], [])
    if home:
        described, mistaken = described_voices(home, limits, time, settings.station)
        others += described
        left_out += mistaken
    for point in entry_points(group=GROUP) if points is None else points:
        try:
            others.extend(point.load()())
        except Exception as error:  # noqa: BLE001, RUF100 - a stranger's code may raise anything
            left_out.append(f"{point.name}: {error or type(error).__name__}")
    known: dict[str, Voice] = {}
    for voice in [*embedded, *installed, *others]:
        known.setdefault(voice.id, voice)
    always_on = frozenset(voice.id for voice in embedded)
    here = frozenset(voice.id for voice in installed)
    return Catalogue(tuple(known.values()), always_on, here, tuple(left_out))
