"""How a script looks on a terminal of 80 columns: flags first, then written beside spoken."""

from collections.abc import Iterator
from typing import Any

from broadcaster.bulletins.revision import Revision, hash_of
from broadcaster.bulletins.rewording import ranges_text
from broadcaster.i18n import _, ngettext
from broadcaster.quantities import length_in_words
from broadcaster.reading import Flag, Script
from broadcaster.reading.words import is_furniture, reason_text
from broadcaster.reports.columns import WIDTH, display_width, pad, shorten, wrap

UNKNOWN = "unknown-abbreviation"
NUMBER = 5
GAP = 3


def script_document(revision: Revision, length_ms: int) -> dict[str, Any]:
    """Return a script as plain JSON values, its lines numbered and beside what was written."""
    script = revision.script
    document = script.to_document()
    for number, (sentence, line) in enumerate(
        zip(script.sentences, document["sentences"], strict=True), 1
    ):
        line["line"] = number
        line["written"] = script.written(sentence)
    return {
        "id": revision.bulletin,
        "revision": revision.id,
        "script_sha256": hash_of(script),
        "estimate_ms": length_ms,
        **document,
    }


def script_lines(revision: Revision, length_ms: int) -> Iterator[str]:
    """Give the flags first, then every line as written beside as spoken."""
    script = revision.script
    yield from wrap(f"{revision.id} · {revision.fields.title}")
    yield summary(script, length_ms)
    yield from flag_lines(script, revision.bulletin)
    yield ""
    left, right = _("WRITTEN"), _("SPOKEN")
    width = (WIDTH - NUMBER - GAP) // 2
    yield f"{'':{NUMBER}}{pad(left, width)}{'':{GAP}}{right}"
    for number, sentence in enumerate(script.sentences, 1):
        spoken = _("(left out)") if sentence.omitted else sentence.spoken
        mark = " " if sentence.omitted or not _flagged(script, number) else "!"
        yield from _beside(number, mark, script.written(sentence), spoken, width)


def summary(script: Script, length_ms: int) -> str:
    """Return in one line how much there is to check and how long it will sound."""
    blocking = len(script.ambiguous)
    informing = len(script.flags) - blocking
    parts = [
        ngettext("{count} line", "{count} lines", len(script.sentences)).format(
            count=len(script.sentences)
        ),
        ngettext("{count} reading to decide", "{count} readings to decide", blocking).format(
            count=blocking
        ),
        ngettext("{count} to look at", "{count} to look at", informing).format(count=informing),
        _("about {length}").format(length=length_in_words(length_ms)),
    ]
    return ", ".join(parts) + "."


def flag_lines(script: Script, bulletin: str) -> Iterator[str]:
    """Give the flags, those that block first, each with its candidates; furniture by kind."""
    furniture = [flag for flag in script.flags if is_furniture(flag.reason)]
    informing = [flag for flag in script.flags if flag not in (*script.ambiguous, *furniture)]
    for heading, flags in (
        (_("To decide before submitting (--choose FLAG=N):"), script.ambiguous),
        (_("To look at:"), informing),
    ):
        if flags:
            yield ""
            yield heading
        for flag in flags:
            yield from flag_line(flag)
    if any(flag.reason == UNKNOWN for flag in script.flags):
        yield ""
        yield from wrap(
            _(
                "Said otherwise? `broadcaster lexicon add WRITTEN SPOKEN`, then "
                "`broadcaster bulletin edit {id} --read-again`"
            ).format(id=bulletin)
        )
    if furniture:
        lines = ranges_text(flag.line for flag in furniture)
        yield ""
        yield from wrap(
            _(
                "Page furniture, spoken unless you leave it out: "
                "`broadcaster bulletin edit {id} --omit {lines}`"
            ).format(id=bulletin, lines=lines)
        )
        for reason in dict.fromkeys(flag.reason for flag in furniture):
            own = ranges_text(flag.line for flag in furniture if flag.reason == reason)
            yield from wrap(f"  {own}: {reason_text(reason)}", " " * 6)


def flag_line(flag: Flag) -> Iterator[str]:
    """Give a flag with its candidates below it."""
    head = _('  [{number}] line {line}: "{written}"').format(
        number=flag.number, line=flag.line, written=" ".join(flag.written.split())
    )
    yield from wrap(f"{head} - {reason_text(flag.reason)}", " " * 6)
    for number, candidate in enumerate(flag.candidates, 1):
        now = _("  (spoken now)") if number == 1 else ""
        yield from wrap(f"{candidate}{now}", " " * 11, f"{number:>9}  ")


def _flagged(script: Script, line: int) -> bool:
    return any(flag.line == line for flag in script.flags)


def _beside(number: int, mark: str, written: str, spoken: str, width: int) -> Iterator[str]:
    left, right = _folded(written, width), _folded(spoken, width)
    for row in range(max(len(left), len(right))):
        head = f"{number:>3}{mark} " if row == 0 else " " * NUMBER
        one = left[row] if row < len(left) else ""
        other = right[row] if row < len(right) else ""
        yield f"{head}{pad(one, width)}{'':{GAP}}{other}".rstrip()


def _folded(text: str, width: int) -> list[str]:
    lines: list[str] = []
    line = ""
    for word in text.split():
        if line and display_width(f"{line} {word}") > width:
            lines.append(line)
            line = ""
        line = f"{line} {word}" if line else word
        while display_width(line) > width:
            cut = len(shorten(line, width)) - 1
            lines.append(line[:cut])
            line = line[cut:]
    return [*lines, line]
