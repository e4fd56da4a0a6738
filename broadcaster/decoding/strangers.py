"""A stranger's sound file into samples, by a process of its own that limits itself.

Every recording somebody brings, every sound dropped in and every answer of an online voice comes
this way. This side opens the file and looks at its first bytes and at the samples, and at those
only to see that they are numbers. Whatever happens in the decoder, a crash, a hang or a flood,
costs that one file, and one sentence. The child is exec'd, never forked from here, since other
threads may run.
"""

import contextlib
import os
import stat
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import numpy as np
from numpy.typing import NDArray

from broadcaster.decoding.errors import DecodingError
from broadcaster.decoding.limits import ANSWER, RECORDING, Limits
from broadcaster.decoding.listening import Answer, Listening, StoppedError
from broadcaster.decoding.lists import is_list
from broadcaster.decoding.refusals import refusal
from broadcaster.decoding.samples import Block, Channels, breaks_off

LOUDEST = 1e6
"""Of full scale. Recorders that write floats go over 1.0; a million is damage."""
HEAD_BYTES = 1024
LONGEST_NAME = 80


def decode_stranger(path: Path, rate_hz: int, limits: Limits = RECORDING) -> Iterator[Block]:
    """Give the sound file at `path` as mono float blocks at `rate_hz`.

    Blocks hold numbers only, at most `LOUDEST`. `DecodingError` says in a sentence why the file is
    refused, at the latest after its last block. Closing the iterator ends the process.
    """
    with _regular(path) as file:
        yield from _decoded(file, shown(path), rate_hz, limits)


def decode_sides(
    path: Path, rate_hz: int, limits: Limits = RECORDING, *, what: str = ""
) -> Iterator[Channels]:
    """Do the same with both sides of a stereo file, as two rows; one row where both are the same.

    More channels than two are mixed to two. `what` names it in sentences, else the file's name.
    """
    with _regular(path) as file:
        for pair in _decoded(file, what or shown(path), rate_hz, limits, sides=True):
            yield pair[:1] if np.array_equal(pair[0], pair[1]) else pair


def decode_answer(data: bytes, rate_hz: int, what: str, limits: Limits = ANSWER) -> Block:
    """Return what a service answered as mono floats; `what` names it in the `DecodingError`."""
    with _named(what), tempfile.TemporaryFile() as file:
        file.write(data)
        file.seek(0)
        return np.concatenate(list(_decoded(file, what, rate_hz, limits)))


def shown(path: Path) -> str:
    """Return a file's name as a sentence may hold it: on one line, nothing a terminal obeys."""
    name = "".join(sign if sign.isprintable() else "�" for sign in path.name)
    return name if len(name) <= LONGEST_NAME else f"{name[:LONGEST_NAME]}…"


@contextlib.contextmanager
def _regular(path: Path) -> Iterator[IO[bytes]]:
    """Open a file that is one; a pipe or a device would be waited for without end."""
    with _named(shown(path)), open(path, "rb", opener=_at_once) as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise DecodingError.no_file(shown(path))
        yield file


def _at_once(path: str, flags: int) -> int:
    return os.open(path, flags | os.O_NONBLOCK)


@contextlib.contextmanager
def _named(what: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:  # of the disk, or no room for one more process
        raise DecodingError.unreadable(what, error.strerror or str(error)) from error


def _decoded(
    file: IO[bytes], what: str, rate_hz: int, limits: Limits, *, sides: bool = False
) -> Iterator[NDArray[np.float32]]:
    head = os.pread(file.fileno(), HEAD_BYTES, 0)
    if not head:
        raise DecodingError.empty(what)
    if is_list(head):
        raise DecodingError.points_elsewhere(what)
    samples = 0
    for part in _parts(file, what, rate_hz, limits, sides):
        if isinstance(part, Answer):
            return _settle(part, what, samples / rate_hz, limits.longest_s)
        samples += part.shape[-1]
        _require_sound(part, what)
        if samples > limits.longest_s * rate_hz:
            raise DecodingError.too_long(what, limits.longest_s)
        yield part
    return None


def _parts(
    file: IO[bytes], what: str, rate_hz: int, limits: Limits, sides: bool
) -> Iterator[NDArray[np.float32] | Answer]:
    """Give the blocks, with `sides` as two rows, and the answer last."""
    try:
        with Listening(file, rate_hz, limits, sides=sides) as listening:
            yield from _paired(listening.pieces()) if sides else map(_floats, listening.pieces())
            yield listening.answer()
    except StoppedError as stopped:
        raise refusal(what, stopped.fault) from stopped


def _paired(pieces: Iterator[bytes]) -> Iterator[Channels]:
    for left in pieces:
        right = next(pieces, b"")
        if len(left) != len(right):
            raise StoppedError("crashed")
        yield np.stack([_floats(left), _floats(right)])


def _floats(piece: bytes) -> Block:
    return np.frombuffer(piece, dtype=np.float32)


def _require_sound(block: NDArray[np.float32], what: str) -> None:
    if not np.abs(block).max(initial=0.0) < LOUDEST:  # a NaN is not less than anything
        raise DecodingError.beyond_measure(what)


def _settle(answer: Answer, what: str, found_s: float, longest_s: int) -> None:
    """Refuse what the process refused, what gave nothing, or clearly less than it promised."""
    if answer.fault:
        raise refusal(what, answer.fault, answer.detail, longest_s)
    if found_s == 0:
        raise DecodingError.no_samples(what)
    if answer.promised_s is not None and breaks_off(found_s, answer.promised_s):
        raise DecodingError.truncated(what, answer.promised_s, found_s)
    if answer.ends_early:
        raise DecodingError.ends_early(what)
