"""What holds for every text: it is refused in words, or read with nothing lost."""

import re
import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st

from broadcaster.reading import ReadingError, Script, read
from broadcaster.reading.layout import _MEANT

TOKENS = [
    "UBND", "xã", "QĐ-TTg", "số", "49/2024/NĐ-CP", "12", "3/4", "1.234", "5,6", "2026",
    "0912345678", "15/9", "28-29/10", "7h30", "2-0", "24C-123.45", "A/H5N1", "km", "m²",
    "100m2", "đ/kg", "½", "№", "Ⅳ", "TP.", "v.v.", "./.", "…", "(", ")", "–", "/", "%", "‰",
    "&", "°C", "'", '"', "@", "x", "=", "http://a.vn", "[EN]", "- ", "a)", "1.", "III.",
    "\u0301", "\u200b", "\u00ad", "\u202e", "\ufeff", "\0", "\ufffd", "²", "¹", "\n", "\n\n",
    "\t", "    ", "Thôn", "được", "NHÂN DÂN", "６", "٣", "📢", "Skip to main content",
    "Comment (0)", "ss", "The quick brown fox jumps", "[Tày]", "We are of the", "ສະບາຍດີ", "老街",
]  # fmt: skip
TEXTS = st.one_of(
    st.text(max_size=60),
    st.lists(
        st.tuples(
            st.one_of(st.sampled_from(TOKENS), st.text(max_size=4)),
            st.sampled_from(["", " ", "\n"]),
        ),
        max_size=16,
    ).map(lambda parts: "".join(token + gap for token, gap in parts)),
)
PAUSES = set("+*●○◦▪■□•➢➤►✓✔❖·⁃∙|~#=−")
"""Signs that may be a bullet or a stroke: heard as a pause."""


def attempt(text: str) -> Script | None:
    try:
        return read(text)
    except ReadingError:
        return None


def is_number(char: str) -> bool:
    return unicodedata.category(char) in ("Nd", "Nl", "No")


def must_be_heard(char: str) -> bool:
    category = unicodedata.category(char)
    named = (char.isalnum() and category != "Lm") or category in ("Sm", "Sc", "So") or char in "%&@"
    return named and char not in PAUSES


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_reading_never_fails_but_with_a_reading_error_and_repeats(text: str) -> None:
    script = attempt(text)
    assert attempt(text) == script
    if script:
        assert Script.from_document(script.to_document()) == script


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_spoken_words_are_composed_without_figures_and_on_one_line(text: str) -> None:
    script = attempt(text)
    for sentence in script.sentences if script else ():
        assert sentence.words
        assert unicodedata.is_normalized("NFC", sentence.spoken)
        foreign = sentence.language != "vi"
        assert foreign or not any(is_number(char) for char in sentence.spoken)
        assert not re.search(r"[\n\r\0]", sentence.spoken)


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_spans_lie_inside_their_sentence_in_order(text: str) -> None:
    script = attempt(text)
    for sentence in script.sentences if script else ():
        at = sentence.span.start
        for word in sentence.words:
            assert at <= word.span.start <= word.span.end <= sentence.span.end <= len(text)
            at = word.span.start


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_every_letter_figure_and_sign_is_spoken_or_flagged(text: str) -> None:
    script = attempt(text)
    if script is None:
        return
    heard: set[int] = set()
    for sentence in script.sentences:
        for word in sentence.words:
            heard.update(range(word.span.start, word.span.end))
    for flag in script.flags:
        heard.update(range(flag.span.start, flag.span.end))
    lost = [(at, char) for at, char in enumerate(text) if must_be_heard(char) and at not in heard]
    assert lost == []


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_every_character_but_spaces_is_in_the_trace(text: str) -> None:
    script = attempt(text)
    if script is None:
        return
    words = [word.span for sentence in script.sentences for word in sentence.words]
    for span in [*words, *(one.span for one in script.silences)]:
        text = text[: span.start] + " " * (span.end - span.start) + text[span.end :]
    assert text.split() == []
    assert "unread" not in [one.rule for one in script.silences]


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_flags_quote_the_source_and_point_at_a_line(text: str) -> None:
    script = attempt(text)
    if script is None:
        return
    assert [flag.number for flag in script.flags] == list(range(1, len(script.flags) + 1))
    for flag in script.flags:
        assert flag.written == text[flag.span.start : flag.span.end] != ""
        assert 1 <= flag.line <= len(script.sentences)
        assert not any(is_number(char) for spoken in flag.candidates for char in spoken)


def test_a_text_of_mere_strokes_is_no_text() -> None:
    assert _MEANT.search("---- **** ....") is None
