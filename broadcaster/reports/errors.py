"""What the reports refuse."""

from pathlib import Path

from broadcaster.errors import BroadcasterError
from broadcaster.i18n import N_, _

PERIODS = {
    "day": N_("day"),
    "week": N_("week"),
    "month": N_("month"),
    "quarter": N_("quarter"),
    "half-year": N_("half-year"),
    "year": N_("year"),
}


class ReportsError(BroadcasterError):
    """A report that cannot be written; that there is no log is for the journal to say."""

    @classmethod
    def cannot_write(cls, path: Path, reason: str) -> "ReportsError":
        """Say that the file named by --out cannot be written."""
        return cls(
            _('The report cannot be written to "{path}": {reason}. Name another --out.').format(
                path=path, reason=reason
            )
        )

    @classmethod
    def too_many_rows(cls, most: int) -> "ReportsError":
        """Refuse a workbook that no spreadsheet would open."""
        return cls(
            _(
                "A workbook takes {most} lines, and there are more. Ask for fewer days, or "
                "--format csv."
            ).format(most=most)
        )

    @classmethod
    def needs_out(cls) -> "ReportsError":
        """Refuse to write a workbook to a terminal."""
        return cls(_("A workbook goes to a file: name it with --out."))

    @classmethod
    def no_period(cls, text: str, kind: str) -> "ReportsError":
        """Refuse what names no period of that kind."""
        examples = {
            "day": "2026-11-22",
            "week": "2026-W47",
            "month": "2026-11",
            "quarter": "2026-Q4",
            "half-year": "2026-H2",
            "year": "2026",
        }
        return cls(
            _('"{text}" is no {kind}; write {example}, or any day in it as 2026-11-22.').format(
                text=text, kind=_(PERIODS[kind]), example=examples[kind]
            )
        )

    @classmethod
    def papers_file(cls, path: Path, mistakes: list[str]) -> "ReportsError":
        """List every mistake of `papers.toml`."""
        return cls(
            _('Settings of papers "{path}": {mistakes}.').format(
                path=path, mistakes="; ".join(mistakes)
            )
        )

    @classmethod
    def no_logs(cls, folder: Path) -> "ReportsError":
        """Refuse a folder that was brought and holds no log."""
        return cls(
            _(
                'There is no log in "{folder}"; name a journal folder as it stands at a station.'
            ).format(folder=folder)
        )
