"""Every word people read has exactly one translation in every catalogue language."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

import broadcaster
from broadcaster.i18n import LANGUAGES

PACKAGE = Path(broadcaster.__file__).parent
KEYWORDS = {"_": None, "N_": None, "gettext": None, "ngettext": (1, 2)}
TRANSLATED = [language for language in LANGUAGES if language != "en"]
PLACEHOLDER = re.compile(r"\{([^{}]*)\}")


def extracted() -> dict[str, list[str]]:
    """Return every message id in the sources with the places that use it."""
    found: dict[str, list[str]] = {}
    rows = extract_from_dir(
        PACKAGE,
        method_map=[
            ("**.py", "python"),
            ("web/templates/**.html", "jinja2"),
            ("audit/page/**.js", "javascript"),
        ],
        options_map={"web/templates/**.html": {"extensions": "jinja2.ext.do", "silent": "false"}},
        keywords=KEYWORDS,
        strip_comment_tags=True,
    )
    for name, line, message, _comments, _context in rows:
        found.setdefault(key_of(message), []).append(f"{name}:{line}")
    return found


def key_of(message: str | tuple[str, ...] | list[str]) -> str:
    """Return the singular, which is what gettext looks a message up by."""
    return message if isinstance(message, str) else message[0]


def translations(language: str) -> Iterator[tuple[Path, Message]]:
    """Yield every entry of the language's catalogues with the file it stands in."""
    for path in sorted((PACKAGE / "locale" / language).glob("*.po")):
        with path.open("rb") as file:
            for message in read_po(file, locale=language):
                if message.id:
                    yield path, message


def forms(text: str | tuple[str, ...] | list[str] | None) -> list[str]:
    return [text] if isinstance(text, str) else list(text or ("",))


def placeholders(text: str) -> set[str]:
    return set(PLACEHOLDER.findall(text))


@pytest.fixture(scope="module")
def messages() -> dict[str, list[str]]:
    return extracted()


def test_sources_hold_messages(messages: dict[str, list[str]]) -> None:
    """A keyword that no longer matches would make every other test here pass on nothing."""
    assert len(messages) >= 15


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_message_is_translated(language: str, messages: dict[str, list[str]]) -> None:
    done = {
        key_of(message.id)
        for _path, message in translations(language)
        if all(forms(message.string)) and not message.fuzzy
    }
    missing = [f"{p[0]}: {text}" for text, p in messages.items() if text not in done]
    assert not missing, "\n".join(missing)


@pytest.mark.parametrize("language", TRANSLATED)
def test_no_translation_is_left_over(language: str, messages: dict[str, list[str]]) -> None:
    left_over = [
        f"{path.name}: {key_of(message.id)}"
        for path, message in translations(language)
        if key_of(message.id) not in messages
    ]
    assert not left_over, "\n".join(left_over)


@pytest.mark.parametrize("language", TRANSLATED)
def test_no_message_has_two_translations(language: str) -> None:
    seen: dict[str, tuple[str, list[str]]] = {}
    conflicts = []
    for path, message in translations(language):
        now = (path.name, forms(message.string))
        before = seen.setdefault(key_of(message.id), now)
        if before[1] != now[1]:
            conflicts.append(f"{key_of(message.id)!r}: {before} and {now}")
    assert not conflicts, "\n".join(conflicts)


@pytest.mark.parametrize("language", TRANSLATED)
def test_placeholders_are_the_same_on_both_sides(language: str) -> None:
    """A missing one loses a fact, an extra one is a KeyError when the sentence is made."""
    wrong = [
        f"{path.name}: {form!r}"
        for path, message in translations(language)
        for form in forms(message.string)
        if form and placeholders(form) != placeholders(forms(message.id)[-1])
    ]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("language", TRANSLATED)
def test_no_entry_is_fuzzy(language: str) -> None:
    fuzzy = [f"{path.name}: {m.id!r}" for path, m in translations(language) if m.fuzzy]
    assert fuzzy == []
