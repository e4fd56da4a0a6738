"""Hand a copy of a bulletin's sound out, in any format, or its words as captions."""

import contextlib
import wave
from collections.abc import Iterator
from pathlib import Path

from broadcaster.bulletins.actions.finding import find
from broadcaster.bulletins.actions.rendering import cut_of
from broadcaster.bulletins.actions.timing import captions
from broadcaster.bulletins.errors import BulletinsError
from broadcaster.desk import Desk
from broadcaster.production import actions as production_actions
from broadcaster.quantities import BUS_RATE_HZ, CUT_RATE_HZ


def export(desk: Desk, handle: str, wanted: str, out: Path) -> Path:
    """Write a copy of a bulletin's cut as mp3, opus, wav or flac; return where it is.

    A copy in the cut's own format is the cut's own bytes. As vtt it is the cut's captions.
    """
    bulletin = find(desk, handle)
    if wanted == "vtt":
        return _write(out, captions(desk, bulletin).encode())
    if not bulletin.cut:
        raise BulletinsError.not_rendered(bulletin.id)
    cut = cut_of(desk, bulletin.cut)
    cache = production_actions.open_cache(desk)
    data = cache.read(cut.sha256)
    if wanted == cut.format:
        return _write(out, data)
    with _written(out):
        if wanted == "wav":
            _write_wav(out, data)
        else:
            _encode(desk, out, cache.path(cut.sha256), wanted)
    return out


def _write(out: Path, data: bytes) -> Path:
    with _written(out):
        out.write_bytes(data)
    return out


@contextlib.contextmanager
def _written(out: Path) -> Iterator[None]:
    """Make the folder of a file that is written meanwhile; refuse what the disk does not take."""
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        yield
    except OSError as error:
        raise BulletinsError.cannot_write(out, error.strerror or str(error)) from error


def _write_wav(out: Path, data: bytes) -> None:
    from broadcaster.decoding.samples import decode_to_bus

    with wave.open(str(out), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(BUS_RATE_HZ)
        file.writeframes(decode_to_bus(data))


def _encode(desk: Desk, out: Path, cut: Path, wanted: str) -> None:
    from broadcaster.decoding.samples import decode_blocks
    from broadcaster.production.encoding import AirFormat, encode

    air = AirFormat.named(wanted, desk.settings.cut_bitrate_kbps)
    encode(out, decode_blocks(cut, CUT_RATE_HZ), air)
