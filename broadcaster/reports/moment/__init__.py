"""One page about one moment: what this station sent then, or why nobody can say."""

from broadcaster.reports.moment.model import ApprovedWords, MomentPage
from broadcaster.reports.moment.page import render_moment
from broadcaster.reports.moment.words import Line, Sort, lines_of, text_of

__all__ = [
    "ApprovedWords",
    "Line",
    "MomentPage",
    "Sort",
    "lines_of",
    "render_moment",
    "text_of",
]
