"""What a loopback notices while it listens: our sound that is not heard, and sound nobody ordered.

Pure. Both look back from the newest frame that both sides surely have.
"""

from broadcaster.playout.loopback.bands import FRAMES_PER_S, Levels
from broadcaster.playout.loopback.verdict import PAUSE, mean_level

UNHEARD_S = 10
"""How long our sound may not be heard before somebody is told."""
TAIL_S = 5
"""What is heard so soon after our last sound is still ours: buffers, echoes, a slow network."""
STEADY = 0.6
"""Share of a stretch that has to sound: speech pauses."""


def is_unheard(sent: Levels, heard: Levels, silence: int) -> bool:
    """Say whether nothing is heard though we send.

    `sent` are `UNHEARD_S` that end `LATE` frames before the newest, `heard` all from its begin on.
    """
    if len(sent) < UNHEARD_S * FRAMES_PER_S or (sent > PAUSE).mean() < STEADY:
        return False
    return bool((heard < silence).mean() > 1 - STEADY / 10)


def unordered_level(sent: Levels, heard: Levels, silence: int) -> int | None:
    """Return the level of what is heard while we sent nothing (centi-dBFS); None for silence.

    `sent` reaches back `TAIL_S` further than `heard`.
    """
    if len(sent) and sent.max() > PAUSE:
        return None
    loud = heard[heard >= silence]
    if not len(heard) or len(loud) < STEADY * len(heard):
        return None
    return mean_level(loud)
