"""What somebody states about a policy, checked and laid over what stood there before.

The number of a document is written in many ways (`07/CT-TTg`, `07 / ct-ttg`); the way it was
written first stays its id.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any

from broadcaster.policies.errors import PoliciesError
from broadcaster.policies.model import Level, Policy, Scope, Stage
from broadcaster.policies.tidying import LONGEST_FIELD, LONGEST_TITLE, tidy
from broadcaster.units.naming import tidy as tidy_name

FIRST_YEAR, LAST_YEAR = 1945, 2100
"""Outside these a year is a slip of the keyboard."""


@dataclass(frozen=True)
class Stated:
    """What was typed or stands in a row; None leaves a value as it is, an empty text clears it."""

    title: str | None = None
    level: Level | str | None = None
    scope: Scope | str | None = None
    issuer: str | None = None
    owner: str | None = None
    unit: str | None = None
    """Id of a unit, already resolved."""
    stages: tuple[tuple[Stage, date], ...] = ()
    until: date | None = None


def key_of(number: str) -> str:
    """Return what two ways of writing one document's number have in common."""
    return re.sub(r"\s*([/.\-–])\s*", r"\1", tidy_name(number)).replace("–", "-").casefold()


def by_key(policies: Iterable[Policy]) -> dict[str, Policy]:
    """Return the policies by what `key_of` makes of their numbers."""
    return {key_of(policy.id): policy for policy in policies}


def amended(old: Policy | None, number: str, stated: Stated) -> Policy:
    """Return a policy with what was stated; `old` is what stands under its number.

    A new one needs a title; its scope is `impact` where the centre made it, unless stated.
    `PoliciesError` quotes the first value that does not hold.
    """
    base = old or _new(tidy(number, "NUMBER"), stated)
    changes: dict[str, Any] = {
        name: tidy(value, f"--{name}", LONGEST_TITLE if name == "title" else LONGEST_FIELD)
        for name in ("title", "issuer", "owner", "unit")
        if (value := getattr(stated, name)) is not None
    }
    if stated.level is not None:
        changes["level"] = Level.named(stated.level)
    if stated.scope is not None:
        changes["scope"] = Scope.named(stated.scope)
    if stated.until is not None:
        changes["until"] = check_day(stated.until)
    changes["stages"] = in_order((*base.stages, *stated.stages))
    new = replace(base, **changes)
    if not new.id:
        raise PoliciesError.empty("NUMBER")
    if not new.title:
        raise PoliciesError.empty("--title")
    return new


def without_stage(policy: Policy, stage: Stage) -> Policy:
    """Return a policy that has not reached `stage`; refused when it had no day for it."""
    left = tuple(pair for pair in policy.stages if pair[0] is not stage)
    if left == policy.stages:
        raise PoliciesError.not_reached(policy.id, str(stage))
    return replace(policy, stages=left)


def in_order(stages: Sequence[tuple[Stage, date]]) -> tuple[tuple[Stage, date], ...]:
    """Return stages in the order of a policy's life; a later mention of one replaces it."""
    latest = dict(stages)
    return tuple((stage, check_day(latest[stage])) for stage in Stage if stage in latest)


def check_day(day: date) -> date:
    """Return the day, or refuse a year nobody meant."""
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise PoliciesError.bad_year(day, FIRST_YEAR, LAST_YEAR)
    return day


def changed(old: Policy | None, new: Policy) -> Mapping[str, tuple[Any, Any]]:
    """Return what differs, field or stage -> (before, now); of a new policy everything it has."""
    base = old or Policy("", "", new.level, new.scope)
    plain = {
        field.name: (getattr(base, field.name), getattr(new, field.name))
        for field in fields(Policy)
        if field.name not in ("id", "stages")
    }
    before, now = dict(base.stages), dict(new.stages)
    dated = {str(stage): (before.get(stage), now.get(stage)) for stage in Stage}
    return {name: pair for name, pair in (plain | dated).items() if pair[0] != pair[1]}


def _new(number: str, stated: Stated) -> Policy:
    level = Level.COMMUNE if stated.level is None else Level.named(stated.level)
    return Policy(number, "", level, Scope.IMPACT if level is Level.CENTRAL else Scope.OWN)
