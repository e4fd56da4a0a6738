"""Which gains bring a take to its target: the decisions of mastering, as plain functions."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from broadcaster.config import Settings
from broadcaster.decoding.samples import Block
from broadcaster.production.bed import Mix
from broadcaster.production.encoding import AirFormat
from broadcaster.production.errors import ProductionError
from broadcaster.production.filters import (
    WORKING_LUFS,
    Chain,
    Gains,
    Profile,
    level,
    tone,
)
from broadcaster.production.gathered import Gathered
from broadcaster.production.gating import gating_of, integrated
from broadcaster.production.graph import run_blocks
from broadcaster.production.limiter import limit
from broadcaster.production.model import Loudness
from broadcaster.quantities import CUT_RATE_HZ, Lufs

QUIETEST_LUFS = -55.0
"""Below this a source is refused: 40 dB of gain would broadcast the microphone's own noise."""
NEAR_LU = 0.1
"""How close the trials come before the first encode."""
LIMITER_LOSS_LU = 0.3
"""What the limiter usually takes away; a first guess that saves a trial."""
AIM_LU = 0.2
"""How close an encoded file must be to be taken at once."""
HOLD_LU = 0.4
"""How close every cut must be: the 0.5 LU of DESIGN section 8, less what two meters differ."""
PEAK_RESERVE_DB = 0.05
"""Meters differ by their interpolation; ours must not be the lenient one."""
OVERDRIVE = 1.4
"""The limiter takes back part of every correction; on clean sound this still converges."""
CODEC_WHIM_DB = 0.15
"""A codec's peaks come out anew with every change of gain."""
TRIALS = 4
LOOK_AHEADS_MS = (10.0, 3.0, 1.0)
"""The first is the gentlest. A pulse every few milliseconds never lets its gain recover, and only
a shorter one then reaches the level."""

Source = Callable[[], Iterable[Block]]
"""Gives the take from its beginning, as often as it is called."""


@dataclass(frozen=True)
class Target:
    """What a cut has to be."""

    air: AirFormat
    profile: Profile
    loudness_lufs: float
    true_peak_dbtp: float

    @classmethod
    def of(cls, settings: Settings) -> "Target":
        """Read the target from the station's settings."""
        air = AirFormat.named(settings.cut_format, settings.cut_bitrate_kbps)
        profile = Profile(settings.profile)
        return cls(air, profile, settings.loudness_lufs, settings.true_peak_dbtp)

    @property
    def highest_dbtp(self) -> float:
        """The peak we allow ourselves."""
        return self.true_peak_dbtp - PEAK_RESERVE_DB


def shaped(source: Source, target: Target, gains: Gains, mix: Mix | None = None) -> Iterator[Block]:
    """Give what goes to the encoder: tone, level, bed, peaks; as many samples as the take has."""
    before = tone(target.profile) + level(gains.level_db)
    levelled: Iterable[Block] = run_blocks(before, source(), CUT_RATE_HZ)
    if mix:
        levelled = mix.under(levelled, gains.speech_lufs)
    return _limited(levelled, gains)


def _limited(levelled: Iterable[Block], gains: Gains) -> Iterator[Block]:
    return limit(
        levelled,
        CUT_RATE_HZ,
        gain_db=gains.makeup_db,
        ceiling_db=gains.ceiling_db,
        look_ahead_ms=gains.look_ahead_ms,
    )


def settle(gathered: Gathered, target: Target, what: str) -> Gains:
    """Find gains whose result, after what the codec is known to do, lies on the target.

    What compressor and limiter do to a take's loudness is tried on its excerpt, which is the whole
    of a short take. Refuses a silent take, naming `what`.
    """
    before, found = tone(target.profile), gathered.loudness_lufs
    if found < QUIETEST_LUFS:
        raise ProductionError.silent(what)
    level_db = round(WORKING_LUFS - found, 3)
    ceiling_db = target.highest_dbtp + target.air.loss_db - target.air.peak_rise_db
    wanted_lufs = target.loudness_lufs + target.air.loss_db
    aim_lufs = _loudness(gathered.excerpt, before) + wanted_lufs - found
    levelled = list(run_blocks(before + level(level_db), gathered.excerpt, CUT_RATE_HZ))
    gains = limited_to(aim_lufs, levelled, Gains(level_db, 0.0, ceiling_db, 0.0))
    return replace(gains, speech_lufs=round(wanted_lufs - gains.makeup_db, 3))


def limited_to(aim_lufs: float, blocks: list[Block], start: Gains) -> Gains:
    """Return `start` with the make-up gain and look-ahead that bring `blocks` to `aim_lufs`.

    The limiter takes back part of what it is given, so it is tried, the gentlest look-ahead first.
    """
    missing = aim_lufs - _loudness(blocks)
    first = replace(start, makeup_db=round(missing + LIMITER_LOSS_LU, 3))
    for look_ahead_ms in LOOK_AHEADS_MS:
        gains = replace(first, look_ahead_ms=look_ahead_ms)
        for _trial in range(TRIALS):
            missing = aim_lufs - _loudness(_limited(blocks, gains))
            if abs(missing) <= NEAR_LU:
                return gains
            gains = replace(gains, makeup_db=round(gains.makeup_db + OVERDRIVE * missing, 3))
    return gains


def _loudness(blocks: Iterable[Block], before: Chain = ()) -> Lufs:
    return integrated(gating_of(blocks, CUT_RATE_HZ, before).powers)


def corrected(gains: Gains, found: Loudness, target: Target) -> Gains:
    """Return the gains for another attempt, after one that measured `found`."""
    missing = target.loudness_lufs - found.integrated_lufs
    over = found.true_peak_dbtp - target.highest_dbtp
    return replace(
        gains,
        makeup_db=gains.makeup_db + OVERDRIVE * missing,
        ceiling_db=gains.ceiling_db - (over + CODEC_WHIM_DB if over > 0 else 0),
    )


def fits(found: Loudness, target: Target, within_lu: float) -> bool:
    """Say whether a cut that measured `found` is on target."""
    level_holds = abs(found.integrated_lufs - target.loudness_lufs) <= within_lu
    return level_holds and found.true_peak_dbtp <= target.highest_dbtp
