"""The relays of one session: connected ahead, minded while they sound, written down at their end.

Only what an approved window covers and the hours allow is connected at all. A source that gives
nothing, or silence, for as long as the setting says is given up for good: what was begun and cut
off is never begun again (DESIGN law 2). Up to then it is joined again as soon as it comes back.
"""

import contextlib
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

from broadcaster.bulletins.model import Approval, ApprovalKind
from broadcaster.journal.model import Cause, Outcome
from broadcaster.playout.air import Air
from broadcaster.playout.airing import Airing
from broadcaster.playout.ends import Ends
from broadcaster.playout.filler import Filler
from broadcaster.playout.interjection import FALLBACK, Interjection
from broadcaster.playout.judge import Judge
from broadcaster.playout.model import Heard, Passed
from broadcaster.playout.relaying.link import Link
from broadcaster.playout.relaying.listener import Job
from broadcaster.playout.relaying.recorder import Recorder
from broadcaster.playout.relaying.recordings import keep, open_path
from broadcaster.playout.sound.cuts import Audio
from broadcaster.playout.studio import Studio
from broadcaster.quantities import samples_in
from broadcaster.schedule import PlannedItem

CONNECT_LEAD = timedelta(seconds=8)
"""How long before its first sample a relay's source is connected. Nothing of it sounds yet."""
CLOSING_S = 5.0
"""How long a stopping player waits for a recording's last page and hash."""
ALARMS = {
    Cause.SOURCE_LOST: "relay-lost",
    Cause.SOURCE_SILENT: "relay-silent",
    Cause.NOT_RECORDED: "relay-not-recorded",
}


class Relays:
    """Links by item, and the ends that wait for their recordings."""

    def __init__(self, studio: Studio, ends: Ends) -> None:
        self._studio, self._judge, self._ends = studio, Judge(studio), ends
        self._links: dict[str, Link] = {}
        self._ended: list[tuple[Airing, Heard]] = []

    @property
    def are_written(self) -> bool:
        """Say whether no end waits for its recording."""
        return not self._ended

    def connect_ahead(self, coming: tuple[PlannedItem, datetime] | None) -> None:
        """Connect the relay that comes next once it begins soon, if it may sound then.

        Links of relays that do not come any more are ended.
        """
        item, begins = coming or (None, self._studio.reckoning.now())
        for gone in self._links.keys() - ({item.id} if item else set()):
            self._links.pop(gone).end()
        is_time = self._studio.reckoning.now() >= begins - CONNECT_LEAD
        if item is not None and is_time and item.id not in self._links:
            self._connect(item, begins)

    def take(self, item: PlannedItem, begins: int) -> Link | Passed:
        """Return a cleared item's link, put on the line from sample `begins` on, or why not."""
        link = self._links.get(item.id) or self._linked(item)
        if link is None:
            return Passed(Outcome.SKIPPED, Cause.APPROVAL_VOID)
        studio, length = self._studio, samples_in(item.length_ms)
        path = open_path(studio.home, studio.scribe.journal.log_id, item.id)
        record = (lambda: Recorder(path)) if studio.records else None
        try:
            link.put_on_line(length, begins, record)
        except OSError as error:
            studio.alarms.sound("relay-not-recorded", f"{item.id}: {error.strerror or error}")
            return Passed(Outcome.MISSED, Cause.NOT_RECORDED)
        return link

    def release(self, item: PlannedItem) -> None:
        """Leave a link to the airing that has it now."""
        self._links.pop(item.id, None)

    def heed(self, air: Air) -> None:
        """Give up what has been silent too long or came to its end."""
        for airing in air.placed:
            cause = self._fault_of(airing)
            if cause is None:
                continue
            air.cut(airing, air.sounded(airing), cause)
            if cause in ALARMS and (link := airing.sounding.link):
                reason = link.source.reason
                detail = f"{airing.id}: {reason}" if reason else airing.id
                self._studio.alarms.sound(ALARMS[cause], detail)

    def fallback_of(self, airing: Airing) -> Filler | None:
        """Return what sounds in the place of a relay that was lost, until its time is over.

        None when its part names no sound, or none that is approved and can be played.
        """
        approval = self._approved(airing.item.fallback) if airing.cut_short in ALARMS else None
        audio = self._studio.load(approval.cut) if approval else None
        if approval is None or not isinstance(audio, Audio):
            return None
        name = f"unplanned/{airing.id.replace('/', '-')}"
        until = airing.starts + timedelta(milliseconds=airing.item.length_ms)
        return Filler(Interjection(FALLBACK, approval, audio, "", name), until)

    def _approved(self, sound: str) -> Approval | None:
        found = (one for one in self._studio.plan.approvals() if one.kind is ApprovalKind.SOUND)
        named = [one for one in found if sound and one.sound == sound]
        return max(named, key=lambda one: one.at, default=None)

    def write_down(self, airing: Airing, heard: Heard, *, goes_on: bool) -> None:
        """Write the end of what fell silent; that of a relay as soon as its recording is whole."""
        if airing.sounding.link is None or goes_on:
            self._ends.take(airing, heard, goes_on=goes_on)
            return
        airing.sounding.link.end()
        if airing.cut_short is Cause.WHOLE:  # a recording that is shorter than its time
            heard = replace(heard, length=heard.samples)
        self._ended.append((airing, heard))

    def write_ends(self) -> None:
        """Write the ends whose recordings are complete, in their order."""
        while self._ended and _recording_of(self._ended[0][0]) is not None:
            airing, heard = self._ended.pop(0)
            recording = _recording_of(airing) or ""
            path = airing.sounding.link.path if airing.sounding.link else None
            kept = partial(self._keep, path, recording)
            self._ends.take(airing, heard, recording=recording, then=kept)
            if heard.whole:
                for code in ALARMS.values():
                    self._studio.alarms.clear(code)

    def close(self) -> None:
        """Leave every source, and write down what is recorded by then."""
        for link in self._links.values():
            link.end()
        for airing, _heard in self._ended:
            if airing.sounding.link is not None:
                airing.sounding.link.wait_written(CLOSING_S)
        self.write_ends()

    def _keep(self, path: Path | None, recording: str) -> None:
        if path is not None:
            with contextlib.suppress(OSError):  # the next start gives it its name
                keep(self._studio.home, path, recording)

    def _fault_of(self, airing: Airing) -> Cause | None:
        link = airing.sounding.link
        if link is None or airing.cut_short is not None:
            return None
        return link.fault(self._studio.settings.relay_silence_s * 1000)

    def _connect(self, item: PlannedItem, begins: datetime) -> None:
        may = self._judge.clear(item, begins) is None
        silent = self._studio.silenced_by is not None
        if may and not silent and self._judge.rule(item, begins).refused is None:
            self._linked(item)

    def _linked(self, item: PlannedItem) -> Link | None:
        approval = self._studio.plan.approval(item.approval).approval
        if approval is None or approval.relay is None:
            return None
        job = Job.of(approval.relay.source, item.length_ms, self._studio.settings)
        self._links[item.id] = Link(self._studio.connect(job))
        return self._links[item.id]


def _recording_of(airing: Airing) -> str | None:
    return airing.sounding.link.recording if airing.sounding.link else ""
