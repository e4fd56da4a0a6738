"""What was handed in and waits for a signature while its days go by. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from broadcaster.schedule.planner import Inputs
from broadcaster.schedule.trouble import Trouble, TroubleKind


@dataclass(frozen=True)
class Waiting:
    """A bulletin that was submitted and not yet answered."""

    bulletin: str
    title: str
    begins: datetime | None
    ends: datetime | None


def waiting_troubles(inputs: Inputs, waiting: Sequence[Waiting]) -> Iterator[Trouble]:
    """Yield those that could sound within the days that are planned, were they approved.

    One whose days are over already is felt now.
    """
    for one in waiting:
        begins = max(inputs.now, one.begins or inputs.now)
        if begins < inputs.until:
            at = min(begins, one.ends) if one.ends else begins
            yield Trouble(TroubleKind.WAITING, at, one.bulletin, one.title, ends=one.ends)
