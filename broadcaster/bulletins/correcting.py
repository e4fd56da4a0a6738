"""What an approver wants said differently, checked before it goes back to the author."""

from collections.abc import Sequence

from broadcaster.bulletins.rewording import ranges_text
from broadcaster.bulletins.tidying import LONGEST_COMMENT, tidy
from broadcaster.i18n import _
from broadcaster.reading import Script, say

Corrections = tuple[tuple[int, str], ...]
"""Lines of a script (from 1) with what is to be said in their place."""


def check_corrections(script: Script, wanted: Sequence[tuple[int, str]]) -> Corrections:
    """Return the corrections that change something, in the order of their lines.

    `ReadingError` when a line is not there, or when nothing could be said of the text.
    """
    found = []
    for line, text in sorted(dict(wanted).items()):
        said = tidy(text, f"--say {line}", LONGEST_COMMENT)
        say(script, line, said)
        if said != script.sentences[line - 1].spoken:
            found.append((line, said))
    return tuple(found)


def describe_corrections(corrections: Corrections) -> str:
    """Return the comment that stands where the approver only corrected; empty for none."""
    if not corrections:
        return ""
    return _("See the corrected lines: {lines}").format(
        lines=ranges_text(line for line, _text in corrections)
    )
