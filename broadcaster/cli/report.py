"""`broadcaster report`: figures from the as-run log, for a terminal, a spreadsheet or paper."""

from datetime import date
from functools import partial
from pathlib import Path

import click

from broadcaster.cli.columns import show_table
from broadcaster.cli.days import DAY
from broadcaster.cli.papers import (
    COUNTINGS,
    FILES,
    FORMATS,
    Handing,
    folders_option,
    form_options,
    hand_out,
    paper_options,
    period_options,
    period_paper,
)
from broadcaster.cli.session import Session, common_options, show_json, talk
from broadcaster.i18n import _


@click.group("report")
def report_command() -> None:
    """Report what was planned and what sounded, from the as-run log alone."""


@report_command.command("day")
@click.argument("day", metavar="[DATE]", type=DAY, required=False)
@click.option("--format", "shape", type=click.Choice(FORMATS), default="table", show_default=True)
@click.option("--json", "as_json", is_flag=True, help="The same as --format json.")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Write to this file.")
@click.option("--log", "which", help="real, rehearsal, or the id of a log.")
@common_options
@click.pass_obj
def day_command(
    session: Session,
    day: date | None,
    shape: str,
    as_json: bool,
    out: Path | None,
    which: str | None,
) -> None:
    """Show one day's as-run table: every planned item, its actual start, its outcome and cause.

    DATE is 2026-11-22 or 22/11/2026; without it, today, or the last day of a rehearsal.
    """
    from broadcaster.reports import actions
    from broadcaster.timebase import SystemTime

    if shape in FILES and not as_json:
        handing = Handing(shape, out, which, COUNTINGS[0])
        period_paper(session, "day", day.isoformat() if day else "", handing)
        return
    home, settings = session.settings()
    report = actions.day_report(home, settings, SystemTime().now(), day, which)
    content = actions.render_day(report, "json" if as_json else shape)
    if out:
        actions.write_report(out, content)
        written = f"{report.day:%d/%m/%Y}"
        talk(_('The report of {day} is in "{path}".').format(day=written, path=out))
    else:
        click.get_binary_stream("stdout").write(content)


@report_command.command("clusters")
@click.argument("day", metavar="[DATE]", type=DAY, required=False)
@click.option("--json", "as_json", is_flag=True)
@click.option("--log", "which", help="real, rehearsal, or the id of a log.")
@common_options
@click.pass_obj
def clusters_command(session: Session, day: date | None, as_json: bool, which: str | None) -> None:
    """Show what the output of each cluster took on one day, session by session.

    DATE is 2026-11-22 or 22/11/2026; without it, today. Only clusters with an output of their own
    are in it; what was sent there is not yet heard.
    """
    from dataclasses import asdict

    from broadcaster.reports import actions
    from broadcaster.reports.station_clock import duration_text
    from broadcaster.reports.words import EVIDENCE, word
    from broadcaster.timebase import SystemTime

    home, settings = session.settings()
    shown, rows = actions.cluster_report(home, settings, SystemTime().now(), day, which)
    if as_json:
        show_json([asdict(row) for row in rows])
        return
    if not rows:
        talk(_("No cluster had an output of its own on {day}.").format(day=f"{shown:%d/%m/%Y}"))
        return
    headings = (_("Session"), _("Cluster"), _("Whole"), _("Partly"), _("Nothing"), _("Sent"))
    show_table(
        (*headings, _("Evidence")),
        [
            (
                row.session or _("outside the plan"),
                row.cluster,
                *map(str, (row.whole, row.partly, row.nothing)),
                duration_text(row.sent_ms),
                word(EVIDENCE, row.evidence),
            )
            for row in rows
        ],
    )


@report_command.command("logbook")
@click.argument("when", metavar="[PERIOD]", required=False, default="")
@click.option("--texts", is_flag=True, help="Annex the texts of what was on air.")
@period_options("week", "day", "month")
@paper_options
@click.pass_obj
def logbook_command(session: Session, when: str, texts: bool, kind: str, handing: Handing) -> None:
    """Make the log book (sổ nhật ký): what was on air, who wrote, read and approved it.

    PERIOD is 2026-W47, 2026-11 or any day in it; without it, the last one that is over, or today.
    """
    from broadcaster.reports.period_papers import logbook_paper

    wanted = handing.wanted(kind, when)
    desk = session.desk() if texts else None
    hand_out(session, handing, partial(logbook_paper, wanted=wanted, desk=desk))


@report_command.command("royalties")
@click.argument("when", metavar="[PERIOD]", required=False, default="")
@period_options("month", "quarter", "year")
@paper_options
@click.pass_obj
def royalties_command(session: Session, when: str, kind: str, handing: Handing) -> None:
    """Make the table of royalties (nhuận bút): who wrote and read what, and what is due.

    PERIOD is 2026-11, 2026-Q4, 2026 or any day in it; without it, the last one that is over. Rates
    stand in `papers.toml`, by role and kind of content; without a rate the amount is missing.
    """
    from broadcaster.reports.period_papers import royalties_paper

    wanted = handing.wanted(kind, when)
    hand_out(session, handing, partial(royalties_paper, wanted=wanted))


def _add_policy_paper(name: str, does: str) -> None:
    """Give the noun a verb for one of the papers of policies."""

    @report_command.command(
        name,
        help=f"""{does}

        Of the station's unit and all below it, unless --unit names another. What was heard comes
        from the logs; the lists of policies, agencies and units as they were on the day.
        """,
    )
    @click.option("--on", "day", type=DAY, help="As of that day; today when left out.")
    @click.option("--unit", help="A unit and all below it.")
    @click.option(
        "--units", "units_of", type=DAY, help="Under the units of that day: 2025-06-30, say."
    )
    @folders_option
    @form_options
    @click.pass_obj
    def verb(
        session: Session,
        day: date | None,
        unit: str | None,
        units_of: date | None,
        folders: tuple[Path, ...],
        handing: Handing,
    ) -> None:
        from broadcaster.reports import policy_papers

        desk = session.desk()
        make = policy_papers.PAPERS[name]
        asked = policy_papers.Asked(day, unit, units_of, folders)
        hand_out(session, handing, lambda _home, _settings, _now: make(desk, asked))


_add_policy_paper(
    "policies",
    "Show who named leader and focal point, and which policies were heard at each stage.",
)
_add_policy_paper("coverage", "Show which policy was heard in which commune, in which languages.")


@report_command.command("quarter-pack")
@click.argument("when", metavar="[PERIOD]", required=False, default="")
@click.option("--unit", help="A unit and all below it; the station's own when left out.")
@folders_option
@click.option("--units", "units_of", type=DAY, help="Under the units of that day: 2025-06-30, say.")
@paper_options
@click.pass_obj
def quarter_pack_command(
    session: Session,
    when: str,
    unit: str | None,
    folders: tuple[Path, ...],
    units_of: date | None,
    handing: Handing,
) -> None:
    """Make the review of a quarter: plan and done, indicators, figures, difficulties, what is next.

    PERIOD is 2026-Q4 or any day in it; without it, the last one that is over. The plan is entered
    with `broadcaster workplan`.
    """
    from broadcaster.reports.policy_papers import Asked, quarter_pack_paper

    desk, wanted = session.desk(), handing.wanted("quarter", when)
    asked = Asked(unit=unit, units_of=units_of, folders=folders)
    hand_out(session, handing, lambda _h, _s, _n: quarter_pack_paper(desk, asked, wanted))


@report_command.command("stations")
@click.argument("when", metavar="[PERIOD]", required=False, default="")
@click.option("--unit", "unit", required=True, help="The unit whose stations these are.")
@period_options("day", "week", "month", "quarter", "year")
@paper_options
@click.pass_obj
def stations_command(session: Session, when: str, unit: str, kind: str, handing: Handing) -> None:
    """Make the report on every station below a unit, from the index (`broadcaster index fill`).

    PERIOD is 2026-11-22, 2026-11 or the like; without it, the last one that is over. A commune
    whose log is not in the index has a line and no figures.
    """
    from broadcaster.index.actions import stations_report

    desk = session.desk()
    wanted = handing.wanted(kind, when)
    hand_out(session, handing, lambda _home, _settings, _now: stations_report(desk, unit, wanted))


def _add_period(kind: str, example: str) -> None:
    """Give the noun a verb for one kind of period."""

    @report_command.command(
        kind,
        help=f"""Make the report of a {kind}: sessions, items, time, and what the forms ask for.

        PERIOD is {example} or any day in it; without it, the last one that is over. With --unit,
        each commune below it has a line; one whose log is not here has no figures, and never zeros.
        """,
    )
    @click.argument("when", metavar="[PERIOD]", required=False, default="")
    @click.option("--unit", "unit", help="A unit and all below it, instead of this station.")
    @folders_option
    @click.option(
        "--units",
        "units_of",
        type=DAY,
        help="With --unit: under the units of that day: 2025-06-30, say.",
    )
    @paper_options
    @click.pass_obj
    def verb(
        session: Session,
        when: str,
        unit: str | None,
        folders: tuple[Path, ...],
        units_of: date | None,
        handing: Handing,
    ) -> None:
        period_paper(session, kind, when, handing, unit, folders, units_of)


for _kind, _example in (
    ("week", "2026-W47"),
    ("month", "2026-11"),
    ("quarter", "2026-Q4"),
    ("half-year", "2026-H2"),
    ("year", "2026"),
):
    _add_period(_kind, _example)
