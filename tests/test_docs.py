"""Every command, setting and entry point group is documented, and links lead somewhere."""

import re
from dataclasses import fields
from pathlib import Path

import pytest

from broadcaster import errors
from broadcaster.config import Settings
from tests import reference_page
from tests.reference_page import EXITS, GROUPS, PAGE, groups, help_of, leaves, options_of

ROOT = PAGE.parents[1]
DOCS = ROOT / "docs"
PAGES = sorted([*ROOT.glob("*.md"), *DOCS.rglob("*.md")])
ROLES = ("operator", "approver", "technician", "auditor")
LINK = re.compile(r"\[[^]]*\]\(([^)#]+)(?:#[^)]*)?\)")
NAMED = re.compile(r"`broadcaster ([a-z][a-z -]*[a-z])")


def test_the_reference_says_what_the_program_does() -> None:
    """Run `python -m tests.reference_page` after a change of commands or settings."""
    assert PAGE.read_text(encoding="utf-8") == reference_page.page()


def test_the_hash_of_the_inspectors_page_is_published() -> None:
    """Run `python -m tests.reference_page` after a change of the page, or of words it shows."""
    assert reference_page.HASH.read_text(encoding="utf-8") == reference_page.page_hash()


def test_every_command_says_what_it_does() -> None:
    assert [" ".join(leaf.words) for leaf in leaves() if not leaf.command.help] == []


def test_every_option_says_what_it_does() -> None:
    silent = [
        f"{' '.join(leaf.words)} {option.opts[0]}"
        for leaf in leaves()
        for option in options_of(leaf)
        if not help_of(option)
    ]
    assert silent == []


def test_every_setting_has_its_note() -> None:
    notes = reference_page.setting_notes()
    assert [field.name for field in fields(Settings) if not notes.get(field.name)] == []


def test_every_entry_point_group_is_described() -> None:
    assert groups() == set(GROUPS)


def test_every_exit_code_is_described() -> None:
    codes = {value for name, value in vars(errors).items() if name.startswith("EXIT_")}
    assert codes <= set(EXITS)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_leads_to_a_file(page: Path) -> None:
    targets = [t for t in LINK.findall(page.read_text(encoding="utf-8")) if "://" not in t]
    assert [t for t in targets if not (page.parent / t).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_command_a_page_names_exists(page: Path) -> None:
    known = {" ".join(leaf.words[:depth]) for leaf in leaves() for depth in (1, 2, 3)}
    named = NAMED.findall(page.read_text(encoding="utf-8"))
    assert [words for words in named if " ".join(words.split()[:2]) not in known] == []


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("language", ["vi", "en"])
def test_each_role_has_its_guide_in_both_languages(role: str, language: str) -> None:
    assert (DOCS / "guides" / f"{role}.{language}.md").is_file()


def test_the_picture_shows_every_folder_of_the_house() -> None:
    picture = (DOCS / "architecture.svg").read_text(encoding="utf-8")
    package = ROOT / "broadcaster"
    folders = {path.parent.name for path in package.glob("*/__init__.py")}
    assert {name for name in folders if f">{name}/" not in picture} == set()


def test_every_test_that_the_cases_and_faults_name_exists() -> None:
    page = (DOCS / "acceptance-cases.md").read_text(encoding="utf-8")
    named = re.findall(r"`(tests/[a-z_0-9/]+\.py)::(\w+)`", page)
    gone = [
        f"{path}::{name}"
        for path, name in named
        if f"def {name}(" not in (ROOT / path).read_text(encoding="utf-8")
    ]
    assert named
    assert gone == []


def test_every_acceptance_case_stands_once_and_names_a_test_that_exists() -> None:
    page = (DOCS / "acceptance-cases.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (\d+) \| [^|]+ \| ([^|]+) \|$", page, re.M)
    assert [int(number) for number, _held in rows] == list(range(1, 72))
    gone = []
    for number, held in rows:
        named = re.fullmatch(r"`(tests/[a-z_0-9/]+\.py)(?:::(\w+))?`", held)
        if named is None:
            assert held.startswith(("area: ", "missing: ")), number
            continue
        path = ROOT / named[1]
        text = path.read_text(encoding="utf-8") if path.is_file() else ""
        if f"def {named[2] or 'test_'}" not in text:
            gone.append(held)
    assert gone == []
