"""The month report of one commune, from a year of its log, beside reading that log once."""

import tempfile
from pathlib import Path

from broadcaster.journal.logs import all_records
from broadcaster.reports.paper import render
from broadcaster.reports.period import PeriodKind
from broadcaster.reports.period_papers import Wanted, activity_paper
from tests.bench.figures import Figure, in_turn
from tests.reports.paper_year import live, station

HEARTBEATS_AN_HOUR = 21
"""Brings the year to some 200,000 records, as `year_log` has them."""


def month_report_beside_a_scan() -> Figure:
    """Compare a month's report as PDF, its log verified, with reading the year's records once."""
    with tempfile.TemporaryDirectory() as name:
        desk = station(Path(name) / "home")
        live(desk, heartbeats_an_hour=HEARTBEATS_AN_HOUR)
        month = Wanted(PeriodKind.MONTH, "2026-11")
        count = sum(1 for _record in all_records(desk.home))

        def ours() -> None:
            paper = activity_paper(desk.home, desk.settings, desk.time.now(), month)
            render(paper, "pdf")

        def reference() -> None:
            for _record in all_records(desk.home):
                pass

        mine, theirs, ratio = in_turn(ours, reference)
    return Figure(
        f"month report of a commune as PDF, its year of {count:,} records verified, beside reading "
        "them once",
        f"{mine:.1f} s",
        f"{theirs:.1f} s",
        ratio,
    )
