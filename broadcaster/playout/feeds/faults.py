"""Alarms of single feeds: raised when one takes no sound, ended when it does again."""

from collections.abc import Iterable

from broadcaster.playout.alarms import Alarms
from broadcaster.playout.feeds.model import FeedReport, FeedState

CLUSTER_FAULT, NO_OUTPUT = "cluster-fault", "no-output"
EVERY = "clusters"


class FeedFaults:
    """Tells the alarms what changed."""

    def __init__(self, alarms: Alarms) -> None:
        self._alarms = alarms

    def look(self, reports: Iterable[FeedReport]) -> None:
        """Raise and end alarms by how the feeds do now; no feeds, no change."""
        every = tuple(reports)
        for report in every:
            if report.state is FeedState.FAULT:
                self._alarms.sound(CLUSTER_FAULT, report.id)
            elif report.state is not FeedState.UNKNOWN:
                self._alarms.clear(CLUSTER_FAULT, report.id)
        if every and all(report.state is FeedState.FAULT for report in every):
            self._alarms.sound(NO_OUTPUT, EVERY)
        elif every:
            self._alarms.clear(NO_OUTPUT, EVERY)
