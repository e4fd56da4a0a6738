"""How bulletins look on a terminal of 80 columns, and as JSON with English codes."""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from broadcaster.bulletins import fields as bulletin_fields
from broadcaster.bulletins.attestation import Attestation
from broadcaster.bulletins.headlining import headline_line, spoken_headline
from broadcaster.bulletins.model import Approval
from broadcaster.bulletins.revision import Bulletin, Step, hash_of
from broadcaster.bulletins.validity import show_from, show_until
from broadcaster.bulletins.words import (
    act_name,
    class_name,
    kind_name,
    origin_name,
    state_name,
)
from broadcaster.cli.recording_view import finding_documents
from broadcaster.i18n import _
from broadcaster.policies.words import stage_name
from broadcaster.production import Cut
from broadcaster.production.listening import sentences
from broadcaster.quantities import length_in_words
from broadcaster.reports.columns import WIDTH, display_width, pad, shorten, wrap
from broadcaster.timebase import as_rfc3339
from broadcaster.voices.words import kind_of_voice

if TYPE_CHECKING:
    from broadcaster.bulletins.store.dossiers import Listed

HASH = re.compile(r"\b([0-9a-f]{16})[0-9a-f]{48}\b")
LABEL = 18


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
    cut: Cut | None,
    zone: ZoneInfo,
    name_of: Callable[[str], str],
    attestations: Sequence[Attestation] = (),
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
        (_("Translator"), given.translator),
        (_("Reader"), given.reader),
        (_("Valid from"), show_from(given.valid_from, zone)),
        (_("Valid until"), show_until(given.valid_until, zone)),
        (_("Times"), str(given.times or _("no limit"))),
        (_("Zones"), ", ".join(given.zones) or _("whole station")),
        (_("Policy"), given.policy),
        (_("Stage"), stage_name(given.stage) if given.stage else ""),
        (_("Opinions until"), f"{given.answers_until:%d/%m/%Y}" if given.answers_until else ""),
        (_("How to answer"), given.answers_to),
        (_("Supersedes"), given.supersedes),
        (_("Translates"), given.translates),
        (_("Author"), name_of(bulletin.author)),
        *_cut_pairs(bulletin, cut),
        (_("Headline"), headline_words(bulletin)),
        *((_("Attested by"), attested_words(one, zone)) for one in attestations),
        *_approval_pairs(approval),
    )
    for name, value in pairs:
        if value:
            yield from wrap(value, " " * LABEL, pad(f"{name}:", LABEL))


def bulletin_document(
    bulletin: Bulletin,
    approval: Approval | None,
    cut: Cut | None = None,
    attestations: Sequence[Attestation] = (),
    *,
    length_ms: int,
) -> dict[str, Any]:
    """Return a bulletin as plain JSON values; `cut` is its newest, if it has one.

    `length_ms` is how long its text is estimated to sound.
    """
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
        "estimate_ms": length_ms,
        "cut": bulletin.cut or None,
        "cut_fits": bulletin.has_fitting_cut,
        "headline_line": headline_line(bulletin.revision) or None,
        "headline_cut": bulletin.headline_cut or None,
        "cut_made": cut.making() if cut else None,
        "findings": finding_documents(cut.findings) if cut else [],
        "attestations": [one.to_document() for one in attestations],
        "approval": approval.to_document() if approval else None,
    }


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


def attested_words(one: Attestation, zone: ZoneInfo) -> str:
    """Return who attested a cut in which language, and when."""
    return f"{one.name} ({one.language}), {one.at.astimezone(zone):%d/%m/%Y %H:%M}"


def headline_words(bulletin: Bulletin) -> str:
    """Return the headline as it is spoken, and whether it was; empty where there is none."""
    said = spoken_headline(bulletin.revision)
    if not said or bulletin.headline_cut:
        return said
    return said + " " + _("(not spoken yet: render it)")


def _cut_pairs(bulletin: Bulletin, cut: Cut | None) -> tuple[tuple[str, str], ...]:
    if cut is None:
        return ()
    length = f"{length_in_words(cut.duration_ms)}, {cut.sha256[:16]}…"
    if not bulletin.has_fitting_cut:
        length += " " + _("(of an earlier text)")
    return (
        (_("Recording"), length),
        (_("Voice"), f"{cut.voice}, {kind_of_voice(cut.voice_kind)}"),
        (_("Licence"), cut.licence),
        *((_("Step down"), reason) for reason in cut.step_downs),
        *((_("Heard in it"), said) for said in sentences(cut.findings)),
    )


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
