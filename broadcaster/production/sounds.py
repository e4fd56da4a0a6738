"""The station's own sounds: ident, separator, music, greeting and closing.

A new station has all five at once: music by code, words by the embedded voice with the station's
name. Any of them can be replaced by a file the station brings. Each is a cut like any other and
sounds only once it is approved.
"""

from collections.abc import Callable, Mapping
from pathlib import Path

from broadcaster import __version__
from broadcaster.decoding.samples import Block
from broadcaster.desk import Desk
from broadcaster.production import synthesis
from broadcaster.production.actions import open_cache, render, take_recording
from broadcaster.production.errors import ProductionError
from broadcaster.production.levelling import Target
from broadcaster.production.mastering import master
from broadcaster.production.model import Cut, Maker
from broadcaster.production.take import Take
from broadcaster.reading import Region, read
from broadcaster.units import actions as units_actions
from broadcaster.voices import VoiceKind

MUSIC: Mapping[str, Callable[[], Block]] = {
    "ident": synthesis.ident,
    "separator": synthesis.separator,
    "music": synthesis.music,
}
# These words are said on air in Vietnamese whatever language the screen is in.
WORDS: Mapping[str, str] = {
    "greeting": "Đây là {station}. Xin kính chào bà con và các bạn.",
    "closing": "Chương trình phát thanh của {station} đến đây là hết. Xin cảm ơn bà con và "
    "các bạn đã lắng nghe. Xin kính chào và hẹn gặp lại.",
}
NAMES = (*MUSIC, *WORDS)
SYNTHESIS_LICENCE = "GPL-3.0-or-later"
_STATION = "đài"


def make_sounds(desk: Desk) -> dict[str, Cut]:
    """Make the five sounds of this home's station; the same ones each time.

    Their files are in the cache on return. Nothing is approved by this.
    """
    return {name: make_sound(desk, name) for name in NAMES}


def make_sound(desk: Desk, name: str) -> Cut:
    """Make one of the built-in sounds; `ProductionError` for a name that is none."""
    if name in MUSIC:
        return _play(desk, name)
    if name in WORDS:
        return _say(desk, name)
    raise ProductionError.no_such_sound(name, list(NAMES))


def drop_in(desk: Desk, name: str, path: Path) -> Cut:
    """Master a file the station brings to stand for the sound `name`.

    The same refusals as for a recording, and one for a name that is no station sound.
    """
    if name not in NAMES:
        raise ProductionError.no_such_sound(name, list(NAMES))
    return take_recording(desk, path)


def spoken_name(station: str) -> str:
    """Return a station's name as it is said after "đây là": an đài is not called đài twice."""
    name = " ".join(station.split())
    if name.casefold().startswith(_STATION):
        return name[0].upper() + name[1:]
    return f"Đài truyền thanh {name}"


def _play(desk: Desk, name: str) -> Cut:
    maker = Maker(
        "synthesis",
        "broadcaster",
        __version__,
        {"sound": name},
        VoiceKind.SYNTHESIS,
        SYNTHESIS_LICENCE,
    )
    with Take(open_cache(desk), name) as take:
        take.add([MUSIC[name]()])
        take.end_sentence()
        take.finish()
        return master(take, Target.of(desk.settings), maker)


def _say(desk: Desk, name: str) -> Cut:
    station = units_actions.station(desk).name
    text = WORDS[name].format(station=spoken_name(station))
    region = Region(desk.settings.region)
    return render(desk, read(text, region=region), voice=f"embedded-{region}")
