"""What was proved and what was vouched for, in sentences and as documents."""

from collections.abc import Sequence
from typing import Any

import click

from broadcaster.cli.columns import show_card
from broadcaster.cli.journal_view import show_records
from broadcaster.cli.session import show_json
from broadcaster.i18n import _
from broadcaster.journal.checkpoint import Checkpoint
from broadcaster.journal.cosignature import Cosignature, others
from broadcaster.journal.proof import Proof
from broadcaster.reports.layout import plain
from broadcaster.timebase import as_rfc3339


def show(proof: Proof, vouched: Sequence[Cosignature]) -> None:
    """Write the record that was proved, by whose word."""
    show_records([proof.record])
    click.echo()
    click.echo(
        _(
            "PROVED: record {seq} stands in log {log}; its box signed {size} records, code {code}."
        ).format(
            seq=proof.record.seq,
            log=plain(proof.record.text("log_id")),
            size=proof.checkpoint.size,
            code=proof.checkpoint.short_code,
        )
    )
    for one in vouched:
        click.echo(
            _("{witness} had seen it by {at}.").format(
                witness=plain(one.witness), at=as_rfc3339(one.at)
            )
        )
    if not vouched:
        click.echo(
            _("Nobody but the station vouches for it: no cosignature of a witness named here.")
        )


def document(proof: Proof, vouched: Sequence[Cosignature]) -> dict[str, Any]:
    """Return the same in English codes."""
    return {
        "status": "proved",
        "record": dict(proof.record),
        "checkpoint": head(proof.checkpoint),
        "vouched": [
            {"witness": one.witness, "at": as_rfc3339(one.at), "size": one.size} for one in vouched
        ],
    }


def head(one: Checkpoint) -> dict[str, Any]:
    """Return a checkpoint's head, and who says to have signed it beside the box."""
    return {
        "log": one.log_id,
        "size": one.size,
        "root": one.root.hex(),
        "code": one.short_code,
        "signed_by_others": others(one),
    }


def show_vouched(told: Sequence[Checkpoint], *, as_json: bool) -> None:
    """Write up to where a witness vouches for each log."""
    if as_json:
        show_json([head(one) for one in told])
        return
    for one in told:
        show_card(
            [
                (_("log"), plain(one.log_id)),
                (_("records"), str(one.size)),
                (_("code"), one.short_code),
            ]
        )
