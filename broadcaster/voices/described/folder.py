"""The descriptions in a home's `voices/` folder; one with mistakes is left out and named."""

from pathlib import Path

from broadcaster.home import Home, read_plain
from broadcaster.timebase import TimeSource
from broadcaster.voices.described.reading import DescriptionError, read_description
from broadcaster.voices.described.voice import DescribedVoice
from broadcaster.voices.patience import Limits

MOST_BYTES = 64 * 1024


def described_voices(
    home: Home, limits: Limits, time: TimeSource, station: str
) -> tuple[list[DescribedVoice], list[str]]:
    """Return the voices described there, and `<file>: <mistakes>` of every other description."""
    voices, left_out = [], []
    for path in sorted(home.voices.glob("*.toml")) if home.voices.is_dir() else ():
        try:
            description = read_description(_content(path), path.stem)
        except DescriptionError as error:
            left_out.append(f"{path.name}: {error}")
        else:
            voices.append(DescribedVoice(description, home.keys, limits, time, station))
    return voices, left_out


def _content(path: Path) -> str:
    try:
        return read_plain(path, MOST_BYTES).decode()
    except OSError as error:
        raise DescriptionError([error.strerror or str(error)]) from error
    except UnicodeDecodeError as error:
        raise DescriptionError([str(error)]) from error
