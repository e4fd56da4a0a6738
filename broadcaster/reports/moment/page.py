"""The answer about one moment as a self-contained page, to print and hand over."""

from importlib.resources import files
from string import Template

from broadcaster.i18n import _, language
from broadcaster.reports.markup import tag, text
from broadcaster.reports.moment.model import MomentPage
from broadcaster.reports.moment.words import Line, Sort, lines_of

_TAGS = {Sort.HEAD: "h2", Sort.VERDICT: "h3", Sort.SPOKEN: "blockquote"}


def render_moment(pages: list[MomentPage]) -> str:
    """Return one HTML document; a local time that came twice has two answers on it."""
    folder = files("broadcaster.reports")
    template = Template((folder / "day.html").read_text(encoding="utf-8"))
    lines = [line for page in pages for line in lines_of(page)]
    return template.substitute(
        language=language(),
        title=text(_("What sounded then?")),
        style=(folder / "day.css").read_text(encoding="utf-8"),
        owner=text(", ".join(dict.fromkeys(page.station for page in pages))),
        body="\n".join(_block(line) for line in lines if line.sort is not Sort.SEAL),
        footer="<br>".join(text(line.text) for line in lines if line.sort is Sort.SEAL),
    )


def _block(line: Line) -> str:
    kind = "warning" if line.sort is Sort.WARNING else ""
    return tag(_TAGS.get(line.sort, "p"), text(line.text), kind)
