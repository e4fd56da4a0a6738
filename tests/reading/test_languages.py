"""Which language a sentence is in, and what becomes of one that is not Vietnamese."""

import pytest

from broadcaster.reading import Entry, FlagKind, Lexicon, Script, omit, read, say
from broadcaster.reading.languages import language_of

VIETNAMESE = "Bà con trong xã chú ý giữ gìn vệ sinh chung."
LAO = "ສະບາຍດີ ພີ່ນ້ອງ 12."
MONG = "Peb cov neeg hauv zos yuav tsum mus txhaj tshuaj."


def languages(text: str, language: str = "vi") -> list[str]:
    return [sentence.language for sentence in read(text, language=language).sentences]


def reasons(script: Script) -> list[tuple[str, FlagKind]]:
    return [(flag.reason, flag.kind) for flag in script.flags]


@pytest.mark.parametrize(
    ("sentence", "language"),
    [
        (VIETNAMESE, "vi"),
        ("Ba con nho mang theo the va so the bao hiem cua nguoi benh", "vi"),
        ("Bà con nghe bài hát The End of the World tối nay.", "vi"),
        ("Xã dùng Facebook, Zalo và YouTube để báo tin.", "vi"),
        ("Họp tại Lào Cai (老街) sáng mai.", "vi"),
        ("Nghỉ", "vi"),
        ("Pi noọng mừa Nà Lĩnh", "vi"),
        ("Please wear masks", "en"),
        ("On the market day of Bac Ha, please be careful.", "en"),
        ("The chairman of the commune of Cốc Mạy will visit the school on the first day.", "en"),
        (MONG, "hmn"),
        (LAO, "lo"),
        ("សួស្តី", "km"),
        ("สวัสดี", "th"),
        ("老街 口岸", "zh"),
        ("日本のひと", "ja"),
        ("안녕하세요", "ko"),
        ("Привет", "ru"),
        ("Bonjour à tous les amis du village", "und"),
        ("שלום", "und"),
    ],
)
def test_letters_and_small_words_tell_the_language(sentence: str, language: str) -> None:
    assert language_of(sentence) == language


def test_an_english_sentence_keeps_its_words_for_an_english_voice() -> None:
    script = read(f"{VIETNAMESE} The gate is open from 7:30 a.m. to the evening of May 3.")
    first, second = script.sentences
    assert (first.language, second.language) == ("vi", "en")
    assert second.spoken == "The gate is open from seven thirty a m to the evening of May three."
    assert {word.rule for word in second.words} == {"as-written", "time", "number"}
    assert reasons(script) == [("foreign-sentence", FlagKind.NOTICE)]


def test_a_language_without_a_voice_blocks_until_somebody_decides() -> None:
    script = read(f"{VIETNAMESE}\n{LAO}\n{MONG}")
    assert languages(script.source) == ["vi", "lo", "hmn"]
    assert reasons(script) == [("no-voice", FlagKind.AMBIGUOUS)] * 2
    worded = say(omit(script, 3), 2, "Chào bà con người Lào.")
    assert worded.sentences[1].language == "vi"
    assert worded.flags == ()


def test_other_letters_inside_a_vietnamese_sentence_block_too() -> None:
    script = read("Họp tại Lào Cai (老街) sáng mai. Thuốc nhóm β dùng được.")
    (flag,) = script.flags
    assert (flag.reason, flag.written, flag.line) == ("other-letters", "老街", 1)
    taught = Lexicon.built_in().with_layer("commune", [Entry("老街", "Lão Nhai")])
    assert read("Họp tại Lào Cai (老街) sáng mai.", lexicon=taught).flags == ()


def test_saying_a_line_partly_in_a_voiceless_language_does_not_hide_it() -> None:
    script = say(read(f"{VIETNAMESE}\nMời họp."), 2, f"Chào bà con. {LAO}")
    assert script.sentences[1].language == "lo"
    assert [flag.reason for flag in script.ambiguous] == ["no-voice"]


def test_a_mark_settles_what_letters_leave_open() -> None:
    text = (
        f"[Tày] Pi noọng mừa Nà Lĩnh.\nPi noọng chú ý.\n\n[EN] Opening hours\n\n[VI] {VIETNAMESE}"
    )
    script = read(text)
    assert [sentence.language for sentence in script.sentences] == ["tyz", "tyz", "en", "vi"]
    assert script.sentences[2].spoken == "Opening hours"
    assert [flag.reason for flag in script.flags].count("language-mark") == 3


def test_a_line_nobody_can_name_is_english_where_the_page_has_english() -> None:
    alone = "BORDER BULLETIN No. 46/2026"
    assert languages(alone) == ["vi"]
    assert languages(f"{alone}\n\nThe gate of the commune is open.") == ["en", "en"]


@pytest.mark.parametrize("language", ["tyz", "hmn", "en", "lo"])
def test_a_bulletin_of_another_language_keeps_it_in_every_sentence(language: str) -> None:
    text = f"{VIETNAMESE}\nPlease wear masks.\n{MONG}\n[VI] Nguồn: báo"
    assert set(languages(text, language)) == {language}


def test_a_sign_an_english_line_has_no_name_for_is_shown() -> None:
    script = read("📢 - The gate of the commune is open - daily 📢")
    assert script.sentences[0].spoken == "The gate of the commune is open, daily"
    assert [flag.written for flag in script.flags if flag.reason == "unspoken-sign"] == ["📢"] * 2


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("The market opens on 30 November 2026.", "thirty November twenty twenty six."),
        ("It is within 1,000 metres of marker 398.", "marker three hundred and ninety eight."),
        ("It is within 1,000 metres of a tree.", "within one thousand metres of a tree."),
        (
            "Please call +84 276 700 at once.",
            "plus eight four two seven six seven zero zero at once.",
        ),
        ("The 21st prize is 2.5% of it.", "twenty first prize is two point five percent of it."),
        ("The gate closes at 17:00 for the day.", "at seventeen hundred for the day."),
        ("They were here in 1905 and in 2005.", "nineteen oh five and in two thousand and five."),
        ("It is open 8-11 and it is 7:05 pm.", "eight to eleven and it is seven oh five p m."),
    ],
)
def test_figures_of_an_english_sentence_are_put_into_words(written: str, spoken: str) -> None:
    assert read(written).sentences[0].spoken.endswith(spoken)
