"""Is this item approved, here and now? Decided from signed files and the journal (DESIGN law 1).

Pure over what was read: the shell reads the files again at the moment the item is placed. What
sounds must be exactly what two people signed: the same cut, class, zones and validity, not
withdrawn since, and not more often than they allowed.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from broadcaster.bulletins.model import Approval, ApprovalKind, BulletinClass
from broadcaster.bulletins.relay import RelayWindow
from broadcaster.journal.model import HEADLINES, LIVE, RELAY, UNPLANNED, Cause, Outcome
from broadcaster.playout.model import Passed
from broadcaster.schedule.model import PlannedItem
from broadcaster.units import WHOLE_STATION


@dataclass(frozen=True)
class Withdrawal:
    """Why an approval no longer holds, and who ended it."""

    cause: Cause
    """`withdrawn`, `superseded` or `approval-void`."""
    by: str = ""


@dataclass(frozen=True)
class Withdrawals:
    """Approvals that no longer hold; `known` is False when nobody can say which."""

    entries: Mapping[str, Withdrawal]
    """By approval id."""
    known: bool = True

    def cause_of(self, approval: str) -> Cause | None:
        """Return why this approval no longer holds, or None when it does."""
        entry = self.entries.get(approval)
        return entry.cause if entry else None


NOBODY_KNOWS = Withdrawals({}, known=False)


@dataclass(frozen=True)
class ApprovalFile:
    """What stands in `plan/approvals/<id>.json`: the approval, or why there is none to trust."""

    approval: Approval | None
    fault: Cause = Cause.APPROVAL_MISSING
    """`approval-missing`, or `approval-void` when the file is not what the box signed."""


@dataclass(frozen=True)
class ApprovedSound:
    """Hashes of a file and of its decoded samples; empty where nothing is covered."""

    cut: str = ""
    decoded_sha256: str = ""


def clear(
    item: PlannedItem,
    file: ApprovalFile,
    withdrawals: Withdrawals,
    *,
    at: datetime,
    aired: int,
    ordered: bool = False,
) -> Passed | None:
    """Return None when the item may have its first sample `at` (aware UTC), else why not.

    `aired` counts the `aired` and `late` outcomes that this approval has in the journal, and what
    of it is on air now. `ordered` says that a person puts it on air now, and no plan does. Every
    refusal here is `skipped`: the station could have played it, and was not allowed to.
    """
    approval = file.approval
    if approval is None:
        return _skip(file.fault)
    cause = (
        _not_the_same(item, approval)
        or _wrong_class(item, approval, ordered)
        or _withdrawn(approval, withdrawals)
        or _out_of_validity(approval, at)
        or _wrong_zone(item, approval)
        or _used_up(approval, aired)
    )
    return _skip(cause) if cause else None


def approved_sound(item: PlannedItem, approval: Approval) -> ApprovedSound:
    """Return what of an approval covers the item's sound: the headline's cut, or the whole one.

    An approval without a headline covers none, whatever the item says.
    """
    if item.part != HEADLINES:
        return ApprovedSound(approval.cut, approval.decoded_sha256)
    headline = approval.headline
    return ApprovedSound(headline.cut, headline.decoded_sha256) if headline else ApprovedSound()


def _skip(cause: Cause) -> Passed:
    return Passed(Outcome.SKIPPED, cause)


def _not_the_same(item: PlannedItem, approval: Approval) -> Cause | None:
    same = (
        approval.id == item.approval
        and _covers_what_sounds(item, approval)
        and approval.sound == item.sound
        and approval.bulletin == item.bulletin
        and approval.revision == item.revision
    )
    return None if same else Cause.APPROVAL_VOID


def _covers_what_sounds(item: PlannedItem, approval: Approval) -> bool:
    if item.part not in (RELAY, LIVE):
        return item.cut == approved_sound(item, approval).cut != ""
    return approval.relay is not None and _is_within(item, approval.relay)


def _is_within(item: PlannedItem, window: RelayWindow) -> bool:
    """Say whether a relay is the approved one, in its programme and not longer than approved.

    One that is opened by hand is of no programme, and on no plan.
    """
    session, _at, _rest = item.id.partition("@")
    programme = "" if item.part == LIVE and item.id.startswith(UNPLANNED) else session
    is_it = (item.relay, programme, item.cut) == (window.name, window.programme, "")
    is_its_sort = (item.part == LIVE) == window.is_live
    return is_it and is_its_sort and item.length_ms <= window.longest_ms


def _wrong_class(item: PlannedItem, approval: Approval, ordered: bool) -> Cause | None:
    # A running order is no emergency order, whatever it says of itself.
    if item.item_class == BulletinClass.EMERGENCY and not ordered:
        return Cause.CLASS_NOT_APPROVED
    return None if item.item_class == approval.bulletin_class else Cause.CLASS_NOT_APPROVED


def _withdrawn(approval: Approval, withdrawals: Withdrawals) -> Cause | None:
    if not withdrawals.known and approval.kind is not ApprovalKind.SOUND:
        return Cause.APPROVAL_VOID  # it may have been withdrawn: nobody can confirm it holds
    return withdrawals.cause_of(approval.id)


def _out_of_validity(approval: Approval, at: datetime) -> Cause | None:
    if approval.valid_from is not None and at < approval.valid_from:
        return Cause.NOT_YET_VALID
    if approval.valid_until is not None and at >= approval.valid_until:
        return Cause.EXPIRED
    return None


def _wrong_zone(item: PlannedItem, approval: Approval) -> Cause | None:
    if not approval.zones or WHOLE_STATION in approval.zones:
        return None
    allowed = item.zones and set(item.zones) <= set(approval.zones)
    return None if allowed else Cause.ZONE_NOT_APPROVED


def _used_up(approval: Approval, aired: int) -> Cause | None:
    used_up = approval.times is not None and aired >= approval.times
    return Cause.TIMES_REACHED if used_up else None
