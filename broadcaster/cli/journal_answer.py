"""`broadcaster journal at`: the page about a moment as text, document or HTML."""

import json
from collections.abc import Sequence
from typing import Any

from broadcaster.journal.moments import Sounding
from broadcaster.reports.columns import wrap
from broadcaster.reports.moment import MomentPage, Sort, lines_of, render_moment
from broadcaster.timebase import as_rfc3339


def render(pages: Sequence[MomentPage], shape: str) -> str:
    """Return the pages as `text`, `json` or `html`."""
    if shape == "html":
        return render_moment(list(pages))
    if shape == "json":
        return json.dumps(list(map(document, pages)), ensure_ascii=False, indent=2) + "\n"
    return "\n".join(_text(page) for page in pages)


def _text(page: MomentPage) -> str:
    found = []
    for line in lines_of(page):
        indent = "  " if line.sort is Sort.SPOKEN else ""
        found += wrap(line.text, indent, indent)
    return "".join(f"{line}\n" for line in found)


def document(page: MomentPage) -> dict[str, Any]:
    """Return the answer in English codes."""
    answer, seal = page.answer, page.seal
    return {
        "from": as_rfc3339(answer.stretch.start),
        "until": as_rfc3339(answer.stretch.end),
        "status": answer.status,
        "knowledge": str(answer.knowledge),
        "cluster": page.cluster,
        "sounded": [_document(page, one) for one in answer.sounded],
        "in_doubt": [_document(page, one) for one in answer.in_doubt],
        "before": _document(page, answer.before) if answer.before else None,
        "after": _document(page, answer.after) if answer.after else None,
        "kept_from": dict(answer.kept_from) if answer.kept_from else None,
        "kept_until": dict(answer.kept_until) if answer.kept_until else None,
        "muted": answer.mute is not None,
        "alarms": [dict(alarm) for alarm in answer.alarms],
        "airchecks": [dict(one) for one in answer.airchecks],
        "unordered": answer.unordered.seq if answer.unordered else None,
        "declared": [one.to_document() for one in answer.declared],
        "checkpoint": {"log": seal.log_id, "size": seal.size, "code": seal.code} if seal else None,
    }


def _document(page: MomentPage, one: Sounding) -> dict[str, Any]:
    words = page.words.get(one.record.text("approval"))
    return {
        "item": one.item,
        "first": as_rfc3339(one.first),
        "last": as_rfc3339(one.last),
        "ended": one.end is not None,
        "evidence": one.end.text("evidence") if one.end else "0",
        "hours_policy": one.hours_policy,
        "author": words.author if words else None,
        "approver": words.approver if words else None,
        "spoken": list(words.spoken) if words and words.is_approved else None,
        "start": dict(one.record),
        "end": dict(one.end) if one.end else None,
    }
