"""Changing a script: leave a line out, say it differently, settle a flag. Each makes another.

Lines and flags keep their numbers, so that several edits can be given from one listing.
"""

from dataclasses import replace

from broadcaster.reading.errors import ReadingError
from broadcaster.reading.languages import VOICED
from broadcaster.reading.lexicon import Lexicon
from broadcaster.reading.model import Flag, Script, Sentence, Span, Word
from broadcaster.reading.reader import read

_PAUSE_MARKS = ",;:.!?…"


def omit(script: Script, line: int) -> Script:
    """Return the script with one line kept but not spoken; its flags go with it."""
    sentence = _sentence(script, line)
    changed = _with_line(script, line, replace(sentence, omitted=True))
    return replace(changed, flags=_flags_without_line(script, line))


def say(script: Script, line: int, text: str, lexicon: Lexicon | None = None) -> Script:
    """Return the script with `text` read in place of one line.

    The new words point at the whole of the line's source. `ReadingError` when there is nothing
    to say in `text`.
    """
    sentence = _sentence(script, line)
    said = read(text, language=script.language, region=script.region, lexicon=lexicon)
    words = tuple(
        Word(word.spoken, sentence.span, f"said:{word.rule}")
        for spoken in said.sentences
        for word in spoken.words
    )
    kept = _flags_without_line(script, line)
    first = max((flag.number for flag in script.flags), default=0) + 1
    new = tuple(
        replace(flag, number=number, span=sentence.span, line=line)
        for number, flag in enumerate(said.flags, first)
    )
    language = _language(said)
    worded = replace(sentence, words=words, language=language, omitted=False)
    return replace(_with_line(script, line, worded), flags=kept + new)


def _language(said: Script) -> str:
    """Return the language of what was said in one line.

    Of several the bulletin's own, unless one has no voice: nobody shall speak that as another.
    """
    found = {sentence.language for sentence in said.sentences}
    voiceless = sorted(found - VOICED - {said.language})
    if voiceless:
        return voiceless[0]
    return found.pop() if len(found) == 1 else said.language


def choose(script: Script, flag: int, n: int) -> Script:
    """Return the script with a flag's words said as its candidate `n` (from 1), the flag gone."""
    chosen = _flag(script, flag)
    if not 1 <= n <= len(chosen.candidates):
        raise ReadingError.no_candidate(flag, n, chosen.candidates)
    sentence = _sentence(script, chosen.line)
    words = _spoken_as(sentence, chosen, chosen.candidates[n - 1])
    changed = _with_line(script, chosen.line, replace(sentence, words=words))
    return replace(changed, flags=tuple(f for f in script.flags if f is not chosen))


def _spoken_as(sentence: Sentence, flag: Flag, spoken: str) -> tuple[Word, ...]:
    """Put `spoken` where the flagged words stand."""
    current = flag.candidates[0]
    for number, word in enumerate(sentence.words):
        if word.rule.startswith("said:") and word.spoken.rstrip(_PAUSE_MARKS) == current:
            return _replaced(sentence, number, number + 1, spoken, word.span)
    inside = [n for n, word in enumerate(sentence.words) if _overlap(word.span, flag.span)]
    if not inside:
        return sentence.words
    return _replaced(sentence, inside[0], inside[-1] + 1, spoken, flag.span)


def _replaced(
    sentence: Sentence, start: int, end: int, spoken: str, span: Span
) -> tuple[Word, ...]:
    last = sentence.words[end - 1].spoken
    marks = last[len(last.rstrip(_PAUSE_MARKS)) :]
    word = Word(spoken + marks, span, "chosen")
    return (*sentence.words[:start], word, *sentence.words[end:])


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _sentence(script: Script, line: int) -> Sentence:
    if not 1 <= line <= len(script.sentences):
        raise ReadingError.no_line(line, len(script.sentences))
    return script.sentences[line - 1]


def _flag(script: Script, number: int) -> Flag:
    for flag in script.flags:
        if flag.number == number:
            return flag
    raise ReadingError.no_flag(number, ", ".join(str(flag.number) for flag in script.flags))


def _with_line(script: Script, line: int, sentence: Sentence) -> Script:
    sentences = (*script.sentences[: line - 1], sentence, *script.sentences[line:])
    return replace(script, sentences=sentences)


def _flags_without_line(script: Script, line: int) -> tuple[Flag, ...]:
    return tuple(flag for flag in script.flags if flag.line != line)
