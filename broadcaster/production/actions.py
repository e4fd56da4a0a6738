"""What people do in production: render a script, bring a recording."""

import contextlib
from dataclasses import replace
from functools import partial
from pathlib import Path

from broadcaster.desk import Desk
from broadcaster.i18n import _
from broadcaster.production.bedding import BedSound, lay, take_for, with_bed
from broadcaster.production.cache import AudioCache
from broadcaster.production.errors import ProductionError
from broadcaster.production.levelling import Target
from broadcaster.production.marks import Marks
from broadcaster.production.marks_file import keep_marks, read_marks
from broadcaster.production.mastering import Mastering, Step, master
from broadcaster.production.model import Cut, Maker
from broadcaster.production.recording import fill_from_file
from broadcaster.production.sentence_store import SentenceStore
from broadcaster.production.speaking import Progress, speak, speak_line
from broadcaster.production.timing import marks_for, marks_from_cut
from broadcaster.reading import Script, Sentence, estimate_ms
from broadcaster.voices import Voice, VoiceKind, VoicesError
from broadcaster.voices import actions as voices_actions
from broadcaster.voices.pace import pace_of
from broadcaster.voices.wave_file import as_wave

MEGABYTE = 1024 * 1024
RECORDING = Maker("recording", "recording", "1", kind=VoiceKind.RECORDING)


def open_cache(desk: Desk) -> AudioCache:
    """Return the audio cache of the home."""
    return AudioCache(desk.home.audio_cache, desk.settings.cache_limit_mb * MEGABYTE)


def render(
    desk: Desk,
    script: Script,
    voice: str | None = None,
    *,
    bed: BedSound | None = None,
    progress: Progress | None = None,
    step: Step | None = None,
) -> Cut:
    """Speak a script and master it, over a bed if one is given; the cut's file is in the cache.

    Without `voice` the unit's order of voices is tried, each for the whole script, and the cut
    says which were passed over and why; a voice that is named is used or the render fails.
    `progress` is told sentences done and in all, `step` samples mastered and in all.
    """
    passed_over: list[str] = []
    candidates = voices_actions.choose(desk, script.language, voice)
    for candidate in candidates:
        try:
            cut = _render_in(desk, script, candidate, bed, progress, step)
        except VoicesError as error:
            if candidate is candidates[-1]:
                raise
            passed_over.append(f"{candidate.id}: {error}")
        else:
            return replace(cut, step_downs=tuple(passed_over))
    raise AssertionError("choose gives at least one voice")


def _render_in(
    desk: Desk,
    script: Script,
    voice: Voice,
    bed: BedSound | None,
    progress: Progress | None,
    step: Step | None,
) -> Cut:
    if reason := voice.check():
        raise VoicesError.not_usable(voice.id, reason)
    cache = open_cache(desk)
    maker = with_bed(maker_of(voice, script), bed)
    target = Target.of(desk.settings)
    with take_for(cache, _("the bulletin"), bed) as take, Mastering(take, target) as mastering:
        timing = speak(script, voice, SentenceStore(cache), take, progress)
        lay(take, bed)
        cut = mastering.cut(maker, step=step)
        _keep(cache, timing.marks(cut))
        return cut


def marks_of(desk: Desk, cut: Cut, script: Script | None) -> Marks:
    """Return the timing marks of a cut for the script it was made from; None for a recording.

    Marks that were lost, altered or never made are made again, and kept if the disk takes them.
    """
    cache = open_cache(desk)
    spoken = None if cut.voice == RECORDING.voice else script
    found = read_marks(cache, cut.sha256)
    if found is None:
        found = marks_from_cut(cut, spoken)
        _keep(cache, found)
    return found if spoken is None else marks_for(found, spoken) or marks_from_cut(cut, spoken)


def _keep(cache: AudioCache, marks: Marks) -> None:
    """Write the marks of a cut that is here. What the disk does not take is made again later."""
    with contextlib.suppress(ProductionError):
        cache.path(marks.cut)
        keep_marks(cache, marks)


def maker_of(voice: Voice, script: Script) -> Maker:
    """Return what a cut of this script in this voice says of how it was made."""
    return Maker(
        voice.id,
        voice.engine,
        voice.engine_version,
        dict(voice.parameters),
        voice.kind,
        voice.licence,
        script.version,
    )


def hear_line(desk: Desk, line: Sentence, language: str) -> bytes:
    """Return one line of a script as a WAV file, unmastered, in the voice that is tried first.

    `language` is the script's: its voice speaks every line, also one of another language.
    `VoicesError` when no voice can speak it now. A voice that can't be used is passed over.
    """
    candidates = voices_actions.choose(desk, language)
    speaking = [voice for voice in candidates if voice.can_speak(line.language)]
    usable = [voice for voice in speaking if voice.check() is None]
    voice = (usable or candidates)[0]
    return as_wave(speak_line(line, voice, SentenceStore(open_cache(desk))))


def keep_pauses(cache: AudioCache, cut: Cut) -> None:
    """Keep the timing of a person's recording beside its cut: where it pauses, and no words."""
    _keep(cache, marks_from_cut(cut, None))


def take_recording(
    desk: Desk,
    path: Path,
    *,
    expected: Script | None = None,
    bed: BedSound | None = None,
    step: Step | None = None,
) -> Cut:
    """Master a recording as it is, nothing trimmed; the cut's file is in the cache on return.

    Any file PyAV can decode. `expected` is the text it should be a reading of, to notice a
    recording that broke off. `DecodingError` and `ProductionError` name the file and what is wrong.
    """
    needed_s = estimate_ms(expected, partial(pace_of, RECORDING.voice)) / 1000 if expected else None
    with take_for(open_cache(desk), path.name, bed) as take:
        findings = fill_from_file(path, take, needed_s=needed_s)
        lay(take, bed)
        maker = with_bed(RECORDING, bed)
        cut = master(take, Target.of(desk.settings), maker, step=step)
        keep_pauses(take.cache, cut)
    return replace(cut, findings=findings)
