"""`broadcaster voice`: which voices there are, how they sound, and who may use which."""

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from broadcaster.cli.columns import show_table
from broadcaster.cli.days import term_options
from broadcaster.cli.session import Session, common_options, show_json, talk
from broadcaster.cli.voice_install import install_command, remove_command, show_offers
from broadcaster.i18n import _

if TYPE_CHECKING:
    from broadcaster.voices.actions import Listed


@click.group("voice")
def voice_command() -> None:
    """Voices: embedded and installed ones are on, online ones only where an approver allows."""


voice_command.add_command(install_command)
voice_command.add_command(remove_command)


@voice_command.command("list")
@click.option("--offered", is_flag=True, help="Neural voices that `voice install` can fetch.")
@click.option("--json", "as_json", is_flag=True, help="Write one JSON document.")
@common_options
@click.pass_obj
def list_command(session: Session, offered: bool, as_json: bool) -> None:
    """List the voices with their state."""
    if offered:
        show_offers(as_json)
        return
    from broadcaster.voices import actions

    listed, left_out = actions.list_voices(session.desk())
    if as_json:
        show_json({"voices": [_document(one) for one in listed], "left_out": list(left_out)})
        return
    show_table(
        (_("Voice"), _("Language"), _("State"), _("Engine")),
        [
            (
                one.voice.id,
                ", ".join(one.voice.languages),
                _state(one),
                one.title or f"{one.voice.engine} {one.voice.engine_version}",
            )
            for one in listed
        ],
    )
    for reason in left_out:
        talk(_("Left out: {reason}").format(reason=reason))


@voice_command.command("say")
@click.argument("text")
@click.option("--voice", help="Voice to use; else the one a bulletin would get.")
@click.option("--language", default="vi", show_default=True, help="Language of TEXT.")
@click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    help="WAV file to write; else stdout, unless that is a terminal.",
)
@common_options
@click.pass_obj
def say_command(
    session: Session, text: str, voice: str | None, language: str, out: Path | None
) -> None:
    """Read TEXT and speak it into a WAV file, unmastered, to be listened to."""
    if out is None and sys.stdout.isatty():
        raise click.UsageError(_("Name a WAV file with --out, or send the output to a player."))
    from broadcaster.reading import Region, read
    from broadcaster.voices import actions
    from broadcaster.voices.wave_file import as_wave

    desk = session.desk()
    script = read(text, language=language, region=Region(desk.settings.region))
    spoken = "\n".join(sentence.spoken for sentence in script.spoken_sentences)
    data = as_wave(actions.say(desk, spoken, language, voice))
    if out is None:
        sys.stdout.buffer.write(data)
        return
    try:
        out.write_bytes(data)
    except OSError as error:
        raise click.FileError(str(out), error.strerror or str(error)) from error
    talk(_('"{path}" is written.').format(path=out))


@voice_command.command("enable")
@click.argument("voice")
@click.option("--document", default="", help="Number of the document that orders it.")
@term_options
@common_options
@click.pass_obj
def enable_command(
    session: Session, voice: str, document: str, since: date | None, until: date | None
) -> None:
    """Allow this station's unit to use VOICE (approver). With an online voice, text leaves."""
    from broadcaster.voices import actions

    desk = session.desk()
    leave = actions.enable(desk, voice, valid_from=since, valid_until=until, document=document)
    click.echo(leave.voice)
    if leave.sends_to:
        talk(
            _(
                "The spoken text of bulletins that are rendered in this voice is sent to {host}, "
                "names in it included. The finished cut is played without the network."
            ).format(host=leave.sends_to)
        )


@voice_command.command("disable")
@click.argument("voice")
@common_options
@click.pass_obj
def disable_command(session: Session, voice: str) -> None:
    """Take back the leave to use VOICE (approver). Cuts already approved stay."""
    from broadcaster.voices import actions

    actions.disable(session.desk(), voice)
    click.echo(voice)


def _document(one: "Listed") -> dict[str, object]:
    leave = one.enablement
    return {
        "id": one.voice.id,
        "kind": str(one.voice.kind),
        "title": one.title,
        "engine": one.voice.engine,
        "engine_version": one.voice.engine_version,
        "languages": list(one.voice.languages),
        "licence": one.voice.licence,
        "parameters": dict(one.voice.parameters),
        "sends_to": one.voice.sends_to,
        "on": one.is_on,
        "trouble": one.trouble,
        "from": leave.valid_from.isoformat() if leave else None,
        "until": leave.valid_until.isoformat() if leave and leave.valid_until else None,
        "by": leave.by if leave else None,
        "document": leave.document if leave else None,
    }


def _state(one: "Listed") -> str:
    if one.trouble:
        return _("not usable: {reason}").format(reason=one.trouble)
    if not one.is_on:
        return _("off; its text would go to {host}").format(host=one.voice.sends_to or "-")
    if one.enablement is None:
        return _("on")
    return _("on, by {person} from {day}").format(
        person=one.enablement.by, day=f"{one.enablement.valid_from:%d/%m/%Y}"
    )
