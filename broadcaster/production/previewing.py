"""A recording mastered twice: as it was brought, and with its noise reduced."""

from dataclasses import replace
from functools import partial
from pathlib import Path

from broadcaster.desk import Desk
from broadcaster.production.actions import RECORDING, keep_pauses, open_cache
from broadcaster.production.denoising import MOST_DB, denoised, noise_of
from broadcaster.production.errors import ProductionError
from broadcaster.production.levelling import Target
from broadcaster.production.mastering import master
from broadcaster.production.model import Cut
from broadcaster.production.recording import fill_from_file
from broadcaster.production.take import Take
from broadcaster.reading import Script, estimate_ms
from broadcaster.voices.pace import pace_of


def preview_recording(desk: Desk, path: Path, *, expected: Script | None = None) -> tuple[Cut, Cut]:
    """Return the cut of a recording as it is, and the cut of it with less noise.

    Both last exactly as long. Refuses as `take_recording` does, and a recording in which no noise
    can be told from speech.
    """
    needed_s = estimate_ms(expected, partial(pace_of, RECORDING.voice)) / 1000 if expected else None
    target = Target.of(desk.settings)
    with Take(open_cache(desk), path.name) as take:
        findings = fill_from_file(path, take, needed_s=needed_s)
        noise = noise_of(take.blocks)
        if noise is None:
            raise ProductionError.no_noise(path.name)
        before = master(take, target, RECORDING)
        take.rework(lambda blocks: denoised(blocks, noise))
        maker = replace(RECORDING, parameters={"denoised_db": int(MOST_DB)})
        after = master(take, target, maker)
        for cut in (before, after):
            keep_pauses(take.cache, cut)
    return replace(before, findings=findings), replace(after, findings=findings)
