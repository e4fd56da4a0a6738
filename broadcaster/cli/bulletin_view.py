"""How bulletins look on a terminal of 80 columns, and as JSON with English codes."""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from broadcaster.bulletins import fields as bulletin_fields
from broadcaster.bulletins.model import Approval
from broadcaster.bulletins.revision import Bulletin, Revision, Step, hash_of
from broadcaster.bulletins.rewording import ranges_text
from broadcaster.bulletins.validity import show_from, show_until
from broadcaster.bulletins.words import (
    act_name,
    class_name,
    kind_name,
    origin_name,
    stage_name,
    state_name,
)
from broadcaster.cli.read import _reasons as flag_reasons
from broadcaster.i18n import _, ngettext
from broadcaster.reading import Flag, Script, Sentence, estimate_ms
from broadcaster.reports.columns import WIDTH, display_width, pad, shorten, wrap
from broadcaster.timebase import as_rfc3339

if TYPE_CHECKING:
    from broadcaster.bulletins.store.dossiers import Listed

FURNITURE = "furniture"
UNKNOWN = "unknown-abbreviation"
HASH = re.compile(r"\b([0-9a-f]{16})[0-9a-f]{48}\b")
LABEL = 18
NUMBER = 5
GAP = 3


def length_text(milliseconds: int) -> str:
    """Return a length as people say it."""
    minutes, seconds = divmod(round(milliseconds / 1000), 60)
    if minutes:
        return _("{minutes} min {seconds:02} s").format(minutes=minutes, seconds=seconds)
    return _("{seconds} s").format(seconds=seconds)


def list_lines(bulletins: Sequence["Listed"]) -> Iterator[str]:
    """Give one line per bulletin: id, state, class, title."""
    heads = [
        (one.id, state_name(one.state), class_name(one.fields.bulletin_class)) for one in bulletins
    ]
    widths = [
        max(display_width(head[column]) for head in heads) for column in range(3 * bool(heads))
    ]
    for one, head in zip(bulletins, heads, strict=True):
        cells = "".join(f"{pad(cell, width)}  " for cell, width in zip(head, widths, strict=True))
        yield cells + shorten(one.fields.title, max(20, WIDTH - display_width(cells)))


def listed_document(one: "Listed") -> dict[str, Any]:
    """Return a bulletin of a list as plain JSON values."""
    return {
        "id": one.id,
        "revision": f"{one.id}.r{one.revision}",
        "state": str(one.state),
        "author": one.author,
        "cut": one.cut or None,
        "approval": one.approval or None,
        **bulletin_fields.to_document(one.fields),
    }


def show_lines(
    bulletin: Bulletin,
    approval: Approval | None,
    cut: str,
    zone: ZoneInfo,
    name_of: Callable[[str], str],
) -> Iterator[str]:
    """Give everything about a bulletin but its text, one field per line, empty ones left out."""
    given = bulletin.revision.fields
    pairs = (
        (_("Bulletin"), bulletin.revision.id),
        (_("Title"), given.title),
        (_("State"), state_name(bulletin.state)),
        (_("Bulletin class"), class_name(given.bulletin_class)),
        (_("Language"), given.language),
        (_("Column"), given.column),
        (_("Kind"), kind_name(given.content_kind)),
        (_("Origin"), origin_name(given.origin)),
        (_("Legal reference"), given.legal_ref),
        (_("Writer"), given.writer),
        (_("Reader"), given.reader),
        (_("Valid from"), show_from(given.valid_from, zone)),
        (_("Valid until"), show_until(given.valid_until, zone)),
        (_("Times"), str(given.times or _("no limit"))),
        (_("Zones"), ", ".join(given.zones) or _("whole station")),
        (_("Policy"), given.policy),
        (_("Stage"), stage_name(given.stage) if given.stage else ""),
        (_("Supersedes"), given.supersedes),
        (_("Translates"), given.translates),
        (_("Author"), name_of(bulletin.author)),
        (_("Recording"), cut),
        *_approval_pairs(approval),
    )
    for name, value in pairs:
        if value:
            yield from wrap(value, " " * LABEL, pad(f"{name}:", LABEL))


def bulletin_document(bulletin: Bulletin, approval: Approval | None) -> dict[str, Any]:
    """Return a bulletin as plain JSON values."""
    script = bulletin.revision.script
    return {
        "id": bulletin.id,
        "revision": bulletin.revision.id,
        "unit": bulletin.unit,
        "state": str(bulletin.state),
        **bulletin_fields.to_document(bulletin.revision.fields),
        "author": bulletin.author,
        "made_by": bulletin.revision.made_by,
        "made_at": as_rfc3339(bulletin.revision.made_at),
        "script_sha256": hash_of(script),
        "flags": {"ambiguous": len(script.ambiguous), "all": len(script.flags)},
        "estimate_ms": estimate_ms(script),
        "cut": bulletin.cut or None,
        "cut_fits": bulletin.has_fitting_cut,
        "approval": approval.to_document() if approval else None,
    }


def script_document(revision: Revision) -> dict[str, Any]:
    """Return a script as plain JSON values, its lines numbered and beside what was written."""
    script = revision.script
    document = script.to_document()
    for number, (sentence, line) in enumerate(
        zip(script.sentences, document["sentences"], strict=True), 1
    ):
        line["line"] = number
        line["written"] = written_of(script, sentence)
    return {
        "id": revision.bulletin,
        "revision": revision.id,
        "script_sha256": hash_of(script),
        "estimate_ms": estimate_ms(script),
        **document,
    }


def script_lines(revision: Revision) -> Iterator[str]:
    """Give the flags first, then every line as written beside as spoken."""
    script = revision.script
    yield from wrap(f"{revision.id} · {revision.fields.title}")
    yield summary(script)
    yield from flag_lines(script, revision.bulletin)
    yield ""
    left, right = _("WRITTEN"), _("SPOKEN")
    width = (WIDTH - NUMBER - GAP) // 2
    yield f"{'':{NUMBER}}{pad(left, width)}{'':{GAP}}{right}"
    for number, sentence in enumerate(script.sentences, 1):
        spoken = _("(left out)") if sentence.omitted else sentence.spoken
        mark = " " if sentence.omitted or not _flagged(script, number) else "!"
        yield from _beside(number, mark, written_of(script, sentence), spoken, width)


def summary(script: Script) -> str:
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
        _("about {length}").format(length=length_text(estimate_ms(script))),
    ]
    return ", ".join(parts) + "."


def flag_lines(script: Script, bulletin: str) -> Iterator[str]:
    """Give the flags, those that block first, each with its candidates; furniture in one line."""
    furniture = [flag for flag in script.flags if flag.reason == FURNITURE]
    informing = [flag for flag in script.flags if flag not in (*script.ambiguous, *furniture)]
    for heading, flags in (
        (_("To decide before submitting (--choose FLAG=N):"), script.ambiguous),
        (_("To look at:"), informing),
    ):
        if flags:
            yield ""
            yield heading
        for flag in flags:
            yield from _flag(flag)
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


def history_lines(steps: Sequence[Step], zone: ZoneInfo) -> Iterator[str]:
    """Give one entry per step: when, who, what."""
    for step in steps:
        when = f"{step.at.astimezone(zone):%d/%m/%Y %H:%M:%S}"
        revision = step.revision.rpartition(".")[2]
        who = step.name
        if step.in_name_of:
            who = _("{name}, in the name of {giver} ({document})").format(
                name=step.name, giver=step.in_name_of, document=step.delegation
            )
        yield from wrap(f"{when}  {revision}  {act_name(step.act)}, {who}", " " * 21)
        if step.detail:
            yield from wrap(HASH.sub(r"\1…", step.detail), " " * 25, " " * 25)


def step_document(step: Step) -> dict[str, Any]:
    """Return a step as plain JSON values."""
    return {
        "at": as_rfc3339(step.at),
        "revision": step.revision,
        "act": str(step.act),
        "by": step.by,
        "name": step.name,
        "detail": step.detail,
        "in_name_of": step.in_name_of,
        "delegation": step.delegation,
        "identity": step.identity,
        "os_user": step.os_user,
    }


def written_of(script: Script, sentence: Sentence) -> str:
    """Return the characters a line was read from, as one line."""
    return " ".join(script.source[sentence.span.start : sentence.span.end].split())


def _approval_pairs(approval: Approval | None) -> tuple[tuple[str, str], ...]:
    if approval is None:
        return ()
    return (
        (_("Approval"), approval.id),
        (_("Approved by"), approval.details.get("approver_name", approval.approver)),
        (_("In name of"), f"{approval.in_name_of} {approval.delegation}".strip()),
        (_("Accepted flags"), "; ".join(approval.accepted_flags)),
        (_("Accepted because"), approval.accepted_reason),
    )


def _flag(flag: Flag) -> Iterator[str]:
    head = _('  [{number}] line {line}: "{written}"').format(
        number=flag.number, line=flag.line, written=" ".join(flag.written.split())
    )
    yield from wrap(f"{head} - {flag_reasons().get(flag.reason, flag.reason)}", " " * 6)
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
