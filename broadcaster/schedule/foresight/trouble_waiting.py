"""What waits for somebody, a signature or an answer, while its days go by. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from broadcaster.schedule.foresight.trouble import Trouble, TroubleKind
from broadcaster.schedule.inputs import Inputs


@dataclass(frozen=True)
class Waiting:
    """A bulletin that was submitted, or a mandate or offer, that is not dealt with yet."""

    subject: str
    title: str
    begins: datetime | None
    ends: datetime | None
    kind: TroubleKind = TroubleKind.WAITING


def waiting_troubles(inputs: Inputs, waiting: Sequence[Waiting]) -> Iterator[Trouble]:
    """Yield those that could sound within the days that are planned, were they dealt with.

    One whose days are over already is felt now.
    """
    for one in waiting:
        begins = max(inputs.now, one.begins or inputs.now)
        if begins < inputs.until:
            at = min(begins, one.ends) if one.ends else begins
            yield Trouble(one.kind, at, one.subject, one.title, ends=one.ends)
