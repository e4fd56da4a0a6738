"""The shipped programmes: files of `playlists/`, in a checkout and in an installed package.

A checkout keeps them at its top, where people look for them; building the package copies them
beside this module (`setup.py`), because a wheel holds nothing outside the package.
"""

from pathlib import Path

_PACKAGED = Path(__file__).parent / "playlists"
_CHECKOUT = Path(__file__).parents[3] / "playlists"


def templates() -> list[tuple[str, bytes]]:
    """Return the name and content of each shipped programme and sample, by name.

    A sample ends in `.toml.mau`, so that nobody takes it for a programme of the home.
    """
    folder = _PACKAGED if _PACKAGED.is_dir() else _CHECKOUT
    return [(path.name, path.read_bytes()) for path in sorted(folder.glob("*.toml*"))]
