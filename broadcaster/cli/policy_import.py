"""What an import of policies or agencies changes, as lines and as JSON."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from broadcaster.cli.session import show_json, talk
from broadcaster.i18n import _

if TYPE_CHECKING:
    from broadcaster.policies.importing import Change, Imported

Differences = Mapping[str, tuple[Any, Any]]
"""Field -> before, now."""


def show_imported(
    found: "Imported[Any]",
    differences: "Callable[[Change[Any]], Differences]",
    *,
    as_json: bool = False,
) -> None:
    """Write each entry that changes with what changes in it, and say whether it was written."""
    if as_json:
        show_json(_document(found, differences))
        return
    for change in found.changes:
        click.echo(f"{'+' if change.is_new else '~'} {change.after.id}")
        for line in _lines(differences(change)):
            click.echo(f"    {line}")
    for one in found.passed_over:
        talk(_("Not read: {place}").format(place=one))
    counts = {"new": found.new, "changed": len(found.changes) - found.new, "same": found.same}
    talk(_("{new} new, {changed} changed, {same} as they were.").format(**counts))
    if found.changes and not found.written:
        talk(_("Nothing was written yet. Give it again with --yes."))


def _lines(differences: Differences) -> list[str]:
    from broadcaster.policies.words import field_name, value_text

    return [
        f"{field_name(name)}: {value_text(before)} → {value_text(now)}"
        if before
        else f"{field_name(name)}: {value_text(now)}"
        for name, (before, now) in differences.items()
    ]


def _document(
    found: "Imported[Any]", differences: "Callable[[Change[Any]], Differences]"
) -> dict[str, Any]:
    return {
        "written": found.written,
        "same": found.same,
        "changes": [
            {
                "id": change.after.id,
                "row": change.row,
                "new": change.is_new,
                "fields": {
                    name: [_plain(value) for value in pair]
                    for name, pair in differences(change).items()
                },
            }
            for change in found.changes
        ],
        "passed_over": list(found.passed_over),
    }


def _plain(value: Any) -> str | None:
    if value is None or value == "":
        return None
    return value.isoformat() if isinstance(value, date) else str(value)
