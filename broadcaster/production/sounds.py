"""The station's own sounds: which a new station has at once, and files it brings itself.

A new station has one of each kind: music by code, words by the embedded voice with the station's
name. Any of them can be replaced by a file the station brings, and more can be added. Each is a
cut like any other and sounds only once it is approved.
"""

from collections.abc import Mapping
from pathlib import Path

from broadcaster import __version__
from broadcaster.desk import Desk
from broadcaster.production.actions import open_cache, render, take_recording
from broadcaster.production.errors import ProductionError
from broadcaster.production.levelling import Target
from broadcaster.production.mastering import master
from broadcaster.production.model import Cut, Maker
from broadcaster.production.sound_kinds import SoundKind, kind_of, require_length
from broadcaster.production.synthesis import COMPOSED
from broadcaster.production.take import Take
from broadcaster.reading import Region, read
from broadcaster.units import actions as units_actions
from broadcaster.voices import VoiceKind

# These words are said on air in Vietnamese whatever language the screen is in.
WORDS: Mapping[str, str] = {
    SoundKind.GREETING: "Đây là {station}. Xin kính chào bà con và các bạn.",
    SoundKind.CLOSING: "Chương trình phát thanh của {station} đến đây là hết. Xin cảm ơn bà con và "
    "các bạn đã lắng nghe. Xin kính chào và hẹn gặp lại.",
    SoundKind.TEST: "Thử loa. Một, hai, ba, bốn, năm. {station} đang thử loa.",
}
NAMES = tuple(str(kind) for kind in SoundKind)
"""What the built-in sounds are called."""
SYNTHESIS_LICENCE = "GPL-3.0-or-later"
_STATION = "đài"


def make_sounds(desk: Desk) -> dict[str, Cut]:
    """Make the built-in sounds of this home's station; the same ones each time.

    Their files are in the cache on return. Nothing is approved by this.
    """
    return {name: make_sound(desk, name) for name in NAMES}


def make_sound(desk: Desk, name: str) -> Cut:
    """Make one of the built-in sounds; `ProductionError` for a name that is none."""
    if name in COMPOSED:
        return _play(desk, SoundKind(name))
    if name in WORDS:
        return _say(desk, name)
    raise ProductionError.no_such_sound(name, list(NAMES))


def drop_in(desk: Desk, name: str, path: Path) -> Cut:
    """Master a file the station brings to stand for the sound `name`.

    The same refusals as for a recording, one for a name that no sound can have, and one for a
    length that does not suit its kind.
    """
    kind_of(name)
    cut = take_recording(desk, path)
    require_length(name, path.name, (cut.duration_ms - 2 * cut.lead_in_ms) / 1000)
    return cut


def spoken_name(station: str) -> str:
    """Return a station's name as it is said after "đây là": an đài is not called đài twice."""
    name = " ".join(station.split())
    if name.casefold().startswith(_STATION):
        return name[0].upper() + name[1:]
    return f"Đài truyền thanh {name}"


def _play(desk: Desk, kind: SoundKind) -> Cut:
    maker = Maker(
        "synthesis",
        "broadcaster",
        __version__,
        {"sound": str(kind)},
        VoiceKind.SYNTHESIS,
        SYNTHESIS_LICENCE,
    )
    with Take(open_cache(desk), kind) as take:
        take.add([COMPOSED[kind]()])
        take.end_sentence()
        take.finish()
        return master(take, Target.of(desk.settings), maker)


def _say(desk: Desk, name: str) -> Cut:
    station = units_actions.station(desk).name
    text = WORDS[name].format(station=spoken_name(station))
    region = Region(desk.settings.region)
    return render(desk, read(text, region=region), voice=f"embedded-{region}")
