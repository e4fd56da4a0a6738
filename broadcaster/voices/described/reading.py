"""Read the description of an online voice, and name every mistake in it at once.

A description decides where the texts of a commune go, so nothing in it is guessed: an unknown
key, a placeholder nobody fills, a secret that is not used are all mistakes.
"""

import tomllib
from collections.abc import Mapping
from typing import Any

from broadcaster.checked_table import CheckedTable, choice, list_of, text, whole
from broadcaster.i18n import _
from broadcaster.voices.described.coherence import mistakes_between
from broadcaster.voices.described.model import Description, Kept, Speaking
from broadcaster.voices.described.pieces import (
    file_name,
    header_table,
    host,
    is_finite,
    language,
    parameter_table,
    path,
    place,
    scalar,
    scalar_table,
    short,
    voice_id,
)

MOST_TEXT = 1000


class DescriptionError(Exception):
    """A description is not usable; `phrases` has one for each mistake."""

    def __init__(self, phrases: list[str]) -> None:
        super().__init__("; ".join(phrases))
        self.phrases = phrases


def read_description(content: str, name: str) -> Description:
    """Return what a TOML file says; `name` is the file's, without its ending, and has to be the id.

    `DescriptionError` lists all of them: key, value and what is allowed.
    """
    try:
        document = tomllib.loads(content)
    except tomllib.TOMLDecodeError as error:
        raise DescriptionError([_("not TOML: {error}").format(error=error)]) from error
    mistakes: list[str] = []
    table = CheckedTable(document, mistakes)
    found = _description(table, mistakes)
    table.finish()
    if found.id and found.id != name:
        table.note("id", _('must be the name of its file, "{name}"').format(name=name))
    mistakes += mistakes_between(found)
    if mistakes:
        raise DescriptionError(mistakes)
    return found


def _description(table: CheckedTable, mistakes: list[str]) -> Description:
    return Description(
        id=table.need("id", voice_id, ""),
        title=table.need("title", short(100), ""),
        languages=table.need("languages", list_of(language), ()),
        licence=table.need("licence", short(200), ""),
        url=table.need("url", place, ""),
        version=table.may("version", short(40), "1"),
        method=table.may("method", choice(("POST", "GET")), "POST"),
        owner=table.may("owner", short(80), ""),
        secret=table.may("secret", file_name, ""),
        longest_text=table.may("longest_text", whole(20, MOST_TEXT), 500),
        parameters=table.may("parameters", parameter_table, {}),
        headers=table.may("headers", header_table, {}),
        query=table.may("query", scalar_table, {}),
        json=table.may("json", _json, None),
        form=table.may("form", scalar_table, None),
        plain=table.may("plain", text, ""),
        answer=_speaking(table, mistakes),
    )


def _speaking(table: CheckedTable, mistakes: list[str]) -> Speaking:
    values = table.need("answer", _table, {})
    part = CheckedTable(values, mistakes, "answer.")
    speaking = Speaking(
        kept=Kept(part.need("audio", choice([str(one) for one in Kept]), str(Kept.BODY))),
        path=part.may("path", path, ""),
        success=part.may("success", path, ""),
        success_is=part.may("success_is", scalar, 0),
        message=part.may("message", path, ""),
        hosts=part.may("hosts", list_of(host), ()),
        ready_within_s=part.may("ready_within_s", whole(1, 600), 60),
        ask_every_s=part.may("ask_every_s", whole(1, 60), 2),
        not_ready=part.may("not_ready", list_of(whole(200, 499)), (202, 404)),
    )
    if speaking.kept is Kept.BODY and speaking.path:
        part.note("path", _("is for audio = base64 or url"))
    if "audio" in values and speaking.kept is not Kept.BODY and not speaking.path:
        mistakes.append(_('"{key}" is missing').format(key="answer.path"))
    part.finish()
    return speaking


def _json(value: Any) -> Mapping[str, Any]:
    """Read a table whose values JSON has too; TOML's dates are none of them."""
    _require_plain(_table(value))
    return _table(value)


def _require_plain(value: Any) -> None:
    if isinstance(value, dict | list):
        for one in value.values() if isinstance(value, dict) else value:
            _require_plain(one)
    elif not isinstance(value, str | int | float) or not is_finite(value):
        raise ValueError(_("holds something that JSON does not have; put it in quotes"))


def _table(value: Any) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise ValueError(_("needs a table"))
    return value
