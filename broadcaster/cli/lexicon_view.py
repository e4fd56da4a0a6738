"""How the lexicon and its changes look, as lines of a terminal and as JSON."""

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from broadcaster.bulletins.altering import Altered
from broadcaster.bulletins.lexicon import LexiconChange, LexiconEntry, LexiconLayer
from broadcaster.bulletins.words import state_name
from broadcaster.i18n import _, ngettext
from broadcaster.reading import Entry, Lexicon
from broadcaster.reading.lexicon import BUILT_IN
from broadcaster.reports.columns import wrap
from broadcaster.timebase import as_rfc3339

if TYPE_CHECKING:
    from broadcaster.bulletins.actions import Changed

SHOWN_BULLETINS = 20
SHOWN_LINES = 5


def list_lines(
    layers: Sequence[LexiconLayer], built_in: bool, zone: ZoneInfo, names: Callable[[str], str]
) -> Iterator[str]:
    """Give each layer, the nearest first, under its name where there are several."""
    several = len(layers) > 1 or built_in
    for layer in reversed(layers):
        if several and layer.entries:
            yield f"{layer.name} ({layer.owner})"
        for one in layer.entries:
            yield from _entry_lines(one.as_read, _about(one, zone, names))
    if built_in:
        yield _("Built-in")
        for entry in Lexicon.built_in().layers[0].entries:
            yield from _entry_lines(entry, [])


def list_document(layers: Sequence[LexiconLayer], built_in: bool) -> list[dict[str, Any]]:
    """Return the entries as JSON values, the nearest layer first."""
    own = [_document(one) for layer in reversed(layers) for one in layer.entries]
    comes_with = Lexicon.built_in().layers[0].entries if built_in else ()
    return own + [{**_read_document(one), "owner": BUILT_IN} for one in comes_with]


def counts(change: LexiconChange) -> str:
    """Return in one line how much of an import was new."""
    return _(
        "{added} added, {replaced} replaced, {removed} taken out, {unchanged} as before."
    ).format(
        added=change.added,
        replaced=change.replaced,
        removed=change.removed,
        unchanged=change.unchanged,
    )


def change_document(changed: "Changed", dry_run: bool) -> dict[str, Any]:
    """Return a change and what it would alter as JSON values."""
    change = changed.change
    return {
        "owner": change.owner,
        "dry_run": dry_run,
        "added": change.added,
        "replaced": change.replaced,
        "removed": change.removed,
        "unchanged": change.unchanged,
        "entering": [_read_document(one.as_read) for one in change.entering],
        "leaving": [_read_document(one.as_read) for one in change.leaving],
        "alters": [_altered_document(one) for one in changed.alters],
    }


def altered_lines(alters: Sequence[Altered]) -> Iterator[str]:
    """Give the bulletins that would be read differently, and what to do about it."""
    if not alters:
        return
    heading = ngettext(
        "{count} bulletin that is to air or waits for approval would be read differently; "
        "it stays as it is:",
        "{count} bulletins that are to air or wait for approval would be read differently; "
        "they stay as they are:",
        len(alters),
    )
    yield from wrap(heading.format(count=len(alters)))
    for one in alters[:SHOWN_BULLETINS]:
        yield from _altered(one)
    if len(alters) > SHOWN_BULLETINS:
        yield "  " + _("and {count} more").format(count=len(alters) - SHOWN_BULLETINS)
    yield from wrap(
        _(
            "To read one again: `broadcaster bulletin edit {id} --read-again`. Its approval or "
            "submission ends with it, and so does what was changed in its lines."
        ).format(id=alters[0].bulletin)
    )


def _altered(one: Altered) -> Iterator[str]:
    parts = [one.bulletin, one.title, state_name(one.state)]
    if one.airings:
        parts.append(_("next {airing}").format(airing=one.airings[0]))
    yield from wrap(" · ".join(parts), "    ", "  ")
    for line in one.lines[:SHOWN_LINES]:
        head = _("line {line}: {written}").format(line=line.line, written=line.written)
        yield from wrap(head, " " * 6, " " * 4)
        yield from wrap(line.before, " " * 8, " " * 6 + "- ")
        yield from wrap(line.after, " " * 8, " " * 6 + "+ ")
    if len(one.lines) > SHOWN_LINES:
        yield " " * 4 + _("and {count} more").format(count=len(one.lines) - SHOWN_LINES)


def _altered_document(one: Altered) -> dict[str, Any]:
    return {
        "bulletin": one.bulletin,
        "revision": one.revision,
        "title": one.title,
        "state": str(one.state),
        "airings": list(one.airings),
        "lines": [
            {
                "line": line.line,
                "written": line.written,
                "before": line.before,
                "after": line.after,
            }
            for line in one.lines
        ],
    }


def _entry_lines(entry: Entry, about: Sequence[str]) -> Iterator[str]:
    beside = [_("beside {words}").format(words=", ".join(entry.context))] if entry.context else []
    yield from wrap(f"{entry.written} = {entry.spoken}", "    ")
    parts = [*beside, *about]
    if parts:
        yield from wrap("; ".join(parts), "    ", "    ")


def _about(one: LexiconEntry, zone: ZoneInfo, names: Callable[[str], str]) -> list[str]:
    """Return who said so: here, and before that elsewhere as the file states it."""
    about = [one.source] if one.source else []
    if one.stated_by or one.stated_at:
        when = f"{one.stated_at.astimezone(zone):%d/%m/%Y} " if one.stated_at else ""
        about.append(_("decided by {who}").format(who=f"{when}{one.stated_by}".strip()))
    about.append(f"{one.at.astimezone(zone):%d/%m/%Y} {names(one.by)}")
    if one.removed_at:
        when = f"{one.removed_at.astimezone(zone):%d/%m/%Y}"
        about.append(_("taken out {when} {who}").format(when=when, who=names(one.removed_by)))
    return about


def _read_document(entry: Entry) -> dict[str, Any]:
    return {
        "written": entry.written,
        "spoken": entry.spoken,
        "context": list(entry.context),
        "source": entry.source,
    }


def _document(one: LexiconEntry) -> dict[str, Any]:
    return {
        **_read_document(one.as_read),
        "by": one.by,
        "at": as_rfc3339(one.at),
        "owner": one.owner,
        "stated_by": one.stated_by,
        "stated_at": as_rfc3339(one.stated_at) if one.stated_at else None,
        "removed_by": one.removed_by,
        "removed_at": as_rfc3339(one.removed_at) if one.removed_at else None,
    }
