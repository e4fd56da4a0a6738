"""The matrix of policies and communes: how often each was heard where, in which languages. Pure."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from broadcaster.i18n import _
from broadcaster.policies import Policy
from broadcaster.policies.amending import key_of
from broadcaster.policies.words import stage_name
from broadcaster.reports.activity_figures import share
from broadcaster.reports.frame import Frame, blank, framed
from broadcaster.reports.paper import Coded, Column, Measure, Paper, Row, Table, Value
from broadcaster.reports.period import PeriodKind, period_of
from broadcaster.reports.reach.gathering import Gathered
from broadcaster.units import Unit

ABREAST = 8
"""Policies in one table, so that it fits on a sheet across."""
NEVER = "–"


def matrix_paper(gathered: Gathered, frame: Frame) -> Paper:
    """Return the matrix as of the day it was gathered for."""
    there = [one for one in gathered.ground.policies if one.counts_on(gathered.day)]
    paper = replace(
        blank("coverage", _("Policies and communes: what was heard where"), is_wide=True),
        facts=((_("Unit"), gathered.top.name), (_("As of"), f"{gathered.day:%d/%m/%Y}")),
        tables=(_summary(gathered, there), *_matrices(gathered, there)),
        notes=tuple(_notes(gathered)),
        details={
            "unit": gathered.top.id,
            "as_of": gathered.day.isoformat(),
            "units_of": gathered.ground.asked.isoformat(),
            "airings": [
                {"unit": unit, "policy": policy, "stage": stage, "language": language, "count": n}
                for unit, heard in sorted(gathered.placed.heard.items())
                for (policy, stage, language), n in sorted(heard.items())
            ],
        },
    )
    return framed(paper, period_of(PeriodKind.DAY, gathered.day), gathered.stretches, frame)


def _notes(gathered: Gathered) -> Iterator[str]:
    yield _("In each field: airings by language. A field without a figure: no log of it is here.")
    if gathered.ground.asked < gathered.day:
        yield _(
            "What a merged commune aired stands under each of its old units; the airings in the "
            "first table count it once."
        )


def _summary(gathered: Gathered, policies: Sequence[Policy]) -> Table:
    """Return a line for each policy; what belongs to none of them has the last line."""
    airings = Counter[str]()
    for (policy, _stage, _language), count in gathered.placed.airings.items():
        airings[policy] += count
    listed = {key_of(one.id) for one in policies}
    rows = [_policy(gathered, one, airings[key_of(one.id)]) for one in policies]
    rest = sum(count for policy, count in airings.items() if policy not in listed)
    if rest:
        rows.append(("", _("of no policy that counts on that day"), "", None, None, None, "", rest))
    total = sum(gathered.placed.airings.values())
    return Table(
        "policies",
        _("Policies"),
        (
            Column("policy", _("Policy"), weight=5),
            Column("title", _("Title"), weight=9),
            Column("stage", _("Stage"), weight=4),
            Column("communes", _("Communes that heard it"), Measure.COUNT),
            Column("all", _("Communes it concerns"), Measure.COUNT),
            Column("share", _("Share"), Measure.SHARE),
            Column("languages", _("Airings by language"), weight=5),
            Column("airings", _("Airings"), Measure.COUNT, summed=True),
        ),
        tuple(rows),
        ("", _("Total"), "", "", "", "", "", total if rows else None),
    )


def _policy(gathered: Gathered, policy: Policy, airings: int) -> Row:
    key, stage = key_of(policy.id), policy.stage_on(gathered.day)
    concerned = [one for one in gathered.ids if gathered.ground.concerns(policy, one)]
    heard = [one for one in concerned if _languages(gathered, one, key)]
    every = Counter[str]()
    for (told, _stage, language), count in gathered.placed.airings.items():
        every[language] += count if told == key else 0
    return (
        policy.id,
        policy.title,
        Coded(str(stage or ""), stage_name(stage) if stage else ""),
        len(heard),
        len(concerned),
        share(len(heard), len(concerned)),
        _in_words(+every),
        airings,
    )


def _matrices(gathered: Gathered, policies: Sequence[Policy]) -> Iterator[Table]:
    for first in range(0, len(policies), ABREAST):
        some = policies[first : first + ABREAST]
        yield Table(
            f"matrix_{first // ABREAST + 1}",
            _("Communes and policies"),
            (
                Column("unit", _("Unit"), weight=6),
                *(Column(one.id, one.id, weight=4) for one in some),
            ),
            tuple(_line(gathered, unit, some) for unit in gathered.lines),
        )


def _line(gathered: Gathered, unit: Unit, policies: Sequence[Policy]) -> Row:
    return (unit.name, *(_field(gathered, unit, one) for one in policies))


def _field(gathered: Gathered, unit: Unit, policy: Policy) -> Value:
    if unit.id not in gathered.placed.reaches:
        return None
    if not gathered.ground.concerns(policy, unit.id):
        return ""
    return _in_words(_languages(gathered, unit.id, key_of(policy.id))) or NEVER


def _languages(gathered: Gathered, unit: str, policy: str) -> Counter[str]:
    found = Counter[str]()
    for (told, _stage, language), count in gathered.placed.heard.get(unit, Counter()).items():
        if told == policy:
            found[language] += count
    return found


def _in_words(languages: Counter[str]) -> str:
    return ", ".join(f"{language or '?'} {count}" for language, count in sorted(languages.items()))
