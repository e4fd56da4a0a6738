"""Policies the people should hear about, and the stages of their life."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from broadcaster.bulletins.errors import BulletinsError
from broadcaster.bulletins.tidying import LONGEST_FIELD, LONGEST_TITLE, tidy


class Stage(StrEnum):
    """Where in its life a policy stands (the policy-communication plan of 07/CT-TTg)."""

    PROPOSAL = "proposal"
    DRAFTING = "drafting"
    CONSULTATION = "consultation"
    APPROVAL = "approval"
    PROMULGATION = "promulgation"
    IMPLEMENTATION = "implementation"
    FEEDBACK = "feedback"

    @classmethod
    def named(cls, text: str) -> "Stage":
        """Return the stage of that code, or refuse it with the list."""
        try:
            return cls(text.strip().lower())
        except ValueError as error:
            raise BulletinsError.bad_stage(text, [str(stage) for stage in cls]) from error


class Level(StrEnum):
    """Which level of government made a policy."""

    CENTRAL = "central"
    PROVINCE = "province"
    COMMUNE = "commune"

    @classmethod
    def named(cls, text: str) -> "Level":
        """Return the level of that code, or refuse it with the list."""
        try:
            return cls(text.strip().lower())
        except ValueError as error:
            raise BulletinsError.bad_level(text, [str(level) for level in cls]) from error


@dataclass(frozen=True)
class Policy:
    """A policy; its id is the number of its legal document, such as `07/CT-TTg`."""

    id: str
    title: str
    level: Level = Level.COMMUNE
    owner: str = ""
    """The agency that answers for it."""
    stages: tuple[tuple[Stage, date], ...] = ()
    """The day on which each stage was reached, in the order of the stages."""

    def stage_on(self, day: date) -> Stage | None:
        """Return the stage it has reached on `day`; None before the first."""
        reached = [stage for stage, since in self.stages if since <= day]
        return reached[-1] if reached else None

    def to_document(self) -> dict[str, Any]:
        """Return the policy as plain JSON values."""
        return {
            "id": self.id,
            "title": self.title,
            "level": str(self.level),
            "owner": self.owner,
            "stages": {str(stage): day.isoformat() for stage, day in self.stages},
        }


def in_order(stages: Sequence[tuple[Stage, date]]) -> tuple[tuple[Stage, date], ...]:
    """Return stages in the order of a policy's life; a later mention of one replaces it."""
    latest = dict(stages)
    return tuple((stage, latest[stage]) for stage in Stage if stage in latest)


def amended(
    old: Policy | None,
    number: str,
    *,
    title: str | None,
    level: str | None,
    owner: str | None,
    stages: Sequence[tuple[Stage, date]],
) -> Policy:
    """Return a policy with what was given, checked; `old` is what stood there before."""
    id_ = tidy(number, "NUMBER")
    base = old or Policy(id_, "")
    named = base.title if title is None else tidy(title, "--title", LONGEST_TITLE)
    if not id_:
        raise BulletinsError.empty("NUMBER")
    if not named:
        raise BulletinsError.empty("--title")
    return Policy(
        id_,
        named,
        base.level if level is None else Level.named(level),
        base.owner if owner is None else tidy(owner, "--owner", LONGEST_FIELD),
        in_order((*base.stages, *stages)),
    )
