"""May this bulletin go into this part at this moment? Room is not asked here."""

import unicodedata
from collections.abc import Sequence
from datetime import datetime
from functools import lru_cache

from broadcaster.bulletins.model import Approval, BulletinClass
from broadcaster.schedule.model import LeftOut
from broadcaster.schedule.programmes.model import Filter, Part, PartKind
from broadcaster.schedule.programmes.overlaps import shared_zones
from broadcaster.schedule.reasons import Reason
from broadcaster.timebase import as_rfc3339
from broadcaster.units.model import WHOLE_STATION


def refuse(
    approval: Approval,
    zones: tuple[str, ...],
    wanted: Filter,
    first_sample: datetime,
    used: int,
) -> LeftOut | None:
    """Say why a bulletin may not have its first sample at that moment, or None when it may.

    `zones` are the session's; `used` counts the airings before this one. Validity counts at the
    first sample; its end is the first moment at which it may no longer start (DESIGN law 6).
    """
    bulletin = approval.bulletin
    if approval.bulletin_class is BulletinClass.EMERGENCY:
        return LeftOut(bulletin, Reason.EMERGENCY)
    if not shared_zones(approval.zones or (WHOLE_STATION,), zones):
        return LeftOut(bulletin, Reason.ZONES, ",".join(approval.zones))
    if not takes(wanted, approval):
        return LeftOut(bulletin, Reason.FILTER)
    if invalid := refuse_validity(approval, bulletin, first_sample):
        return invalid
    if approval.times is not None and used >= approval.times:
        return LeftOut(bulletin, Reason.TIMES_USED, f"{used} {approval.times}")
    return None


def refuse_validity(approval: Approval, what: str, first_sample: datetime) -> LeftOut | None:
    """Say why what is approved, named `what`, may not begin then; None when it may."""
    if approval.valid_from and first_sample < approval.valid_from:
        return LeftOut(what, Reason.NOT_VALID_THEN, f"from {as_rfc3339(approval.valid_from)}")
    if approval.valid_until and first_sample >= approval.valid_until:
        return LeftOut(what, Reason.NOT_VALID_THEN, f"until {as_rfc3339(approval.valid_until)}")
    return None


def takes(wanted: Filter, approval: Approval) -> bool:
    """Say whether a part's filter takes a bulletin; letter case does not matter."""
    details = approval.details
    return (
        _matches(wanted.classes, str(approval.bulletin_class))
        and _matches(wanted.columns, details.get("column", ""))
        and _matches(wanted.kinds, details.get("content_kind", ""))
        and _matches(wanted.languages, details.get("language", ""))
        and _matches(wanted.origins, approval.origin)
    )


def is_left_to_feature(layout: Sequence[Part], part: Part, approval: Approval) -> bool:
    """Say whether a bulletin is what a feature of the layout asks for, and this part is none.

    PRIORITY may go anywhere: it is never out of a session that has room for others.
    """
    if part.kind is PartKind.FEATURE or approval.bulletin_class is BulletinClass.PRIORITY:
        return False
    return any(takes(one.filter, approval) for one in layout if one.kind is PartKind.FEATURE)


def _matches(wanted: Sequence[str], value: str) -> bool:
    return not wanted or _plain(value) in {_plain(option) for option in wanted}


@lru_cache(4096)  # columns and kinds are few, and asked of every bulletin
def _plain(text: str) -> str:
    return unicodedata.normalize("NFC", text).casefold()
