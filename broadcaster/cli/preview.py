"""What `broadcaster render` does with a recording whose noise is to be reduced."""

import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from broadcaster.cli.recording_view import tell_findings
from broadcaster.cli.session import show_json, talk
from broadcaster.i18n import _

if TYPE_CHECKING:
    from broadcaster.desk import Desk

WHICH = ("before", "after")


ONE_WAY: tuple[tuple[str, set[str], str], ...] = (
    ("denoise", {"recording", "preview"}, "--denoise is for one --recording, with or without"
     " --preview"),
    ("accept", set(), "--accept is for one bulletin and takes nothing else"),
    ("recording", {"bed", "denoise", "preview"}, "--recording is for one bulletin and without"
     " --voice"),
)  # fmt: skip
"""A way to a sound that is for one bulletin, what may stand beside it, and the refusal."""


def check_ways(ids: Sequence[str], how: Mapping[str, Any]) -> None:
    """Refuse options of `render` that do not go together."""
    given = {name for name, value in how.items() if value}
    for way, beside, refusal in ONE_WAY:
        if way in given and (len(ids) > 1 or given - {way} - beside):
            raise click.UsageError(refusal)
    if ("denoise" in given and "recording" not in given) or (
        "preview" in given and "denoise" not in given
    ):
        raise click.UsageError(ONE_WAY[0][2])
    if {"takes", "voice"} <= given:
        raise click.UsageError("--takes is without --voice and --recording")


def show_preview(
    desk: "Desk", id_: str, recording: Path, folder: Path | None, *, as_json: bool
) -> None:
    """Make both cuts of a recording, write copies to `folder`, and say how one is taken."""
    from broadcaster.bulletins import actions

    made = actions.preview(desk, id_, recording)
    hashes = {"before": made.before, "after": made.after}
    paths = {which: _copied(desk, made.bulletin, which, hashes[which], folder) for which in WHICH}
    if as_json:
        document: dict[str, Any] = {"id": made.bulletin}
        show_json(document | {one: {"sha256": hashes[one], "path": paths[one]} for one in WHICH})
    else:
        for which in WHICH:
            click.echo(f"{which}: {paths[which]}")
    tell_findings(actions.cut_of(desk, made.before).findings)
    talk(
        _(
            "Nothing is used yet. Hear both, then take one: `broadcaster render {id} --accept "
            "after` for the one with less noise, or `--accept before`."
        ).format(id=made.bulletin)
    )


def _copied(desk: "Desk", bulletin: str, which: str, sha256: str, folder: Path | None) -> str:
    from broadcaster.bulletins import BulletinsError
    from broadcaster.production.actions import open_cache

    path = open_cache(desk).path(sha256)
    if folder is None:
        return str(path)
    copy = folder / f"{bulletin}.{which}{path.suffix}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, copy)
    except OSError as error:
        raise BulletinsError.cannot_write(copy, error.strerror or str(error)) from error
    return str(copy)
