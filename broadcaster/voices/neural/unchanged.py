"""Whether the two files of an installed voice are still what was installed.

For telling people beforehand. What counts is the helper, which reads its files anew whenever it
loads them.
"""

from functools import cache
from pathlib import Path

from broadcaster.i18n import _
from broadcaster.voices.neural.manifest import Manifest, Part
from broadcaster.voices.neural.names import config_name, model_name
from broadcaster.voices.neural.staging import digest_of


def files_of(folder: Path, manifest: Manifest) -> tuple[tuple[Path, Part], tuple[Path, Part]]:
    """Return where both files lie and what they have to be, the model first."""
    model, config = model_name(manifest.name), config_name(manifest.name)
    return (folder / model, manifest.model), (folder / config, manifest.config)


def changed_file(folder: Path, manifest: Manifest) -> str | None:
    """Return None when both are unchanged, else what is wrong with one of them."""
    for path, part in files_of(folder, manifest):
        try:
            state = path.stat()
            found = _known(path, state.st_size, state.st_mtime_ns, state.st_ino)
        except OSError as error:
            return f'"{path}": {error.strerror or error}'
        if found != part:
            return _('"{file}" has changed since it was installed; install it again').format(
                file=path.name
            )
    return None


@cache
def _known(path: Path, _size: int, _mtime_ns: int, _inode: int) -> Part:
    """Return what a file is; read once for each state it is seen in."""
    return digest_of(path)
