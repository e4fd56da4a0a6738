"""The inspector's page is one file, the same everywhere, that asks nothing of anybody.

What it does is shown in a browser (`tests/accept/test_inspectors_page.py`); here is how it is made.
"""

import json
import re
import subprocess
import sys
from base64 import b64decode
from hashlib import sha256
from importlib.resources import files

import pytest
from babel.messages.extract import extract_from_dir

from broadcaster.audit.page_file import ENGINE, FACE, build_page, messages, page_sha256, part
from broadcaster.i18n import use_language

PARTS = (*ENGINE, *FACE)
TOO_NEW = {
    r"\?\.[a-zA-Z_(\[]": "optional chaining (2020)",
    r"\?\?": "nullish coalescing (2020)",
    r"\b[0-9]+n\b": "BigInt (2018-2020)",
    r"catch \{": "catch without a name (2019)",
    r"[{,]\s*\.\.\.[a-zA-Z]+[^)\]]*\}": "spread of an object (2018)",
    r"\.(flat|flatMap|matchAll|replaceAll|at|fromEntries|arrayBuffer)\(": "a method (2019-2021)",
    r"\(\?<[=!a-zA-Z]": "lookbehind or a named group (2018)",
    r"for await": "asynchronous iteration (2018)",
    r"crypto\.subtle": "missing on file:// in some browsers",
    r"\b(import|export)\b *[{*(]": "a module, which file:// does not load",
}
"""Patterns of what browsers of eight years ago do not have, and what each is."""


def test_every_part_is_in_the_page_and_no_other() -> None:
    there = {path.name for path in (files("broadcaster.audit") / "page").iterdir()}
    assert there == {*(f"{name}.js" for name in PARTS), "template.html", "page.css"}
    assert len(set(PARTS)) == len(PARTS)


@pytest.mark.parametrize("name", PARTS)
def test_a_part_reads_in_one_go(name: str) -> None:
    assert len(part(f"{name}.js").splitlines()) <= 240


@pytest.mark.parametrize("name", PARTS)
def test_no_part_wants_a_newer_browser_than_eight_years(name: str) -> None:
    source = re.sub(r'//.*|"(?:[^"\\]|\\.)*"', "", part(f"{name}.js"))
    assert [what for pattern, what in TOO_NEW.items() if re.search(pattern, source)] == []


@pytest.mark.parametrize("name", PARTS)
def test_no_part_makes_markup_of_text(name: str) -> None:
    banned = r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|srcdoc"
    assert not re.search(banned, part(f"{name}.js"))


def test_nothing_is_loaded_from_anywhere() -> None:
    page = build_page().decode()
    assert not re.search(r"https?:|\bsrc=|\bhref=|@import|url\(|XMLHttpRequest|fetch\(", page)


def test_the_policy_names_every_script_and_the_style_by_hash() -> None:
    page = build_page().decode()
    (policy,) = re.findall(r'Content-Security-Policy" content="([^"]+)"', page)
    named = {b64decode(one) for one in re.findall(r"'sha256-([^']+)'", policy)}
    inside = re.findall(r"<(?:script|style)[^>]*>(.*?)</(?:script|style)>", page, re.DOTALL)
    assert {sha256(text.encode()).digest() for text in inside} == named
    assert len(inside) == 3
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


def test_the_page_is_the_same_bytes_in_any_language_and_place() -> None:
    use_language("vi")
    code = "from broadcaster.audit.page_file import page_sha256; print(page_sha256())"
    for more in ({"LANG": "C", "PYTHONHASHSEED": "1"}, {"LC_ALL": "C.UTF-8", "TZ": "Asia/Tokyo"}):
        environment = {"PATH": "/usr/bin:/bin", "BROADCASTER_LANG": "en", **more}
        done = subprocess.run(
            [sys.executable, "-c", code],
            env=environment,
            capture_output=True,
            text=True,
            check=True,
        )
        assert done.stdout.strip() == page_sha256()


def test_the_builder_finds_the_messages_that_babel_finds() -> None:
    """The catalogue test asks Babel; the page is made where there is no Babel."""
    keywords = {"_": None, "N_": None, "gettext": None, "ngettext": (1, 2)}
    found = extract_from_dir(
        str(files("broadcaster.audit") / "page"),
        method_map=[("**.js", "javascript")],
        keywords=keywords,
    )
    asked = {row[2] if isinstance(row[2], str) else row[2][0] for row in found}
    assert asked <= {one for one, _many in messages()}


def test_every_message_is_in_the_page_in_vietnamese() -> None:
    page = build_page().decode()
    (text,) = re.findall(r"const CATALOGUE = (\{.*?\n\}\n\});", page, re.DOTALL)
    catalogue = json.loads(text)["vi"]
    assert catalogue["Nothing wrong was found in this log."] == (
        "Không thấy điều gì sai trong nhật ký này."
    )
    same = [one for one, _many in messages() if catalogue[one] == one]
    assert same == []
