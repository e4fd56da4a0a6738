"""What holds for every text: it is refused in words, or read with nothing lost."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from broadcaster.reading.layout import _MEANT
from tests.reading import laws

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


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_reading_never_fails_but_with_a_reading_error_and_repeats(text: str) -> None:
    assert laws.attempt(text) == laws.attempt(text)


@pytest.mark.parametrize("law", laws.LAWS, ids=lambda law: law.__name__)
def test_every_script_keeps_the_law(law: laws.Law) -> None:
    @settings(max_examples=300, deadline=None)
    @given(TEXTS)
    def keeps_it(text: str) -> None:
        script = laws.attempt(text)
        assert script is None or law(text, script) == ""

    keeps_it()


def test_what_breaks_a_law_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(laws, "read", lambda _text: 1 // 0)
    assert laws.broken("xin chào").startswith("refused in words: ZeroDivisionError")


def test_a_text_of_mere_strokes_is_no_text() -> None:
    assert _MEANT.search("---- **** ....") is None


@pytest.mark.parametrize(
    "text",
    ["0k/™", "m²_", "Đ5m²", "N٣m²\n", "1" * 5000 + ",5", "曦｜", "⩵Ⴑ"],
    ids=lambda text: ascii(text[:12]),
)
def test_what_once_broke_a_law_keeps_them_all(text: str) -> None:
    """Found by `make soak`."""
    assert laws.broken(text) == ""
