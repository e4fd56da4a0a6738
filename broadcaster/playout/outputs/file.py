"""A recording of everything the player sends: one crash-safe Broadcast Wave file per session.

`file:FOLDER` writes `<session>.part1.wav`; a restart in the same session writes the next part,
and so does a recording that outgrows a RIFF file. Samples are in the file as soon as they are
written; the sizes in its header follow once a second, and `mend` corrects them after a kill.
"""

import os
from datetime import datetime, timedelta
from pathlib import Path

from broadcaster.home import write_atomically
from broadcaster.i18n import _
from broadcaster.playout.errors import OutputError
from broadcaster.playout.outputs.model import Opening
from broadcaster.playout.sound import wave_file
from broadcaster.quantities import BUS_RATE_HZ
from broadcaster.timebase import as_rfc3339

SIZES_EVERY_BYTES = BUS_RATE_HZ * 2
OPEN_NOTE = ".recording"
"""Names the part that is being written, so that it is found and mended after a kill."""


class FileOutput:
    """Writes parts into one folder."""

    grade = 1
    paces = False
    gaps = 0

    def __init__(self, argument: str) -> None:
        """Record into the folder `argument`; an empty one is the current folder."""
        self._folder = Path(argument or ".")
        self.name = f"file:{argument}"
        self._handle: int | None = None
        self._opening: Opening | None = None
        self._data_bytes = self._sized_bytes = self._samples_before = 0

    def check(self) -> str | None:
        """Return why the folder cannot be written to, or None."""
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            mend(self._folder)
            write_atomically(self._folder / OPEN_NOTE, b"")
        except OSError as error:
            return error.strerror or str(error)
        return None

    def open(self, opening: Opening) -> None:
        """Mend what a kill left, and begin the next part of this session."""
        self._opening, self._samples_before = opening, 0
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            mend(self._folder)
            self._begin_part(opening.stem, opening.start)
        except OSError as error:
            raise OutputError(self.name, error.strerror or str(error)) from error

    def write(self, block: bytes) -> None:
        """Append the samples; the sizes in the header follow."""
        try:
            if self._opening and self._data_bytes + len(block) > wave_file.LARGEST_DATA:
                self._roll(self._opening)
            if self._handle is None:
                raise OutputError(self.name, _("it is not open"))
            _write_all(self._handle, block)
            self._data_bytes += len(block)
            if self._data_bytes - self._sized_bytes >= SIZES_EVERY_BYTES:
                self._settle_sizes()
        except OSError as error:
            self.close()
            raise OutputError(self.name, error.strerror or str(error)) from error

    def position(self) -> int | None:
        """Return None: a file has no clock."""
        return None

    def close(self) -> None:
        """Settle the sizes and put the part on disk."""
        if self._handle is None:
            return
        try:
            self._settle_sizes()
            os.fsync(self._handle)
            (self._folder / OPEN_NOTE).unlink(missing_ok=True)
        except OSError:
            pass  # the next opening mends it, and the failure that led here is reported already
        finally:
            os.close(self._handle)
            self._handle = None

    def _begin_part(self, stem: str, start: datetime) -> None:
        path = _next_part(self._folder, stem)
        # The note comes first: a part that a kill left without it would never be mended.
        write_atomically(self._folder / OPEN_NOTE, path.name.encode())
        handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o644)
        self._handle, self._data_bytes, self._sized_bytes = handle, 0, 0
        _write_all(handle, wave_file.header(start, f"{stem} sample 0 at {as_rfc3339(start)}"))

    def _roll(self, opening: Opening) -> None:
        self._samples_before += self._data_bytes // 2
        self.close()
        offset = timedelta(microseconds=self._samples_before * 1_000_000 // BUS_RATE_HZ)
        self._begin_part(opening.stem, opening.start + offset)

    def _settle_sizes(self) -> None:
        if self._handle is not None:
            _patch(self._handle, self._data_bytes)
            self._sized_bytes = self._data_bytes


def mend(folder: Path) -> Path | None:
    """Correct the header of the part a kill left open in `folder`; return it, or None.

    A part so young that its header is not whole holds no samples, and is removed.
    """
    note = folder / OPEN_NOTE
    name = note.read_text(encoding="utf-8").strip() if note.is_file() else ""
    path = folder / name
    if not name or path.parent != folder or not path.is_file():
        return None
    if path.stat().st_size < wave_file.HEADER_BYTES:
        path.unlink()
        return None
    handle = os.open(path, os.O_RDWR)
    try:
        data_bytes = wave_file.whole_data_bytes(os.fstat(handle).st_size)
        os.ftruncate(handle, wave_file.HEADER_BYTES + data_bytes)
        _patch(handle, data_bytes)
    finally:
        os.close(handle)
    note.unlink()
    return path


def _next_part(folder: Path, stem: str) -> Path:
    number = 1
    while (path := folder / f"{stem}.part{number}.wav").exists():
        number += 1
    return path


def _patch(handle: int, data_bytes: int) -> None:
    for offset, content in wave_file.size_patches(data_bytes):
        os.pwrite(handle, content, offset)


def _write_all(handle: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(handle, view) :]
