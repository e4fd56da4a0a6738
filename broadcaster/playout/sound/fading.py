"""Samples that rise from silence or fall silent by degrees, without a click or a start."""

import numpy as np


def faded(block: bytes, first: int, begins: int, ends: int) -> bytes:
    """Return s16 samples, the first of them `first` on the line, fading from `begins` to `ends`.

    Before `begins` they are as they were; at `ends` nothing is left. The same sample comes out
    the same however the line is divided into blocks.
    """
    samples = np.frombuffer(block, dtype="<i2").astype(np.int64)
    left = ends - np.arange(first, first + len(samples))
    length = max(1, ends - begins)
    return (samples * np.clip(left, 0, length) // length).astype("<i2").tobytes()


def rising(block: bytes, done: int, length: int) -> bytes:
    """Return s16 samples rising from silence over `length`, of which `done` came before them."""
    if done >= length:
        return block
    samples = np.frombuffer(block, dtype="<i2").astype(np.int64)
    part = np.minimum(np.arange(done, done + len(samples)), length)
    return (samples * part // length).astype("<i2").tobytes()
