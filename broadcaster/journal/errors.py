"""What the as-run log refuses, and why."""

from pathlib import Path

from broadcaster.errors import BroadcasterError
from broadcaster.i18n import _, ngettext


class JournalError(BroadcasterError):
    """The log cannot be written, read or believed. `reason` is a short English code."""

    def __init__(self, reason: str, sentence: str, detail: str = "") -> None:
        self.reason, self.detail = reason, detail
        super().__init__(sentence)

    @property
    def is_full(self) -> bool:
        """Say whether there was no room: the log is whole and a later append may succeed."""
        return self.reason == "full"

    @classmethod
    def full(cls, path: Path) -> "JournalError":
        """Refuse because there is no room for a record, the reserve included."""
        return cls(
            "full",
            _(
                'The as-run log "{path}" has no room left, its reserve included. '
                "Nothing sounds without its record: free some disk space."
            ).format(path=path),
        )

    @classmethod
    def unwritable(cls, path: Path, detail: str) -> "JournalError":
        """Refuse because the disk fails for another reason than room."""
        return cls(
            "unwritable",
            _('The as-run log "{path}" cannot be written: {detail}. Check the disk.').format(
                path=path, detail=detail
            ),
        )

    @classmethod
    def in_use(cls, path: Path, holder: str) -> "JournalError":
        """Refuse because another process holds the lock that every writer needs."""
        return cls(
            "in-use",
            _(
                'Another player or command holds "{path}" (process {holder}). '
                "Stop it first, or let it do the work."
            ).format(path=path, holder=holder or "?"),
        )

    @classmethod
    def no_log(cls, folder: Path) -> "JournalError":
        """Refuse because nothing has been recorded in this home yet."""
        return cls(
            "no-log",
            _(
                'There is no as-run log in "{folder}" yet; `broadcaster playout run` starts one.'
            ).format(folder=folder),
        )

    @classmethod
    def unknown_log(cls, wanted: str, known: list[str]) -> "JournalError":
        """Refuse a log's name."""
        return cls(
            "unknown-log",
            _('There is no log "{wanted}". The logs here: {known}.').format(
                wanted=wanted, known=", ".join(known) or "-"
            ),
        )

    @classmethod
    def no_record(cls, wanted: str, log: str) -> "JournalError":
        """Refuse a number or item that no record has."""
        return cls(
            "no-record",
            _(
                'No record "{wanted}" in log {log}. '
                "`broadcaster journal list` shows the numbers and items."
            ).format(wanted=wanted, log=log),
        )

    @classmethod
    def bad_time(cls, text: str) -> "JournalError":
        """Refuse what was typed as a time of day."""
        return cls(
            "bad-time",
            _(
                '"{text}" is no time. Write it as 04:45, or with its date as 2026-11-22T04:45.'
            ).format(text=text),
        )

    @classmethod
    def skipped_time(cls, text: str, zone: str) -> "JournalError":
        """Refuse a local time that the clocks jumped over."""
        return cls(
            "skipped-time",
            _('There was no "{text}" in {zone}: the clocks were put forward over it.').format(
                text=text, zone=zone
            ),
        )

    @classmethod
    def bad_checkpoint(cls, name: str, why: str) -> "JournalError":
        """Refuse a checkpoint that is malformed or that the box did not sign; `why` is a code."""
        return cls(
            "bad-checkpoint",
            _(
                'Checkpoint "{name}" is not one that this box signed ({why}). '
                "Compare with another copy of it."
            ).format(name=name, why=why),
            why,
        )

    @classmethod
    def no_checkpoint(cls, folder: Path) -> "JournalError":
        """Refuse because no checkpoint was written yet."""
        return cls(
            "no-checkpoint",
            _(
                'There is no checkpoint in "{folder}" yet; the player writes one after each '
                "session and at each clean stop."
            ).format(folder=folder),
        )

    @classmethod
    def bad_key(cls, path: Path) -> "JournalError":
        """Refuse a file that should hold the box's public key."""
        return cls(
            "bad-key",
            _(
                '"{path}" holds no Ed25519 public key. It may be PEM, 64 hexadecimal digits, '
                "or a verifier key NAME+HASH+KEY."
            ).format(path=path),
        )

    @classmethod
    def damaged(cls, logs: int) -> "JournalError":
        """Refuse logs in which verification found damage; the report stands above."""
        return cls(
            "damaged",
            ngettext(
                "{count} log is not as it was written; the first bad record is named above.",
                "{count} logs are not as they were written; the first bad records are named above.",
                logs,
            ).format(count=logs),
        )
