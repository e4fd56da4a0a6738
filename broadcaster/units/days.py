"""Days as people write them."""

from datetime import date, datetime


def read_day(text: str) -> date:
    """Read 2026-11-22 or 22/11/2026; ValueError for anything else."""
    written = text.strip()
    if "/" in written:
        return datetime.strptime(written, "%d/%m/%Y").date()  # noqa: DTZ007 - a day has no zone
    return date.fromisoformat(written)
