"""How a text looks that was read to try the lexicon: what is said, by which entry, and flags."""

from collections.abc import Iterator
from typing import Any

from broadcaster.bulletins.actions import Tried
from broadcaster.cli.script_view import flag_line
from broadcaster.i18n import _
from broadcaster.reading.lexicon import BUILT_IN
from broadcaster.reading.tracing import Traced
from broadcaster.reports.columns import wrap


def tried_lines(tried: Tried) -> Iterator[str]:
    """Give the spoken lines, below them what the lexicon said, and then the flags."""
    for sentence in tried.script.spoken_sentences:
        yield sentence.spoken
    names = {layer.owner: layer.name for layer in tried.layers}
    names[BUILT_IN] = _("Built-in")
    for one in tried.said:
        yield from wrap(_said(one, tried, names), " " * 6, "  ")
    for flag in tried.script.flags:
        yield from flag_line(flag)


def _said(one: Traced, tried: Tried, names: dict[str, str]) -> str:
    parts = [names[one.layer]]
    if _is_tried(one, tried):
        parts.append(_("only tried"))
    if one.entry.context:
        held = ", ".join(dict.fromkeys(mark.strip("<>") for mark in one.held if mark not in "=^"))
        parts.append(_("beside {words}").format(words=held) if held else _("by its context"))
    if one.entry.source not in ("", one.layer):
        parts.append(one.entry.source)
    return _("line {line}: {written} = {spoken} ({about})").format(
        line=one.line, written=one.written, spoken=one.spoken, about="; ".join(parts)
    )


def tried_document(tried: Tried) -> dict[str, Any]:
    """Return the same as JSON values."""
    document = tried.script.to_document()
    return {
        "spoken": [sentence.spoken for sentence in tried.script.spoken_sentences],
        "said": [
            {
                "line": one.line,
                "written": one.written,
                "spoken": one.spoken,
                "layer": one.layer,
                "entry": {
                    "written": one.entry.written,
                    "spoken": one.entry.spoken,
                    "context": list(one.entry.context),
                    "source": one.entry.source,
                },
                "held": list(one.held),
                "tried": _is_tried(one, tried),
            }
            for one in tried.said
        ],
        "flags": document["flags"],
    }


def _is_tried(one: Traced, tried: Tried) -> bool:
    return one.layer == tried.layers[-1].owner and one.entry in tried.tried
