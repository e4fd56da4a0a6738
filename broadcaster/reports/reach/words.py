"""The codes of these reports in the reader's language."""

from collections.abc import Mapping, Sequence

from broadcaster.i18n import N_, _, gettext
from broadcaster.policies import Stage
from broadcaster.policies.words import stage_name
from broadcaster.reports.reach.indicators import Why

REASONS: Mapping[Why, str] = {
    Why.NO_BOX: N_("no station there"),
    Why.NO_LOG: N_("its log is not here"),
    Why.FAILED: N_("planned, but not heard whole"),
    Why.LOG_ENDS: N_("its log ends before that day"),
    Why.NOT_PLANNED: N_("no airing was planned"),
}


def reason_text(why: Why) -> str:
    """Return why nothing shows that it was heard."""
    return gettext(REASONS[why])


def stages_text(stages: Sequence[Stage]) -> str:
    """Return stages in a row."""
    return ", ".join(stage_name(stage) for stage in stages)


def share_text(part: int, whole: int) -> str:
    """Return `3 of 4`, or that there is nothing to count."""
    if not whole:
        return _("none to count")
    return _("{part} of {whole}").format(part=part, whole=whole)
