"""The corpus of recordings, healthy and hostile; `hostile` reads it, and says what became of it.

Nothing is stored; a case is told by its name, which holds the seed of what is random in it.
"""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from tests.decoding import bombs
from tests.decoding.phones import PHONES, SECONDS, Phone, recorded

READ, REFUSED, EITHER = "read", "refused", "either"
SHARES = (0.02, 0.31, 0.6, 0.9, 0.99)
NO_END = frozenset({"camera.ts", "disc.ac3"})
"""Rows of frames that neither count them nor could be told whole."""
EXTREMES = (b"\0\0\0\0", b"\xff\xff\xff\xff", b"\x7f\xff\xff\xff", b"\xff\xff\xff\x7f")
FIELDS = 12
"""Words of 4 bytes at the beginning, each of which is set to each extreme."""
SHAPES = (
    "wav-16-bit.wav", "wav-ima.wav", "wav-float.wav", "wav-rf64.wav", "sony.w64", "mac.aiff",
    "mac-alac.caf", "recorder.mp3", "iphone.m4a", "old-phone.3gp", "old-phone.amr", "stream.aac",
    "chat.ogg", "desktop.ogg", "studio.flac", "chrome.webm", "windows.wma", "camera.avi",
)  # fmt: skip
"""One of each kind of header."""
BOXES = (b"mvhd", b"tkhd", b"mdhd", b"hdlr", b"stsd", b"mp4a", b"esds", b"stts", b"stsc", b"stsz",
         b"stco", b"elst")  # fmt: skip
NAMES = (
    "-i.wav", "concat:a|b.wav", "http:__127.0.0.1:9_a.wav", "%s%n%d.wav", "họp thôn Bó Lạ.wav",
    "a\nb.wav", "\x1b[2J.wav", "'; rm -r x; '.wav", "a" * 240 + ".wav", "\udcff\udcfe.wav", "~.wav",
)  # fmt: skip


@dataclass(frozen=True)
class Case:
    """One file of the corpus, made when it is asked for."""

    name: str
    data: Callable[[], bytes]
    wish: str = EITHER
    """What has to become of it; `EITHER` is for damage that may or may not matter."""
    phone: Phone | None = None
    """Who wrote it, where it is healthy."""
    file_name: str = "a.m4a"


def corpus() -> Iterator[Case]:
    """Give every case, the healthy ones first."""
    for phone in PHONES:
        yield Case(phone.name, partial(recorded, phone), READ, phone, phone.name)
    wave = next(phone for phone in PHONES if phone.name == "wav-24-bit.wav")
    for name in NAMES:
        yield Case(f"named {name!r}", partial(recorded, wave), READ, wave, name)
    for name, made in bombs.bombs().items():
        yield Case(name, made, REFUSED, file_name=name)
    for name, data in (bombs.elsewhere() | bombs.strange()).items():
        yield Case(name, partial(bytes, data), REFUSED, file_name=name)
    yield from damaged()


def damaged() -> Iterator[Case]:
    """Give the healthy ones with their ends missing, bits flipped and fields set to extremes."""
    for phone in PHONES:
        for share in SHARES:
            wish = REFUSED if share * SECONDS < 2.4 and phone.name not in NO_END else EITHER
            yield Case(f"{share:.0%} of {phone.name}", partial(_part, phone, share), wish)
        yield Case(f"{phone.name} without its last byte", partial(_part, phone, -1))
        for seed, flips, within in ((1, 1, 200), (2, 8, 1 << 30), (3, 200, 1 << 30)):
            name = f"{phone.name} with {flips} bits flipped, seed {seed}"
            yield Case(name, partial(_flipped, phone, seed, flips, within))
    for phone in PHONES:
        if phone.name in SHAPES:
            yield from _extremes(phone, b"", phone.name)
        if phone.name == "iphone.m4a":
            for box in BOXES:
                yield from _extremes(phone, box, f"{box.decode()} of {phone.name}", fields=6)


def _extremes(phone: Phone, after: bytes, what: str, fields: int = FIELDS) -> Iterator[Case]:
    for field in range(fields):
        for extreme in EXTREMES:
            name = f"{what}, word {field} = {extreme.hex()}"
            yield Case(name, partial(_set, phone, after, 4 * field, extreme))


def _part(phone: Phone, share: float) -> bytes:
    data = recorded(phone)
    # An odd length: at the very end of a frame, a row of frames is as good as whole.
    return data[:-1] if share < 0 else data[: int(len(data) * share) | 1]


def _flipped(phone: Phone, seed: int, flips: int, within: int) -> bytes:
    data = bytearray(recorded(phone))
    chance = random.Random(f"{phone.name} {seed}")
    for _flip in range(flips):
        data[chance.randrange(min(len(data), within))] ^= 1 << chance.randrange(8)
    return bytes(data)


def _set(phone: Phone, after: bytes, skip: int, value: bytes) -> bytes:
    data = recorded(phone)
    at = data.index(after) + len(after) + skip
    return data[:at] + value + data[at + len(value) :]
