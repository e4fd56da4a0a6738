"""Policies the people should hear about, and the dated stages of their life."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from broadcaster.policies.errors import PoliciesError


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
            raise PoliciesError.bad_stage(text, [str(stage) for stage in cls]) from error


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
            raise PoliciesError.bad_level(text, [str(level) for level in cls]) from error


class Scope(StrEnum):
    """Whether the province made a policy itself, or one from above bears on its people."""

    OWN = "own"
    IMPACT = "impact"

    @classmethod
    def named(cls, text: str) -> "Scope":
        """Return the scope of that code, or refuse it with the list."""
        try:
            return cls(text.strip().lower())
        except ValueError as error:
            raise PoliciesError.bad_scope(text, [str(scope) for scope in cls]) from error


@dataclass(frozen=True)
class Policy:
    """A policy; its id is the number of its legal document, such as `07/CT-TTg`."""

    id: str
    title: str
    level: Level = Level.COMMUNE
    scope: Scope = Scope.OWN
    issuer: str = ""
    """Who signs it."""
    owner: str = ""
    """The agency that answers for it."""
    unit: str = ""
    """Id of the unit whose people it concerns, with everything below it; empty is everybody."""
    stages: tuple[tuple[Stage, date], ...] = ()
    """The day on which each stage was reached, in the order of the stages."""
    until: date | None = None
    """Its last day, of one that was repealed or given up."""

    def stage_on(self, day: date) -> Stage | None:
        """Return the stage it has reached on `day`; None before the first."""
        reached = self.reached_on(day)
        return reached[-1] if reached else None

    def reached_on(self, day: date) -> tuple[Stage, ...]:
        """Return every stage it has reached by the end of `day` (station time), in their order."""
        return tuple(stage for stage, since in self.stages if since <= day)

    def counts_on(self, day: date) -> bool:
        """Say whether it is one of the policies there are on `day`: begun, and not over."""
        return bool(self.reached_on(day)) and (self.until is None or day <= self.until)

    def to_document(self) -> dict[str, Any]:
        """Return the policy as plain JSON values."""
        return {
            "id": self.id,
            "title": self.title,
            "level": str(self.level),
            "scope": str(self.scope),
            "issuer": self.issuer,
            "owner": self.owner,
            "unit": self.unit,
            "stages": {str(stage): day.isoformat() for stage, day in self.stages},
            "until": self.until.isoformat() if self.until else None,
        }
