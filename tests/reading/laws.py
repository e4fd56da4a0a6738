"""What holds for every text that is read. Each law says what breaks it in a script, or nothing.

The properties (`test_law`) and the soak (`tests.soak`) try the same laws on texts of their own.
"""

import re
import unicodedata
from collections.abc import Callable

from broadcaster.reading import ReadingError, Script, read
from broadcaster.reading.accounting import UNREAD

PAUSES = set("+*●○◦▪■□•➢➤►✓✔❖·⁃∙|~#=−")
"""Signs that may be a bullet or a stroke: heard as a pause. So may a minus, until it stands
before a figure inside a line."""

Law = Callable[[str, Script], str]


def attempt(text: str) -> Script | None:
    """Read a text; None when it is refused."""
    try:
        return read(text)
    except ReadingError:
        return None


def broken(text: str) -> str:
    """Return the first law a text breaks, with how; empty when it keeps them all."""
    try:
        script = attempt(text)
        if attempt(text) != script:
            return "repeatable: another script the second time"
    except Exception as error:
        return f"refused in words: {type(error).__name__}: {error}"
    for law in LAWS if script else ():
        found = law(text, script) if script else ""
        if found:
            return f"{law.__name__.replace('_', ' ')}: {found}"
    return ""


def stored_and_read_back(_text: str, script: Script) -> str:
    """A script is the same after its way through JSON values."""
    return "" if Script.from_document(script.to_document()) == script else "it differs"


def composed_without_figures_on_one_line(_text: str, script: Script) -> str:
    """Spoken words are NFC, hold no figure but of another language, and stand on one line."""
    for sentence in script.sentences:
        spoken = sentence.spoken
        good = sentence.words and unicodedata.is_normalized("NFC", spoken)
        figures = sentence.language == "vi" and any(map(_is_number, spoken))
        if not good or figures or re.search(r"[\n\r\0]", spoken):
            return repr(spoken)
    return ""


def spans_in_order(text: str, script: Script) -> str:
    """Spans lie inside their sentence, one after the other."""
    for sentence in script.sentences:
        at = sentence.span.start
        for word in sentence.words:
            if not at <= word.span.start <= word.span.end <= sentence.span.end <= len(text):
                return repr(word)
            at = word.span.start
    return ""


def spoken_or_flagged(text: str, script: Script) -> str:
    """Every letter, figure and sign with a name is heard, or shown to a person."""
    heard: set[int] = set()
    for sentence in script.sentences:
        for word in sentence.words:
            heard.update(range(word.span.start, word.span.end))
    for flag in script.flags:
        heard.update(range(flag.span.start, flag.span.end))
    lost = [(at, char) for at, char in enumerate(text) if _must_be_heard(char) and at not in heard]
    return repr(lost) if lost else ""


def nothing_lost(text: str, script: Script) -> str:
    """Every character but spaces is said by a word or silent by a rule with a name."""
    covered = bytearray(len(text))
    words = [word.span for sentence in script.sentences for word in sentence.words]
    for span in [*words, *(one.span for one in script.silences)]:
        covered[span.start : span.end] = b"\1" * (span.end - span.start)
    lost = [(at, char) for at, char in enumerate(text) if not (covered[at] or char.isspace())]
    unread = [one for one in script.silences if one.rule == UNREAD]
    return repr([*lost, *unread]) if lost or unread else ""


def flags_quote_the_source(text: str, script: Script) -> str:
    """Flags are numbered from 1, quote what they stand on, and point at a line."""
    if [flag.number for flag in script.flags] != list(range(1, len(script.flags) + 1)):
        return "their numbers do not count from 1"
    for flag in script.flags:
        quoted = flag.written == text[flag.span.start : flag.span.end] != ""
        figures = any(map(_is_number, "".join(flag.candidates)))
        if not quoted or figures or not 1 <= flag.line <= len(script.sentences):
            return repr(flag)
    return ""


LAWS: tuple[Law, ...] = (
    stored_and_read_back,
    composed_without_figures_on_one_line,
    spans_in_order,
    spoken_or_flagged,
    nothing_lost,
    flags_quote_the_source,
)


def _is_number(char: str) -> bool:
    return unicodedata.category(char) in ("Nd", "Nl", "No")


def _must_be_heard(char: str) -> bool:
    category = unicodedata.category(char)
    named = (char.isalnum() and category != "Lm") or category in ("Sm", "Sc", "So") or char in "%&@"
    return named and not set(unicodedata.normalize("NFKC", char)) <= PAUSES
