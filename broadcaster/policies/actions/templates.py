"""Write the empty workbooks that imports read."""

from pathlib import Path

from broadcaster.home import write_atomically
from broadcaster.policies.errors import PoliciesError
from broadcaster.policies.template import (
    AGENCY_HEADINGS,
    POLICY_HEADINGS,
    WORKPLAN_HEADINGS,
    template,
)


def write_policy_template(path: Path) -> None:
    """Write an empty list of policies; `PoliciesError` where something stands there already."""
    _write(path, template("Chính sách", POLICY_HEADINGS))


def write_agency_template(path: Path) -> None:
    """Write an empty list of agencies; `PoliciesError` where something stands there already."""
    _write(path, template("Cơ quan", AGENCY_HEADINGS))


def write_workplan_template(path: Path) -> None:
    """Write an empty plan of a quarter; `PoliciesError` where something stands there already."""
    _write(path, template("Kế hoạch quý", WORKPLAN_HEADINGS))


def _write(path: Path, content: bytes) -> None:
    if path.exists():
        raise PoliciesError.is_there(path)
    try:
        write_atomically(path, content)
    except OSError as error:
        raise PoliciesError.cannot_write(path, error.strerror or str(error)) from error
