"""The forms a paper is handed out in, by name. A form is imported only when it is asked for."""

from collections.abc import Callable, Mapping

from broadcaster.reports.paper.model import Paper
from broadcaster.reports.paper.totals import with_totals_checked


def _table(paper: Paper) -> bytes:
    from broadcaster.reports.paper.terminal import to_text

    return to_text(paper).encode()


def _csv(paper: Paper) -> bytes:
    from broadcaster.reports.paper.comma_file import to_csv

    return to_csv(paper)


def _xlsx(paper: Paper) -> bytes:
    from broadcaster.reports.paper.workbook import to_xlsx

    return to_xlsx(paper)


def _pdf(paper: Paper) -> bytes:
    from broadcaster.reports.paper.printed import to_pdf

    return to_pdf(paper)


def _html(paper: Paper) -> bytes:
    from broadcaster.reports.paper.page import to_html

    return to_html(paper).encode()


def _json(paper: Paper) -> bytes:
    from broadcaster.reports.paper.document import to_json

    return to_json(paper).encode()


_RENDERERS: Mapping[str, Callable[[Paper], bytes]] = {
    "table": _table,
    "csv": _csv,
    "xlsx": _xlsx,
    "pdf": _pdf,
    "html": _html,
    "json": _json,
}
FORMATS = tuple(_RENDERERS)


def render(paper: Paper, shape: str) -> bytes:
    """Return the paper in one of `FORMATS`, its totals checked. The same paper, the same bytes."""
    return _RENDERERS[shape](with_totals_checked(paper))
