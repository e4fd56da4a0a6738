"""`broadcaster read`: how a text will be spoken. Needs no home and no database."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from broadcaster.cli.session import common_options, show_json, talk
from broadcaster.i18n import _

if TYPE_CHECKING:
    from broadcaster.reading import Flag, Script

_SHOWN = 60
"""Characters of the written text a flag quotes."""


def _kinds() -> dict[str, str]:
    return {"ambiguous": _("to decide"), "notice": _("to know")}


def _flag_line(flag: Flag) -> str:
    from broadcaster.reading.words import reason_text

    written = " ".join(flag.written.split())
    quoted = written if len(written) <= _SHOWN else f"{written[:_SHOWN]}…"
    reason = reason_text(flag.reason)
    parts = [str(flag.number), _kinds()[flag.kind], str(flag.line), quoted, reason]
    parts += [f"{number}={spoken}" for number, spoken in enumerate(flag.candidates, 1)]
    return "\t".join(parts)


def _show(script: Script, as_json: bool, flags: bool) -> None:
    if as_json:
        show_json(script.to_document())
        return
    if flags:
        for flag in script.flags:
            click.echo(_flag_line(flag))
        return
    for sentence in script.spoken_sentences:
        click.echo(sentence.spoken)


def _spoken_line(written: str, language: str, region: str) -> str:
    """Return one line's spoken words; a line with nothing to say gives an empty one."""
    from broadcaster.reading import LIMIT, ReadingError, Region, read
    from broadcaster.reading.layout import is_speakable

    if not is_speakable(written):
        return ""
    try:
        script = read(written, language=language, region=Region(region))
    except ReadingError:
        if len(written) > LIMIT:
            raise
        return ""
    return " ".join(sentence.spoken for sentence in script.spoken_sentences)


def _embedded(language: str, region: str) -> str:
    return f"embedded-{region if language == 'vi' else language}"


def _tell_length(script: Script, minutes: float, voice: str) -> None:
    """Say how long it will sound, and where to divide it when that is longer."""
    from functools import partial

    from broadcaster.bulletins.spoken_line import spoken_lines
    from broadcaster.quantities import length_in_words
    from broadcaster.reading import sentence_ms
    from broadcaster.schedule.foresight.longest import Longest
    from broadcaster.schedule.foresight.overlong import overlong_of
    from broadcaster.schedule.foresight.overlong_words import overlong_text
    from broadcaster.voices.pace import pace_of

    pacing = partial(pace_of, voice)
    lengths = [sentence_ms(sentence, pacing) for sentence in script.spoken_sentences]
    lines = spoken_lines(script, lengths, sum(lengths))
    found = overlong_of(lines, sum(lengths), Longest("", round(minutes * 60_000)))
    about = _("about {length}").format(length=length_in_words(sum(lengths)))
    talk(overlong_text(found) if found else about)


def _source(path: str) -> bytes:
    if path == "-":
        return click.get_binary_stream("stdin").read()
    return Path(path).read_bytes()


@click.command()
@click.argument("file", default="-", type=click.Path(exists=True, dir_okay=False, allow_dash=True))
@click.option("--language", default="vi", help="Language of the text; others are kept as written.")
@click.option("--region", type=click.Choice(["north", "central", "south"]), default="north")
@click.option("--json", "as_json", is_flag=True, help="The whole script as one document.")
@click.option("--flags", is_flag=True, help="What a person should look at, instead of the words.")
@click.option("--lines", is_flag=True, help="One spoken line for each written line.")
@click.option(
    "--longest",
    type=click.FloatRange(min=0.1),
    metavar="MINUTES",
    help="Say where to divide a text that takes longer.",
)
@click.option("--voice", metavar="NAME", help="Whose pace counts; the embedded voice's if unnamed.")
@common_options
def read_command(
    file: str,
    language: str,
    region: str,
    as_json: bool,
    flags: bool,
    lines: bool,
    longest: float | None,
    voice: str | None,
) -> None:
    """Show how the text of FILE (or stdin) will be spoken, one sentence a line."""
    from broadcaster.reading import Region, decode_text, read

    text = decode_text(_source(file))
    if not lines:
        script = read(text, language=language, region=Region(region))
        _show(script, as_json, flags)
        if longest:
            _tell_length(script, longest, voice or _embedded(language, region))
        return
    written = text.split("\n")
    for line in written[:-1] if written[-1] == "" else written:
        click.echo(_spoken_line(line, language, region))
