"""`broadcaster voice install` and `remove`: neural voices, with their terms before everything."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from broadcaster.cli.columns import show_table
from broadcaster.cli.session import Session, common_options, show_json, talk
from broadcaster.i18n import _

if TYPE_CHECKING:
    from broadcaster.desk import Desk
    from broadcaster.voices.neural import Manifest
    from broadcaster.voices.neural.judging import Proposal
    from broadcaster.voices.neural.offered import Licence

MEGABYTE = 1_000_000


@click.command("install")
@click.argument("name")
@click.option(
    "--from",
    "source",
    type=click.Path(path_type=Path),
    help="Folder with NAME.onnx and NAME.onnx.json; else they are fetched.",
)
@click.option("--licence", default="", help="Terms of a voice that is not in the catalogue.")
@click.option("--accept-licence", is_flag=True, help="Accept the terms that are shown.")
@common_options
@click.pass_obj
def install_command(
    session: Session, name: str, source: Path | None, licence: str, accept_licence: bool
) -> None:
    """Install the neural voice NAME (technician): it speaks in the house, nothing leaves."""
    from broadcaster.voices.neural import installing

    desk = session.desk()
    proposal = installing.propose(desk, name, source=source, licence=licence)
    _show_terms(proposal.licences)
    accepted = accept_licence or _asked(name)
    manifest = _install(desk, proposal, accepted)
    click.echo(manifest.name)
    _say_if_unusable(desk, manifest)


@click.command("remove")
@click.argument("name")
@common_options
@click.pass_obj
def remove_command(session: Session, name: str) -> None:
    """Remove the installed voice NAME (technician). Cuts made in it stay."""
    from broadcaster.voices.neural import installing

    installing.remove(session.desk(), name)
    click.echo(name)


def show_offers(as_json: bool) -> None:
    """List the voices of the catalogue with their terms; needs no home."""
    from broadcaster.voices.neural.offered import read_offers

    offers = read_offers().voices
    if as_json:
        fields = ("name", "language", "repository", "revision", "size")
        show_json([{key: getattr(one, key) for key in fields} | _terms_of(one) for one in offers])
        return
    show_table(
        (_("Voice"), _("Language"), _("Size"), _("Licences")),
        [
            (
                one.name,
                one.language,
                f"{one.size / MEGABYTE:.0f} MB",
                f"{one.data_licence.title}; {one.base_licence.title}",
            )
            for one in offers
        ],
    )


def _terms_of(offer: object) -> dict[str, str]:
    return {key: getattr(offer, key).title for key in ("data_licence", "base_licence")}


def _show_terms(licences: "Sequence[Licence]") -> None:
    for licence in licences:
        talk(" ".join(filter(None, (licence.title, licence.url))))
        if licence.text:
            talk(f"  {licence.text}")


def _asked(name: str) -> bool:
    """Ask a person at a terminal; nobody there has not accepted."""
    if not sys.stdin.isatty():
        return False
    question = _("Do you accept these terms for your unit, and install {name}?").format(name=name)
    return click.confirm(question, err=True)


def _install(desk: "Desk", proposal: "Proposal", accepted: bool) -> "Manifest":
    from broadcaster.voices.neural import installing

    shown = sys.stderr.isatty()
    try:
        return installing.install(
            desk, proposal, accepted=accepted, progress=_show_progress if shown else None
        )
    finally:
        if shown:
            click.echo("\r\x1b[K", nl=False, err=True)


def _show_progress(done: int, whole: int) -> None:
    counted = f"{done / MEGABYTE:.1f} / {whole / MEGABYTE:.1f} MB"
    click.echo(f"\r{counted}", nl=False, err=True)


def _say_if_unusable(desk: "Desk", manifest: "Manifest") -> None:
    """Say at once what a bulletin would find out: usually that the engine is not there."""
    from broadcaster.voices.neural import NeuralVoice

    if reason := NeuralVoice(manifest, desk.home.voices).check():
        talk(
            _("{name} is installed and cannot speak yet: {reason}.").format(
                name=manifest.name, reason=reason
            )
        )
