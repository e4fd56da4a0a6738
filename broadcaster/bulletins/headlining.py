"""A bulletin's headline: the one sentence of its revision that is said before a session's items.

It is a line of the script and nothing else, so whoever approves the script has read it. By
itself it is the line that says the title; a person may name another line, or none. It is spoken
in the voice of the bulletin, as a small cut of its own, and the approval covers that cut's hash.
"""

from dataclasses import replace

from broadcaster.bulletins.headline import Headline
from broadcaster.bulletins.headline_errors import HeadlineError
from broadcaster.bulletins.revision import Bulletin, Fields, Revision
from broadcaster.bulletins.titles import line_of_title
from broadcaster.production import Cut
from broadcaster.reading.model import Script, Sentence

NONE = 0
"""Line that says: this bulletin has no headline."""
AUTO_WORD, NONE_WORD = "auto", "none"


def headline_line(revision: Revision) -> int:
    """Return the line that is this revision's headline; 0 when it has none.

    A line that is left out of the reading is no headline.
    """
    line = revision.fields.headline
    if line is None:
        line = line_of_title(revision.script, revision.fields.title)
    sentences = revision.script.sentences
    return line if 0 < line <= len(sentences) and not sentences[line - 1].omitted else NONE


def headline_of(revision: Revision) -> Sentence | None:
    """Return the sentence that is this revision's headline, if it has one."""
    line = headline_line(revision)
    return revision.script.sentences[line - 1] if line else None


def spoken_headline(revision: Revision) -> str:
    """Return the headline as it is said; empty when there is none."""
    sentence = headline_of(revision)
    return sentence.spoken if sentence else ""


def headline_script(revision: Revision) -> Script | None:
    """Return the headline as a script of its own, to be spoken; None when there is none."""
    sentence = headline_of(revision)
    if sentence is None:
        return None
    return replace(revision.script, sentences=(sentence,), flags=(), silences=())


def covered_headline(bulletin: Bulletin, cut: Cut) -> Headline:
    """Return what an approval covers of the headline that was spoken in `cut`."""
    line = headline_line(bulletin.revision)
    spoken = bulletin.revision.script.sentences[line - 1].spoken
    return Headline(line, spoken, cut.sha256, cut.decoded_sha256)


def read_headline(typed: str) -> int | None:
    """Return what `--headline` means: a line, 0 for none, None for the line that says the title.

    `HeadlineError` quotes anything else.
    """
    word = typed.strip().lower()
    if word in ("", AUTO_WORD):
        return None
    if word == NONE_WORD:
        return NONE
    if not word.isdecimal() or len(word) > 6 or not int(word):
        raise HeadlineError.bad_line(typed)
    return int(word)


def require_spoken(script: Script, line: int | None) -> None:
    """Refuse a headline that no line of the script says."""
    if not line:
        return
    if line > len(script.sentences) or script.sentences[line - 1].omitted:
        raise HeadlineError.not_spoken(line, len(script.sentences))


def keep_headline(given: Fields, typed: str | None, before: Script, now: Script) -> Fields:
    """Return the fields of an edited bulletin with a headline that its script can say.

    Lines of another text are other lines: unless somebody named one anew (`typed`), it is once
    more the one that says the title. `HeadlineError` when what was named is not spoken.
    """
    if typed is not None:
        require_spoken(now, given.headline)
        return given
    moved = bool(given.headline) and _at(now, given.headline) != _at(before, given.headline)
    return replace(given, headline=None) if moved else given


def _at(script: Script, line: int | None) -> str:
    """Return what is written in a line; nothing where the script has no such line."""
    if not line or line > len(script.sentences):
        return ""
    return script.written(script.sentences[line - 1])
