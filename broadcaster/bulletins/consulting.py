"""What a bulletin has to say of its policy, so that people can answer and reports can count it.

A bulletin of the stage `consultation` asks for opinions: it names the day they close and how they
are given, and never airs after that day.
"""

from dataclasses import replace
from zoneinfo import ZoneInfo

from broadcaster.bulletins import validity
from broadcaster.bulletins.errors import BulletinsError
from broadcaster.bulletins.revision import Bulletin, Fields
from broadcaster.policies import Stage


def while_open(given: Fields, zone: ZoneInfo) -> Fields:
    """Return the fields with validity ending with the closing day, where no end was given.

    Refused when it was given and lies later.
    """
    if given.answers_until is None:
        return given
    closes = validity.read_until(given.answers_until.isoformat(), zone, "--answers-until")
    if given.valid_until is None:
        return replace(given, valid_until=closes)
    if given.valid_until > closes:
        raise BulletinsError.after_closing(
            validity.show_until(given.valid_until, zone), f"{given.answers_until:%d/%m/%Y}"
        )
    return given


def require_answerable(bulletin: Bulletin) -> None:
    """Refuse to hand in what names only one of policy and stage, or asks and takes no answer."""
    given = bulletin.revision.fields
    if bool(given.policy) != bool(given.stage):
        raise BulletinsError.half_a_policy(bulletin.id, given.policy or str(given.stage))
    is_open = given.answers_until is not None and given.answers_to
    if given.stage is Stage.CONSULTATION and not is_open:
        raise BulletinsError.unanswerable(bulletin.id)
