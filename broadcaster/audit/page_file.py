"""`kiem-tra.html`: the inspector's page, made into one file from the readable parts in `page/`.

The same parts and catalogue give the same bytes on any machine, so that its SHA-256 can be
published: an inspector brings their own copy, since one that came with an export could lie. It
needs no network, loads nothing, and its policy names its own scripts by hash.
"""

import json
import re
from base64 import b64encode
from collections.abc import Iterator, Mapping
from contextvars import copy_context
from functools import cache
from hashlib import sha256
from importlib.resources import files

from broadcaster.i18n import gettext, ngettext, use_language
from broadcaster.reports import words

NAME = "kiem-tra.html"
ENGINE = (
    "bytes", "sha256", "sha512", "field", "ed25519", "json_line", "tree", "record", "scan",
    "survey", "head_code", "note", "keys", "signed_file", "accounts",
    "keeping", "vouchers", "folder", "logs", "inspect",
    "local_time", "broadcasts", "clock_spans", "questions", "papers", "engine",
)  # fmt: skip
"""What reads and verifies; it also runs in a thread of its own. In the order it is loaded."""
FACE = (
    "words", "fault_words", "vouching_words", "verdict", "dom", "asking", "choosing",
    "verdict_view", "list_view", "day_view", "detail_view", "start",
)  # fmt: skip
"""What shows it."""
TABLES: Mapping[str, Mapping[str, str]] = {
    "OUTCOMES": words.OUTCOMES,
    "CAUSES": words.CAUSES,
    "EVIDENCE": words.EVIDENCE,
    "CLASSES": words.CLASSES,
    "SOUNDS": words.SOUNDS,
    "UNPLANNED": words.UNPLANNED,
    "EVENTS": words.EVENTS,
    "TIME_QUALITIES": words.TIME_QUALITIES,
}
"""The reports' words for the log's codes, which the page uses too."""

_TEXT = r"""("(?:[^"\\]|\\.)*"|'[^'\\]*')"""
_MESSAGE = re.compile(rf"\bN?_\(\s*{_TEXT}")
_PLURAL = re.compile(rf"\bngettext\(\s*{_TEXT},\s*{_TEXT}")


@cache
def build_page() -> bytes:
    """Return the page. The same software, the same bytes."""
    style = part("page.css")
    engine = f'"use strict";\n{_joined(ENGINE)}'
    face = f'"use strict";\n{_tables()}\n{_joined(FACE)}'
    for script in (engine, face, style):
        if "</" in script.lower().replace("<\\/", ""):
            raise ValueError("a part of the page would end its own element")
    fields = {
        "script_hashes": f"{_policy_hash(engine)} {_policy_hash(face)}",
        "style_hash": _policy_hash(style),
        "style": style,
        "engine": engine,
        "face": face,
    }
    # In one pass: what is put in may hold braces of its own.
    whole = re.sub(r"\{(\w+)\}", lambda found: fields[found[1]], part("template.html"))
    return whole.encode()


def page_sha256() -> str:
    """Return the hash by which a copy of the page is known."""
    return sha256(build_page()).hexdigest()


def part(name: str) -> str:
    """Return one of the files the page is made of."""
    return (files("broadcaster.audit") / "page" / name).read_text(encoding="utf-8")


def messages() -> Iterator[tuple[str, str]]:
    """Yield the messages of scripts and tables: singular and plural, or the same twice."""
    source = _joined((*ENGINE, *FACE))
    for found in _MESSAGE.finditer(source):
        yield _text(found[1]), _text(found[1])
    for found in _PLURAL.finditer(source):
        yield _text(found[1]), _text(found[2])
    for table in TABLES.values():
        for message in table.values():
            yield message, message


def _joined(names: tuple[str, ...]) -> str:
    return "\n".join(part(f"{name}.js") for name in names)


def _tables() -> str:
    def in_vietnamese() -> dict[str, str]:
        use_language("vi")
        return {
            one: gettext(one) if one == many else ngettext(one, many, 2) for one, many in messages()
        }

    catalogue = copy_context().run(in_vietnamese)
    tables = {name: {str(code): text for code, text in one.items()} for name, one in TABLES.items()}
    return f"const CATALOGUE = {_script({'vi': catalogue})};\nconst TABLES = {_script(tables)};"


def _script(document: object) -> str:
    """Return JSON that may stand in a script: ASCII, and without what could end an element."""
    return json.dumps(document, sort_keys=True, indent=0).replace("<", "\\u003c")


def _text(quoted: str) -> str:
    text: str = json.loads(quoted) if quoted[0] == '"' else quoted[1:-1]
    return text


def _policy_hash(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"
