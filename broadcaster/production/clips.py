"""Short clips in memory, edited with pydub: laid over each other, faded, brought under full scale.

Only for sounds of seconds: a clip is held whole. Decoding, encoding and filters are PyAV's.
"""

import warnings

import numpy as np

from broadcaster.decoding.samples import Block
from broadcaster.quantities import CUT_RATE_HZ

with warnings.catch_warnings():
    # It looks for an ffmpeg program that nothing here uses, and old escapes of its own warn.
    warnings.simplefilter("ignore")
    from pydub import AudioSegment

FULL_SCALE = 32767
HEADROOM_DB = 0.1


def clip_of(samples: Block) -> AudioSegment:
    """Return mono float samples at the cut's rate as a clip, its highest sample at full scale."""
    loudest = max(float(np.abs(samples).max(initial=0.0)), 1e-9)
    data = np.round(samples / loudest * FULL_SCALE).astype("<i2").tobytes()
    return AudioSegment(data=data, sample_width=2, frame_rate=CUT_RATE_HZ, channels=1)


def over_bed(front: AudioSegment, bed: AudioSegment, bed_gain_db: float) -> AudioSegment:
    """Return `front` with the bed under it, `bed_gain_db` quieter; both get room not to clip."""
    room_db = -6.0
    return front.apply_gain(room_db).overlay(bed.apply_gain(room_db + bed_gain_db))


def fade_away(clip: AudioSegment, fade_ms: int) -> Block:
    """Return the clip's samples (floats within -1..1) with its last `fade_ms` dying away."""
    faded = clip.fade_out(fade_ms).normalize(headroom=HEADROOM_DB)
    return np.frombuffer(faded.raw_data, dtype="<i2").astype(np.float32) / np.float32(32768)
