"""The fields of what the player writes into the as-run log, built in one place.

An `outcome` carries everything a report prints of an item, so that no other source is needed.
"""

from collections.abc import Sequence
from datetime import datetime

from broadcaster.journal.record import Value, plan_parts
from broadcaster.playout.instructions.orders import SignedOrder
from broadcaster.playout.loopback.verdict import Hearing
from broadcaster.playout.model import ClusterHeard, Heard, Passed, Silence
from broadcaster.quantities import duration_of
from broadcaster.schedule import PlannedItem

Fields = dict[str, Value]
CLUSTERS_BYTES = 6000
"""Room for the clusters in an `end`: a record has 8 KiB."""
DETAILS = (
    "column", "content_kind", "language", "writer", "reader", "voice_kind", "approver_name",
    "policy", "stage", "legal_ref",
)  # fmt: skip
DESCRIPTIVE = (
    "class",
    "part",
    "title",
    "bulletin",
    "revision",
    "sound",
    "relay",
    "mandate",
    "makes_good",
    "origin",
    "length_ms",
    "cut",
    "approval",
    *DETAILS,
)
"""What `start` and `outcome` both say of an item."""


def plan_entries(signed: SignedOrder) -> list[Fields]:
    """Return the fields of the `plan` records of a locked order, one per part."""
    order = signed.order
    texts = [f"{item.tail}:{item.offset_ms}:{item.length_ms}" for item in order.items]
    parts = plan_parts(texts)
    return [
        {
            "session": order.session,
            "programme": order.programme,
            "title": order.title,
            "planned": order.start,
            "order": signed.sha256,
            "policy": order.policy,
            "part": number,
            "parts": len(parts),
            "count": len(texts),
            "items": part,
        }
        for number, part in enumerate(parts, 1)
    ]


def described(item: PlannedItem) -> Fields:
    """Return what a report prints of a planned item."""
    details = dict(item.details)
    return {
        "class": item.item_class,
        "part": item.part,
        "title": item.title,
        "bulletin": item.bulletin,
        "revision": item.revision,
        "sound": item.sound,
        "relay": item.relay or None,
        "mandate": item.mandate or None,
        "makes_good": item.makes_good or None,
        "origin": item.origin,
        "length_ms": item.length_ms,
        "cut": item.cut,
        "approval": item.approval,
        **{name: details.get(name, "") for name in DETAILS},
    }


def start_fields(item: PlannedItem, planned: datetime, order: str) -> Fields:
    """Return what a `start` says of a planned item before it is known when it will sound."""
    return {
        **described(item),
        "item": item.id,
        "planned": planned,
        "order": order,
        "zones": list(item.zones),
        "grace_ms": item.grace_ms,
    }


def end_fields(
    session: str, item: str, heard: Heard, cause: str, recording: str | None = None
) -> Fields:
    """Return the fields of an `end`: what was delivered, and why it stopped there.

    `recording` is the SHA-256 of what was recorded of a relay as it left, empty when there is
    none; other items have no such field, and no `missing`.
    """
    carried: Fields = {"recording": recording, "missing": heard.missing}
    return {
        **({} if recording is None else carried),
        **hearing_fields(heard.hearing),
        "session": session,
        "item": item,
        "first": heard.first or "",
        "last": heard.last or "",
        "samples": heard.samples,
        "length": heard.length,
        "evidence": heard.evidence,
        "clusters": by_cluster(heard.clusters) or None,
        "cause": cause,
        "silence": str(heard.silence) or None,
    }


def hearing_fields(hearing: Hearing | None) -> Fields:
    """Return what a loopback heard of an item, as integers; nothing where none could hear it."""
    if hearing is None or hearing.level is None:
        return {}
    return {
        "heard_cdbfs": hearing.level,
        "heard_lag_ms": hearing.lag_ms,
        "match_permille": hearing.match,
    }


def by_cluster(heard: Sequence[ClusterHeard]) -> list[str]:
    """Return what each cluster got as `<cluster>:<sounded ms>:<evidence>`, within a record.

    Where there are too many for one record, `+<count>` says how many are left out.
    """
    entries = [f"{one.cluster}:{duration_of(one.samples)}:{one.grade}" for one in heard]
    kept: list[str] = []
    room = CLUSTERS_BYTES
    for entry in entries:
        room -= len(entry.encode()) + 3
        if room < 0:
            return [*kept, f"+{len(entries) - len(kept)}"]
        kept.append(entry)
    return kept


def outcome_fields(
    session: str,
    item: str,
    planned: datetime,
    passed: Passed,
    descriptive: Fields,
    heard: Heard | None = None,
) -> Fields:
    """Return the fields of an `outcome`; without `heard` nothing of the item sounded."""
    is_audible = heard is not None and heard.silence is not Silence.WHOLE
    samples = heard.sounded if heard and is_audible else 0
    return {
        **descriptive,
        "session": session,
        "item": item,
        "planned": planned,
        "outcome": str(passed.outcome),
        "cause": str(passed.cause),
        "actual": (heard.first if heard and samples else None) or "",
        "sounded_ms": duration_of(samples),
        "evidence": heard.evidence if heard and samples else "0",
    }
