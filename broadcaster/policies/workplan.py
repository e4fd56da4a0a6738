"""The plan of a quarter for policy communication: what was meant to be done, and what is to say.

A line has a target, and either a measure, counted from the logs by the report, or what was done,
entered by hand. The texts are the centre's own.
"""

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from typing import Any

from broadcaster.policies.errors import PoliciesError

QUARTER = re.compile(r"(\d{4})-?[Qq]([1-4])|[Qq]([1-4])/(\d{4})")
MOST_LINES = 200
LONGEST_TEXT = 5000
LARGEST = 1_000_000_000


class Measure(StrEnum):
    """What a report can count of a quarter by itself."""

    SESSIONS = "sessions"
    AIRINGS = "airings"
    """Bulletins and relays heard whole."""
    POLICY_AIRINGS = "policy-airings"
    POLICIES = "policies"
    """Policies of which something was heard in the quarter."""
    MINUTES = "minutes"
    MINORITY_MINUTES = "minority-minutes"
    """In any language but Vietnamese."""
    COMMUNES = "communes"
    """Those with a log of the quarter."""
    AGENCIES = "agencies"
    """Those with leader and focal point on the last day."""


@dataclass(frozen=True)
class Line:
    """One thing that was planned."""

    name: str
    target: int
    unit: str = ""
    """In what it is counted, such as `lượt`."""
    measure: Measure | None = None
    done: int | None = None
    """As entered; None where it is measured, or nobody has said yet."""
    note: str = ""


@dataclass(frozen=True)
class Workplan:
    """The plan of one quarter; its id is `2026-Q4`."""

    quarter: str
    lines: tuple[Line, ...] = ()
    difficulties: str = ""
    good_practice: str = ""
    next_quarter: str = ""

    def to_document(self) -> dict[str, Any]:
        """Return the plan as plain JSON values."""
        return asdict(self)

    @classmethod
    def from_document(cls, document: Mapping[str, Any]) -> "Workplan":
        """Read it back. `KeyError`, `TypeError` or `ValueError` for anything else."""
        lines = tuple(
            Line(**{**one, "measure": Measure(one["measure"]) if one["measure"] else None})
            for one in document["lines"]
        )
        return cls(**{**document, "lines": lines})


@dataclass(frozen=True)
class Texts:
    """What is to be said of a quarter; None leaves a text as it is."""

    difficulties: str | None = None
    good_practice: str | None = None
    next_quarter: str | None = None


def read_quarter(text: str) -> str:
    """Return the id of a quarter written as 2026-Q4 or Q4/2026; refused otherwise."""
    found = QUARTER.fullmatch(text.strip())
    if found is None:
        raise PoliciesError.bad_quarter(text)
    return f"{found[1] or found[4]}-Q{found[2] or found[3]}"


def with_texts(plan: Workplan, texts: Texts) -> Workplan:
    """Return the plan with what was written, each text within its bound."""
    given = {name: value.strip() for name, value in asdict(texts).items() if value is not None}
    for name, value in given.items():
        if len(value) > LONGEST_TEXT:
            raise PoliciesError.too_long(name, len(value), LONGEST_TEXT, value)
    return replace(plan, **given)
