"""What a person can do with the papers of policies: gather lists and logs, hand the paper out.

The lists and the tree come from the database, dated; what was heard comes from the logs alone, of
this home and of journal folders that were brought.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from broadcaster.desk import Desk
from broadcaster.journal.inspection import Trust, trust_of
from broadcaster.policies import Agency
from broadcaster.policies import actions as policies
from broadcaster.policies.workplan import Workplan
from broadcaster.reports.actions import checked
from broadcaster.reports.activity import activity
from broadcaster.reports.day import fold_days
from broadcaster.reports.model import Stretch
from broadcaster.reports.paper import Paper
from broadcaster.reports.paper_settings import read_paper_settings
from broadcaster.reports.period_papers import Wanted, fold_below
from broadcaster.reports.reach.airings import Heard
from broadcaster.reports.reach.gathering import Gathered
from broadcaster.reports.reach.indicator_paper import indicator_paper
from broadcaster.reports.reach.indicators import Ground
from broadcaster.reports.reach.matrix_paper import matrix_paper
from broadcaster.reports.reach.placing import place
from broadcaster.reports.reach.quarter_paper import quarter_paper
from broadcaster.reports.subtree import Logs, lines_of, logs_by_unit, units_below
from broadcaster.units import Unit
from broadcaster.units import actions as units_actions
from broadcaster.units.heirs import heir_on, standing_for

FIRST_DAY = date(2000, 1, 1)
"""Before any log of ours."""


@dataclass(frozen=True)
class Asked:
    """As of which day, of whom, under the units of which day; None is the default."""

    day: date | None = None
    unit: str | None = None
    units_of: date | None = None
    folders: Sequence[Path] = ()


def policies_paper(desk: Desk, asked: Asked) -> Paper:
    """Return both indicators as of a day, today unless one is given.

    Of the station's unit with all below it, unless another is named. `UnitsError` for a unit that
    is none, `ReportsError` for a folder without a log.
    """
    return indicator_paper(gather(desk, asked), read_paper_settings(desk.home.papers).frame)


def coverage_paper(desk: Desk, asked: Asked) -> Paper:
    """Return the matrix of policies and communes as of a day."""
    return matrix_paper(gather(desk, asked), read_paper_settings(desk.home.papers).frame)


def quarter_pack_paper(desk: Desk, asked: Asked, wanted: Wanted) -> Paper:
    """Return the review of a quarter: plan and done, indicators on its last day, activity, texts.

    `asked.day` is not looked at. Raises as `policies_paper` and `subtree_paper` do.
    """
    handle = asked.unit or desk.settings.unit
    found = fold_below(desk, handle, asked.folders, wanted, asked.units_of)
    period = found.period
    gathered = gather(desk, replace(asked, day=period.last))
    frame = read_paper_settings(desk.home.papers).frame
    report = activity(found.units, found.totals, period, frame, title=found.top.name)
    quarter = f"{period.year}-Q{period.number}"
    plan = policies.workplan(desk, quarter) or Workplan(quarter)
    return quarter_paper(report, found.units, gathered, plan)


PAPERS: Mapping[str, Callable[[Desk, Asked], Paper]] = {
    "policies": policies_paper,
    "coverage": coverage_paper,
}


def gather(desk: Desk, asked: Asked) -> Gathered:
    """Read lists, tree and logs."""
    day = asked.day or units_actions.today(desk)
    units_of = asked.units_of or day
    logs = logs_by_unit([desk.home.journal, *asked.folders])
    top, below = units_below(desk, asked.unit or desk.settings.unit, units_of)
    lines = lines_of(below, {}) or (top,)
    known = {one.id: one for one in units_actions.units(desk, units_of)}
    heard = [_heard(desk, logs[unit], day) for unit in sorted(logs)]
    ids = [one.id for one in lines]
    with_box = {
        line
        for station in units_actions.stations(desk)
        for line in standing_for(known, ids, station.unit, day, units_of)
    }
    ground = Ground(
        day,
        units_of,
        policies.policies(desk),
        known,
        units_actions.memberships(desk),
        with_box,
    )
    placed = place([one for one, _stretch in heard], known, ids, units_of)
    stretches = tuple(stretch for _one, stretch in heard)
    return Gathered(top, lines, ground, placed, _agencies(desk, below, known, day), stretches)


def _heard(desk: Desk, logs: Logs, day: date) -> tuple[Heard, Stretch]:
    """Return what one station's logs say of policies, and the logs themselves as verified."""
    home = desk.home
    trust = trust_of(home) if logs.journal == home.journal else Trust(None, "log")
    heard = Heard(day, desk.settings.zone_info)
    records = ((log.id, heard.noticing(log.records())) for log in logs.logs)
    stretch = fold_days(records, FIRST_DAY, day, desk.settings.zone)
    found = tuple(checked(logs.journal, trust, log) for log in stretch.logs)
    bare = replace(stretch, logs=found, sessions=(), missing=(), unplanned=(), events=())
    return heard, bare


def _agencies(
    desk: Desk, below: Sequence[Unit], known: dict[str, Unit], day: date
) -> tuple[Agency, ...]:
    """Return the agencies of these units; one that names none is this register's own."""
    ids = {one.id for one in below}
    own = desk.settings.unit in ids
    return tuple(
        one
        for one in policies.agencies(desk)
        if (heir_on(known, one.unit, day) in ids or one.unit in ids if one.unit else own)
    )
