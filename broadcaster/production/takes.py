"""Recordings of single paragraphs: kept as they were brought, and joined into one cut.

A take is the very file somebody brought, in the cache under the SHA-256 of its bytes, so a redo
loses nothing. Nothing of it is trimmed; joining brings all to one level, because a reader sits
nearer to the microphone on the second day.
"""

import shutil
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial as partial_of
from pathlib import Path

import numpy as np

from broadcaster.decoding.strangers import decode_sides
from broadcaster.desk import Desk
from broadcaster.i18n import _
from broadcaster.production.actions import RECORDING, keep_pauses, open_cache
from broadcaster.production.bedding import BedSound, lay, take_for, with_bed
from broadcaster.production.cache import AudioCache, hash_file
from broadcaster.production.errors import ProductionError
from broadcaster.production.levelling import QUIETEST_LUFS, Target
from broadcaster.production.listening.listener import Listener, in_seconds, mixed
from broadcaster.production.listening.model import Finding
from broadcaster.production.mastering import master
from broadcaster.production.model import Cut
from broadcaster.production.recording import refuse_unfit
from broadcaster.production.take import Take
from broadcaster.quantities import CUT_RATE_HZ, Milliseconds, duration_of
from broadcaster.reading import Script, estimate_ms
from broadcaster.voices.pace import pace_of

EXTENSION = "take"
JOIN_LUFS = -23.0
"""EBU R 128's level, with room for peaks; mastering brings the whole to the station's."""
MOST_GAIN_DB = 30.0


@dataclass(frozen=True)
class Heard:
    """A take in the cache, and what was heard in it."""

    sha256: str
    duration_ms: Milliseconds
    loudness_lufs: float
    findings: tuple[Finding, ...]
    sentence_ends: tuple[int, ...]
    """Samples (at the cut's rate) at which it pauses."""


@dataclass(frozen=True)
class Part:
    """A take as it goes into the whole."""

    number: int
    """Of its paragraph."""
    heard: Heard
    pause_ms: int


def keep_take(desk: Desk, path: Path, expected: Script) -> Heard:
    """Keep a recording of one paragraph in the cache, once it has been heard to be usable.

    `expected` is a script of that paragraph alone. `DecodingError` and `ProductionError` name the
    file and what is wrong with it.
    """
    name, cache = path.name, open_cache(desk)
    needed_s = needed_ms(expected) / 1000
    with cache.partial(EXTENSION) as partial:
        _copy(path, partial)
        listener = Listener()
        for sound in in_seconds(decode_sides(partial, CUT_RATE_HZ, what=name)):
            listener.add(sound)
        findings = listener.findings(needed_s)
        refuse_unfit(name, findings)
        if listener.loudness_lufs < QUIETEST_LUFS:
            raise ProductionError.silent(name)
        sha256 = cache.adopt(partial, EXTENSION)
    return Heard(
        sha256,
        duration_of(listener.samples, CUT_RATE_HZ),
        round(listener.loudness_lufs, 2),
        findings,
        tuple(listener.sentence_ends),
    )


def join(desk: Desk, parts: Sequence[Part], bed: BedSound | None = None) -> Cut:
    """Master the takes in their order as one cut, each brought to one level first."""
    cache = open_cache(desk)
    with take_for(cache, _("the bulletin"), bed) as take:
        for part in parts:
            _append(take, cache, part, is_last=part is parts[-1])
        take.finish()
        lay(take, bed)
        maker = with_bed(replace(RECORDING, parameters={"paragraphs": len(parts)}), bed)
        cut = master(take, Target.of(desk.settings), maker)
        keep_pauses(take.cache, cut)
    findings = [
        replace(one, paragraph=part.number) for part in parts for one in part.heard.findings
    ]
    return replace(cut, findings=tuple(findings))


def needed_ms(expected: Script) -> int:
    """Return how long a person takes to read a script, without the silence after it."""
    spoken_ms = estimate_ms(expected, partial_of(pace_of, RECORDING.voice))
    return spoken_ms - expected.spoken_sentences[-1].pause_ms


def _copy(source: Path, partial: Path) -> None:
    try:
        with source.open("rb") as file, partial.open("wb") as copy:
            shutil.copyfileobj(file, copy)
    except OSError as error:
        raise ProductionError.unreadable(source, error.strerror or str(error)) from error


def gain_db(heard: Heard) -> float:
    """Return what brings a take to the level at which takes are joined."""
    return max(-MOST_GAIN_DB, min(MOST_GAIN_DB, JOIN_LUFS - heard.loudness_lufs))


def _append(take: Take, cache: AudioCache, part: Part, *, is_last: bool) -> None:
    path = cache.path(part.heard.sha256)
    if hash_file(path) != part.heard.sha256:
        raise ProductionError.altered(path)
    begin, gain = take.samples, 10 ** (gain_db(part.heard) / 20)
    name = _("paragraph {number}").format(number=part.number)
    for sound in in_seconds(decode_sides(path, CUT_RATE_HZ, what=name)):
        take.add([mixed(sound) * np.float32(gain)])
    take.speech_spans.append((begin, take.samples))
    take.sentence_ends += [
        begin + end for end in part.heard.sentence_ends if begin + end < take.samples
    ]
    take.end_sentence()
    if not is_last:
        take.add_silence(part.pause_ms)
