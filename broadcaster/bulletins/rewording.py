"""Changes of a text: read anew, leave a line out, say it differently, settle a flag.

Reading uses the lexicon of the moment; what is not touched keeps the words it had, whatever the
lexicon has learnt since.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from broadcaster.bulletins.errors import BulletinsError
from broadcaster.reading import Entry, Lexicon, Script, choose, omit, read, say
from broadcaster.reading.model import Flag

LONGEST_NAME = 60
NAMES = frozenset(
    {"foreign-word", "unknown-abbreviation", "abbreviation-by-parts", "other-letters"}
)
"""Reasons of flags that ask how something nobody knew is said."""


@dataclass(frozen=True)
class Edits:
    """What somebody wants changed in a text, by line and flag numbers of the script."""

    text: str | None = None
    read_again: bool = False
    """Read the same text with the lexicon of today; what was changed in its lines is lost."""
    omit: tuple[int, ...] = ()
    say: tuple[tuple[int, str], ...] = ()
    choose: tuple[tuple[int, int], ...] = ()

    @property
    def of_lines(self) -> bool:
        """Say whether anything but the whole text changes."""
        return bool(self.omit or self.say or self.choose)

    def options(self) -> Iterator[str]:
        """Give the options by which a person would type these edits, for the history."""
        if self.text is not None:
            yield "--text"
        if self.read_again:
            yield "--read-again"
        yield from (f"--choose {flag}={number}" for flag, number in self.choose)
        yield from (f"--say {line}" for line, _text in self.say)
        if self.omit:
            yield f"--omit {ranges_text(self.omit)}"


NO_EDITS = Edits()


def reword(script: Script, edits: Edits, language: str, lexicon: Lexicon) -> Script:
    """Return the script with the edits; a new text or language is read with `lexicon`.

    Flags are settled before lines change. `ReadingError` when a line or flag is not there;
    `BulletinsError` when a whole new reading and edits of lines come together.
    """
    source = script.source if edits.text is None else edits.text
    if edits.text is not None or edits.read_again or language != script.language:
        if edits.of_lines:
            raise BulletinsError.text_and_lines()
        return _read(script, source, language, lexicon)
    for flag, number in edits.choose:
        script = choose(script, flag, number)
    for line, text in edits.say:
        script = say(script, line, text, lexicon)
    for line in edits.omit:
        script = omit(script, line)
    return script


def learnt(script: Script, edits: Edits, wanted: bool | None) -> tuple[Entry, ...]:
    """Return what the commune's lexicon learns from the choices, so that it is not asked again.

    A name or abbreviation nobody knew is learnt. What can mean several things is learnt only
    when somebody wants that (`wanted`), because the next text may mean another; False is nothing.
    """
    if wanted is False:
        return ()
    chosen = dict(edits.choose)
    return tuple(
        Entry(flag.written, flag.candidates[chosen[flag.number] - 1])
        for flag in script.flags
        if flag.number in chosen and (wanted or is_name(flag))
    )


def read_anew(script: Script, written: str, before: Lexicon) -> tuple[tuple[int, str], ...]:
    """Return the lines that hold a word, with what is written there, to be read anew.

    A line that is not said as `before` reads it was worded by a person, and stays so.
    """
    return tuple(
        (line, text)
        for line, sentence in enumerate(script.sentences, 1)
        if not sentence.omitted
        and written in (text := script.written(sentence))
        and say(script, line, text, before).sentences[line - 1].spoken == sentence.spoken
    )


def ranges_text(numbers: Iterable[int]) -> str:
    """Return numbers as people list them and `--omit` takes them: 2,4-5,28-33."""
    runs: list[list[int]] = []
    for number in sorted(set(numbers)):
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return ",".join(f"{a}-{b}" if a != b else str(a) for a, b in runs)


def is_name(flag: Flag) -> bool:
    """Say whether a flag asks how a name is said, and not what a figure or short form means."""
    return flag.reason in NAMES and len(flag.written) <= LONGEST_NAME


def _read(script: Script, source: str, language: str, lexicon: Lexicon) -> Script:
    if not source and not script.sentences:  # a recording without a text
        return Script("", language, script.region, (), (), script.version)
    return read(source, language=language, region=script.region, lexicon=lexicon)
