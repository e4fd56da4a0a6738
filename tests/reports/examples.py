"""Make the papers under `docs/examples/` anew: `python -m tests.reports.examples`."""

import json
import tempfile
from pathlib import Path

import typst

from broadcaster.i18n import use_language
from broadcaster.reports.paper import Paper, render
from broadcaster.reports.paper.printed import FOLDER, page_data
from broadcaster.reports.paper.totals import with_totals_checked
from broadcaster.reports.period import FIFTEENTH, PeriodKind
from broadcaster.reports.period_papers import Wanted, activity_paper, logbook_paper, royalties_paper
from tests.reports.paper_year import live, station

EXAMPLES = Path(__file__).parents[2] / "docs" / "examples"
DOTS_PER_INCH = 72


def papers(root: Path) -> dict[str, Paper]:
    """Return the example papers by name, of a year lived under `root`."""
    desk = station(root / "home")
    live(desk, with_texts=True)
    about = desk.home, desk.settings, desk.time.now()
    quarter = Wanted(PeriodKind.QUARTER, "2026-Q4", FIFTEENTH)
    return {
        "log-book-week": logbook_paper(*about, Wanted(PeriodKind.WEEK, "2026-W47"), desk),
        "report-month": activity_paper(*about, Wanted(PeriodKind.MONTH, "2026-11")),
        "report-quarter": activity_paper(*about, quarter),
        "royalties-month": royalties_paper(*about, Wanted(PeriodKind.MONTH, "2026-11")),
    }


def picture(paper: Paper) -> bytes:
    """Return the first page as PNG."""
    made = typst.compile(
        FOLDER / "paper.typ",
        root=FOLDER,
        format="png",
        ppi=DOTS_PER_INCH,
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(page_data(with_totals_checked(paper)))},
        timestamp=int(paper.stamp.timestamp()),
    )
    pages = made if isinstance(made, list) else [made]
    return bytes(pages[0] or b"")


def main() -> None:
    """Write PDF and first page of each, and one workbook."""
    use_language("vi")
    EXAMPLES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        for title, paper in papers(Path(name)).items():
            (EXAMPLES / f"{title}.pdf").write_bytes(render(paper, "pdf"))
            (EXAMPLES / f"{title}.png").write_bytes(picture(paper))
            if title == "report-month":
                (EXAMPLES / f"{title}.xlsx").write_bytes(render(paper, "xlsx"))


if __name__ == "__main__":
    main()
