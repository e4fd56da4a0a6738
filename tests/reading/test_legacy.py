"""Texts typed for TCVN3 and VNI fonts: recognised by evidence, and nothing else touched."""

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import broadcaster
from broadcaster.reading import decode_text, recognise_legacy
from broadcaster.reading.legacy import western
from broadcaster.reading.source_text import recognise
from broadcaster.reading.tables import table
from tests.reading.test_source_text import windows_1258

ROOT = Path(broadcaster.__file__).parent.parent
NATION = "Cộng hòa xã hội chủ nghĩa Việt Nam"
HEX = {row[1]: chr(int(row[0], 16)) for row in table("tcvn3")}
VNI = {row[1]: row[0] for row in table("vni")}
VNI |= {letter.upper(): typed.upper() for letter, typed in VNI.items()}


def as_tcvn3(text: str) -> str:
    """Type a text for an ABC font, seen as Windows-1252; capitals with a tone become small."""
    return "".join(HEX.get(c) or HEX.get(c.lower()) or c for c in text)


def as_vni(text: str) -> str:
    return "".join(VNI.get(c, c) for c in text)


def texts() -> Iterator[Path]:
    """Yield the texts of the repository: readings, documents, the Vietnamese catalogue."""
    yield ROOT / "tests" / "reading" / "readings.tsv"
    yield from sorted((ROOT / "docs").rglob("*.md"))
    yield from sorted((ROOT / "broadcaster" / "locale").rglob("*.po"))


def accented(text: str) -> list[str]:
    return [word for word in re.findall(r"[^\W\d_]+", text) if not word.isascii()]


def sentences() -> list[str]:
    found = [
        unicodedata.normalize("NFC", part)
        for path in texts()
        for part in re.split(r"[\n\t]|[.;] ", path.read_text(encoding="utf-8"))
    ]
    return [part for part in found if len(accented(part)) >= 6 and western_only(part)]


def western_only(sentence: str) -> bool:
    """Say whether a sentence can be typed at all; readings.tsv has purposely broken ones."""
    letters = set("".join(accented(sentence)))
    return "\xad" not in sentence and all(c.isascii() or c.lower() in HEX for c in letters)


SENTENCES = sentences()


def test_there_are_sentences_to_try() -> None:
    assert len(SENTENCES) > 400


def test_every_sentence_of_six_accented_words_comes_back_from_tcvn3() -> None:
    for sentence in SENTENCES:
        found = recognise_legacy(as_tcvn3(sentence))
        assert found is not None, sentence
        assert found.encoding == "tcvn3"
        assert found.text.lower() == sentence.lower()


def test_every_sentence_of_six_accented_words_comes_back_from_vni() -> None:
    for sentence in SENTENCES:
        found = recognise_legacy(as_vni(sentence))
        assert found is not None, sentence
        assert found.encoding == "vni"
        assert found.text == sentence


@given(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=6))
def test_bytes_of_a_text_file_come_back_with_what_windows_showed(chosen: list[str]) -> None:
    text = "\r\n".join(chosen)
    for encoding, shown in (("tcvn3", as_tcvn3(text)), ("vni", as_vni(text))):
        decoded = recognise(shown.encode("cp1252", "replace"))
        assert decoded.encoding == encoding
        assert decoded.original == shown.encode("cp1252", "replace").decode("cp1252")
        assert accented(decoded.text.lower()) == accented(text.lower())


@pytest.mark.parametrize("path", [*texts()], ids=lambda path: path.name)
def test_no_unicode_text_of_the_repository_is_taken_for_legacy(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    for form in ("NFC", "NFD"):
        assert recognise_legacy(unicodedata.normalize(form, text)) is None
    for line in text.splitlines():
        assert recognise_legacy(line) is None


def test_windows_1258_is_never_taken_for_a_legacy_font() -> None:
    for sentence in SENTENCES:
        typed = re.sub(r"[^\w\s]", " ", sentence)
        if re.search(r"[²³]", typed):
            continue
        assert recognise(windows_1258(typed)).encoding == "windows-1258", sentence


@pytest.mark.parametrize(
    "text",
    [
        "Le café était fermé à côté de l'hôtel où les élèves dînaient très tôt près du théâtre",
        "Größe über für Mädchen schön müßte könnte hätte Käse Äpfel Öl",
        "Příliš žluťoučký kůň úpěl ďábelské ódy, měsíc září přichází",
        "El niño comió jamón en el jardín después de la lección de español, según él también",
        "A reunião não está marcada; é possível começar às três, após a sessão de música",
        "§ 1 and § 2, Word®, 3 × 4 × 5, 30 °C ± 2, «x» · «y» · «z», ¹ ² ³ ½ ¼ ¾ µm",
        "thé né dé thé né dé thé né dé",
        f"{as_tcvn3(NATION)}\n{NATION}",
        f"{as_tcvn3(NATION)}\n{as_vni(NATION)}",
        "x· héi",
        "",
    ],
)
def test_other_languages_mixed_and_short_texts_are_left_alone(text: str) -> None:
    assert recognise_legacy(text) is None


def test_both_examples_everybody_has_seen_are_recognised() -> None:
    for typed in (
        "Céng hßa x· héi chñ nghÜa ViÖt Nam",
        "Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam",
    ):
        found = recognise_legacy(typed)
        assert found is not None
        assert found.text == NATION
        assert decode_text(typed.encode()) == NATION


def test_capitals_typed_in_a_capitals_font_stay_capitals_where_they_can() -> None:
    found = recognise_legacy("CéNG HßA X· HéI CHñ NGHÜA VIÖT NAM")
    assert found is not None
    assert found.text == "CỘNG HÒA Xã HỘI CHỦ NGHĨA VIỆT NAM"


def test_quotation_marks_of_windows_survive_in_both_views() -> None:
    data = b"\x93" + as_tcvn3(NATION).encode("latin-1") + b"\x94 \x96 \x81"
    for view in (western(data), data.decode("latin-1")):
        found = recognise_legacy(view)
        assert found is not None
        assert found.text == f"“{NATION}” – \x81"


@pytest.mark.parametrize(
    "text",
    ["é" * 100_000, "aù" * 50_000, "· ß " * 25_000, "ư\u0301\u0323" * 33_000, "ôù ö " * 20_000],
    ids=["one word", "pairs", "signs", "marks", "short words"],
)
def test_a_hostile_text_is_answered(text: str) -> None:
    """The suite's timeout is the only clock here; anything quadratic would meet it."""
    assert recognise_legacy(text) is None


@given(st.binary(max_size=300))
def test_any_bytes_either_convert_or_keep_no_original(data: bytes) -> None:
    found = recognise_legacy(western(data))
    assert found is None or unicodedata.is_normalized("NFC", found.text)
