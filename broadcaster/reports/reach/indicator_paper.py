"""The paper of both indicators: what stands first, how it was counted, what adds up. Pure."""

from collections.abc import Iterator
from dataclasses import replace

from broadcaster.i18n import _
from broadcaster.policies import Scope
from broadcaster.policies.words import scope_name
from broadcaster.reports.frame import Frame, blank, framed
from broadcaster.reports.paper import Paper
from broadcaster.reports.period import PeriodKind, period_of
from broadcaster.reports.reach.gathering import Gathered
from broadcaster.reports.reach.indicator_tables import indicator_tables
from broadcaster.reports.reach.indicators import lacking, reach_together
from broadcaster.reports.reach.words import share_text


def indicator_paper(gathered: Gathered, frame: Frame) -> Paper:
    """Return the paper as of the day it was gathered for."""
    paper = replace(
        blank("policies", _("Policy communication: both indicators"), is_wide=True),
        facts=tuple(facts(gathered)),
        tables=tuple(indicator_tables(gathered)),
        notes=tuple(notes(gathered)),
        details=figures(gathered),
    )
    return framed(paper, period_of(PeriodKind.DAY, gathered.day), gathered.stretches, frame)


def figures(gathered: Gathered) -> dict[str, object]:
    """Return numerators and denominators: those of provinces add up to the country's."""
    count, left = lacking(gathered.agencies, gathered.day)
    found: dict[str, object] = {
        "unit": gathered.top.id,
        "as_of": gathered.day.isoformat(),
        "units_of": gathered.ground.asked.isoformat(),
        "kpi_a": {"named": count - len(left), "agencies": count},
    }
    for scope in Scope:
        heard, policies, _left = reach_together(
            gathered.ground, gathered.placed, gathered.ids, scope
        )
        reaches = gathered.reaches(scope)
        found[f"kpi_b_{scope}"] = {
            "heard": heard,
            "policies": policies,
            "communes_heard": sum(one.covered for one in reaches),
            "communes_policies": sum(one.policies for one in reaches),
        }
    return found


def facts(gathered: Gathered) -> Iterator[tuple[str, str]]:
    """Give what a reader looks for first."""
    yield _("Unit"), gathered.top.name
    yield _("As of"), f"{gathered.day:%d/%m/%Y}"
    if gathered.ground.asked != gathered.day:
        yield _("Units as of"), f"{gathered.ground.asked:%d/%m/%Y}"
    count, left = lacking(gathered.agencies, gathered.day)
    yield _("A: agencies with leader and focal point"), share_text(count - len(left), count)
    for scope in Scope:
        heard, policies, _left = reach_together(
            gathered.ground, gathered.placed, gathered.ids, scope
        )
        name = _("B: policies heard at each stage ({scope})").format(scope=scope_name(scope))
        yield name, share_text(heard, policies)


def notes(gathered: Gathered) -> Iterator[str]:
    """Say how it was counted, and what was not."""
    yield _(
        "A policy counts as heard in a commune once a bulletin of each stage it has reached was "
        "heard whole there. Communes without a station stay in the count."
    )
    for scope in Scope:
        _heard, _all, left = reach_together(gathered.ground, gathered.placed, gathered.ids, scope)
        if left:
            yield _("Not heard anywhere at each stage ({scope}): {policies}.").format(
                scope=scope_name(scope), policies=", ".join(policy.id for policy in left)
            )
    later = [one.id for one in gathered.ground.policies if not one.reached_on(gathered.day)]
    if later:
        yield _("Not counted, because no stage was reached yet: {policies}.").format(
            policies=", ".join(later)
        )
    if strangers := gathered.placed.strangers:
        named = ", ".join(f"{unit} ({count})" for unit, count in sorted(strangers.items()))
        yield _("Airings of units that have no line here: {units}.").format(units=named)
