"""The last word on an item: clearance and hours guard together, on files read just now."""

from datetime import datetime

from broadcaster.journal.model import Cause, Outcome
from broadcaster.playout.interjection import Interjection
from broadcaster.playout.judging.clearance import approved_sound, clear
from broadcaster.playout.judging.guard import Ruling, rule
from broadcaster.playout.model import Passed
from broadcaster.playout.sound.cuts import Audio
from broadcaster.playout.studio import Studio
from broadcaster.schedule import PlannedItem


class Judge:
    """Reads, decides, and sounds an alarm where a cut is not what was signed."""

    def __init__(self, studio: Studio) -> None:
        self._studio = studio

    def clear(
        self,
        item: PlannedItem,
        at: datetime,
        audio: Audio | None = None,
        *,
        ordered: bool = False,
    ) -> Passed | None:
        """Return why the item's approval does not let it sound `at`, or None when it does.

        Where `audio` decodes to other samples than were approved it sounds an alarm, which names
        their hash, and plays.
        `ordered`: a person puts it on air now.
        """
        plan, logbook = self._studio.plan, self._studio.scribe.logbook
        file = plan.approval(item.approval)
        is_counted = item.is_airing and logbook.is_begun(item.id)
        used = logbook.used(item.approval) - is_counted
        withdrawals = plan.withdrawals(fresh=True)
        passed = clear(item, file, withdrawals, at=at, aired=used, ordered=ordered)
        if passed is None and audio is not None and not self.is_approved(item, audio):
            self._studio.alarms.sound("decoded-differs", f"{item.id} ({audio.decoded_sha256})")
        return passed

    def is_approved(self, item: PlannedItem, audio: Audio) -> bool:
        """Say whether the samples are those that were approved."""
        approval = self._studio.plan.approval(item.approval).approval
        if approval is None:
            return False
        return approved_sound(item, approval).decoded_sha256 == audio.decoded_sha256

    def rule(self, item: PlannedItem, at: datetime, *, emergency_order: bool = False) -> Ruling:
        """Return the guard's ruling on an item that would begin `at`."""
        return rule(
            self._studio.plan.hours(fresh=True),
            self._studio.trust(),
            start=at,
            length_ms=item.length_ms,
            volume_percent=item.volume_percent,
            emergency_order=emergency_order,
        )

    def judge(
        self, item: PlannedItem, at: datetime, unplanned: Interjection | None = None
    ) -> Passed | None:
        """Return why the item may not begin exactly `at`, or None when it may.

        An emergency order passes the hours, and a template was approved in its signed file. Silence
        that people want stands above everything.
        """
        if silence := self._studio.silenced_by:
            return Passed(Outcome.MISSED, silence)
        ruling = self.rule(item, at, emergency_order=bool(unplanned and unplanned.passes_hours))
        if ruling.refused or ruling.wait_until:
            return Passed(Outcome.REFUSED, ruling.refused or Cause.OUTSIDE_HOURS)
        if unplanned and not item.approval:
            return None
        return self.clear(item, at, ordered=unplanned is not None)
