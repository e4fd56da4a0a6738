"""Which gains bring a take to its target: the decisions of mastering, as plain functions."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from broadcaster.config import Settings
from broadcaster.production.decoding import Block
from broadcaster.production.encoding import AirFormat
from broadcaster.production.errors import ProductionError
from broadcaster.production.filters import (
    WORKING_LUFS,
    Chain,
    Gains,
    Profile,
    finish,
    level,
    tone,
)
from broadcaster.production.loudness import measure
from broadcaster.production.model import Loudness
from broadcaster.quantities import CUT_RATE_HZ

QUIETEST_LUFS = -55.0
"""Below this a source is refused: 40 dB of gain would broadcast the microphone's own noise."""
AIM_LU = 0.1
"""How close we try to come."""
HOLD_LU = 0.4
"""How close every cut must be: the 0.5 LU of DESIGN section 8, less what two meters differ."""
PEAK_RESERVE_DB = 0.05
"""Meters differ by their interpolation; ours must not be the lenient one."""
TRIALS = 4

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

    def chain(self, gains: Gains) -> Chain:
        """Return everything that stands between a take and the encoder."""
        return tone(self.profile) + level(gains) + finish(gains)


def settle(source: Source, target: Target, what: str) -> Gains:
    """Find gains whose result, before encoding, lies on the target.

    The limiter takes loudness away, so its loss is measured and given back. Refuses a silent
    source, naming `what`.
    """
    found = measure(source(), CUT_RATE_HZ, before=tone(target.profile)).integrated_lufs
    if found < QUIETEST_LUFS:
        raise ProductionError.silent(what)
    ceiling_db = target.true_peak_dbtp - PEAK_RESERVE_DB - target.air.codec_overshoot_db
    gains = Gains(WORKING_LUFS - found, 0.0, ceiling_db)
    before = tone(target.profile) + level(gains)
    levelled = measure(source(), CUT_RATE_HZ, before=before).integrated_lufs
    gains = replace(gains, makeup_db=target.loudness_lufs - levelled)
    for _trial in range(TRIALS):
        reached = measure(source(), CUT_RATE_HZ, before=target.chain(gains)).integrated_lufs
        missing = target.loudness_lufs - reached
        if abs(missing) <= AIM_LU / 2:
            break
        gains = replace(gains, makeup_db=gains.makeup_db + missing)
    return gains


def corrected(gains: Gains, found: Loudness, target: Target) -> Gains:
    """Return the gains for another attempt, after one that measured `found`."""
    over = found.true_peak_dbtp - (target.true_peak_dbtp - PEAK_RESERVE_DB)
    return replace(
        gains,
        makeup_db=gains.makeup_db + target.loudness_lufs - found.integrated_lufs,
        ceiling_db=gains.ceiling_db - (over + PEAK_RESERVE_DB if over > 0 else 0),
    )


def fits(found: Loudness, target: Target, within_lu: float) -> bool:
    """Say whether a cut that measured `found` is on target."""
    level_holds = abs(found.integrated_lufs - target.loudness_lufs) <= within_lu
    return level_holds and found.true_peak_dbtp <= target.true_peak_dbtp - PEAK_RESERVE_DB
