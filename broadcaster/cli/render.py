"""`broadcaster render` and `broadcaster export`: a bulletin's sound, made and handed out."""

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from broadcaster.cli.bulletin_desk import Stopping
from broadcaster.cli.bulletin_options import JSON, YES
from broadcaster.cli.preview import WHICH, check_ways, show_preview
from broadcaster.cli.recording_view import finding_documents, tell_findings
from broadcaster.cli.render_progress import RenderProgress
from broadcaster.cli.session import Session, common_options, show_json, talk
from broadcaster.errors import BroadcasterError
from broadcaster.i18n import _

if TYPE_CHECKING:
    from broadcaster.bulletins.actions import Rendered
    from broadcaster.desk import Desk

FORMATS = ("mp3", "opus", "wav", "flac", "vtt")


@click.command("render")
@click.argument("ids", metavar="ID...", nargs=-1, required=True)
@click.option("--voice", help="Use this voice or fail; see `broadcaster voice list`.")
@click.option(
    "--recording", type=click.Path(path_type=Path), help="Use this recording of it by a person."
)
@click.option(
    "--bed", is_flag=False, flag_value="bed", metavar="[SOUND]",
    help="Lay this bed under it; without SOUND the one called bed. Never under an emergency.",
)  # fmt: skip
@click.option("--takes", is_flag=True, help="Join the recordings of its paragraphs.")
@click.option("--denoise", is_flag=True, help="Make --recording twice, to hear it with less noise.")
@click.option("--preview", type=click.Path(path_type=Path), help="Write both into this folder.")
@click.option("--accept", type=click.Choice(WHICH), help="Take one of the two.")
@YES
@JSON
@common_options
@click.pass_obj
def render_command(
    session: Session, /, ids: Sequence[str], yes: bool, as_json: bool, **how: Any
) -> None:
    """Speak bulletins and master them; one that fails does not stop the others."""
    check_ways(ids, how)
    desk = session.desk()
    if how["denoise"]:
        show_preview(desk, ids[0], how["recording"], how["preview"], as_json=as_json)
        return
    made: list[dict[str, Any]] = []
    failed: list[BroadcasterError] = []
    for id_ in ids:
        try:
            rendered = _render(desk, id_, how, yes)
        except BroadcasterError as error:
            failed.append(error)
            continue
        made.append(_document(rendered))
        if not as_json:
            _print(made[-1])
        tell_findings(rendered.cut.findings)
        for reason in rendered.cut.step_downs:
            talk(_("Another voice was used: {reason}").format(reason=reason))
        talk(
            _("Listen to it, then: `broadcaster bulletin submit {id}`").format(
                id=rendered.bulletin.id
            )
        )
    if as_json:
        show_json(made)
    for refusal in failed[:-1]:
        talk(f"broadcaster: {refusal}")
    if failed:
        raise failed[-1]


@click.command("export")
@click.argument("id_", metavar="ID")
@click.option("--format", "shape", type=click.Choice(FORMATS), default="mp3", show_default=True)
@click.option("--out", type=click.Path(path_type=Path), help="Else <id>.<format> here.")
@common_options
@click.pass_obj
def export_command(session: Session, id_: str, shape: str, out: Path | None) -> None:
    """Write a copy of a bulletin's recording; where it is goes to stdout.

    `vtt` are its captions: each sentence and word with the time at which it is said.
    """
    from broadcaster.bulletins import actions

    desk = session.desk()
    name = actions.find(desk, id_).revision.id
    click.echo(actions.export(desk, id_, shape, out or Path(f"{name}.{shape}")))


def _render(desk: "Desk", id_: str, how: Mapping[str, Any], yes: bool) -> "Rendered":
    from broadcaster.bulletins import actions
    from broadcaster.bulletins.previewing import Which

    shown = RenderProgress(desk.time) if sys.stderr.isatty() else None
    try:
        with Stopping(desk).told() as airings:
            if how["accept"]:
                which = Which(how["accept"])
                return actions.take_preview(desk, id_, which, airings=airings, confirmed=yes)
            return actions.render(
                desk,
                id_,
                **{way: how[way] for way in ("voice", "recording", "bed", "takes")},
                airings=airings,
                confirmed=yes,
                progress=shown.spoken if shown else None,
                step=shown.mastered if shown else None,
            )
    finally:
        if shown:
            shown.clear()


def _document(rendered: "Rendered") -> dict[str, Any]:
    cut = rendered.cut
    return {
        "id": rendered.bulletin.id,
        "revision": rendered.bulletin.revision.id,
        "sha256": cut.sha256,
        "decoded_sha256": cut.decoded_sha256,
        "duration_ms": cut.duration_ms,
        "loudness_lufs": round(cut.loudness_lufs, 2),
        "true_peak_dbtp": round(cut.true_peak_dbtp, 2),
        **cut.making(),
        "findings": finding_documents(cut.findings),
        "path": str(rendered.path),
    }


def _print(document: dict[str, Any]) -> None:
    for key in ("id", "sha256", "duration_ms", "loudness_lufs", "true_peak_dbtp", "path"):
        click.echo(f"{key}: {document[key]}")
