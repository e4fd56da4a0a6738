"""The note beside an installed voice: what its two files were, where from, and on what terms.

It is written last and removed first, so half a voice is no voice. What has changed since it was
written is refused when the voice is used.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

from broadcaster.home import read_plain, write_atomically
from broadcaster.i18n import _
from broadcaster.voices.neural.names import is_name, manifest_name

MOST_BYTES = 64 * 1024


@dataclass(frozen=True)
class Part:
    """One of the two files: its size in bytes and its SHA-256, in hexadecimal."""

    size: int
    sha256: str


@dataclass(frozen=True)
class Manifest:
    """What is known of an installed voice."""

    name: str
    language: str
    """Two or three letters, as everywhere."""
    rate_hz: int
    model: Part
    config: Part
    data_licence: str
    """Terms of the recordings it learnt from."""
    base_licence: str
    """Terms of the voice it was made from; empty when there was none, or nobody said."""
    accepted_by: str
    accepted_at: str
    """RFC 3339 UTC."""
    repository: str = ""
    """Where it was published; empty for one that somebody brought."""
    revision: str = ""

    def to_bytes(self) -> bytes:
        """Return it as it is stored."""
        return (json.dumps(asdict(self), ensure_ascii=False, indent=1) + "\n").encode()

    @classmethod
    def from_document(cls, document: Mapping[str, Any]) -> "Manifest":
        """Read it back; ValueError, TypeError or KeyError for anything else."""
        rest = dict(document)
        model, config = Part(**rest.pop("model")), Part(**rest.pop("config"))
        manifest = cls(**rest, model=model, config=config)
        wanted = {"rate_hz": int, "model": Part, "config": Part}
        if not all(
            isinstance(getattr(manifest, f.name), wanted.get(f.name, str)) for f in fields(cls)
        ):
            raise TypeError(manifest.name)
        if not is_name(manifest.name):
            raise ValueError(manifest.name)
        return manifest


def read_manifests(folder: Path) -> tuple[list[Manifest], list[str]]:
    """Return the voices installed in `folder` by name, and what is wrong with other notes there."""
    found: list[Manifest] = []
    left_out: list[str] = []
    for path in sorted(folder.glob(manifest_name("*"))):
        try:
            manifest = Manifest.from_document(json.loads(read_plain(path, MOST_BYTES)))
            if path.name != manifest_name(manifest.name):
                raise ValueError(manifest.name)
        except (OSError, ValueError, TypeError, KeyError, AttributeError):
            left_out.append(
                _("{file} is not a note of an installed voice; install the voice again").format(
                    file=path.name
                )
            )
        else:
            found.append(manifest)
    return found, left_out


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Put it in place, durably; OSError when that fails."""
    write_atomically(folder / manifest_name(manifest.name), manifest.to_bytes())
