"""What the as-run log refuses, and why."""

from collections.abc import Mapping
from pathlib import Path

from broadcaster.errors import BroadcasterError
from broadcaster.i18n import N_, _, ngettext

_NOTE_FAULTS: Mapping[str, str] = {
    "bad-signature": N_("it was altered: the signature does not hold"),
    "not-signed-by-this-key": N_("another key signed it"),
    "wrong-name": N_("its file bears another checkpoint's name"),
    "malformed": N_("it does not have the form of a checkpoint"),
    "too-large": N_("it is too large for a checkpoint"),
    "not-utf8": N_("it holds bytes that are not UTF-8"),
    "control-character": N_("a control character stands in it"),
    "no-such-head": N_("no checkpoint here has that size and root"),
    "bad-cosignature": N_("a witness's cosignature in it does not hold"),
    "too-many-signatures": N_("it would bear too many signatures"),
}

_PROOF_FAULTS: Mapping[str, str] = {
    "malformed": N_("it does not have the form of a proof"),
    "no-record": N_("what it proves is no record"),
    "not-in-the-tree": N_(
        "its record or its path was altered: they do not lead to the signed root"
    ),
    "another-log": N_("its record names another log, or another number"),
}


def note_fault(why: str) -> str:
    """Say why a checkpoint does not count: a code of ours in words, the system's words as such."""
    return _(_NOTE_FAULTS[why]) if why in _NOTE_FAULTS else why


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
    def unknown_cluster(cls, cluster: str, known: list[str]) -> "JournalError":
        """Refuse a cluster that no record names, where records name others."""
        return cls(
            "unknown-cluster",
            _('No record of the log names cluster "{cluster}". It names: {known}.').format(
                cluster=cluster, known=", ".join(known)
            ),
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
            ).format(name=name, why=note_fault(why)),
            why,
        )

    @classmethod
    def bad_code(cls, typed: str, *, misread: bool) -> "JournalError":
        """Refuse what was typed as the code of a tree head."""
        sentence = (
            _('In the code "{code}" a letter is wrong: its check letter does not fit. Look again.')
            if misread
            else _(
                '"{code}" is no code of an as-run log. It is a number and five groups of five '
                "letters, as at the end of each report: 467200-K7QM2-XWD9F-3HM4T-C8VZP-6NRQA."
            )
        )
        return cls("bad-code", sentence.format(code=typed))

    @classmethod
    def bad_proof(cls, name: str, why: str) -> "JournalError":
        """Refuse a file that proves nothing; `why` is a code."""
        return cls(
            "bad-proof",
            _('"{name}" proves nothing: {why}. Ask for it again.').format(
                name=name, why=_(_PROOF_FAULTS[why])
            ),
            why,
        )

    @classmethod
    def not_signed_yet(cls, seq: int, log_id: str) -> "JournalError":
        """Refuse to prove a record that no checkpoint covers."""
        return cls(
            "not-signed-yet",
            _(
                "Record {seq} of log {log} cannot be proved yet: no checkpoint covers it. The "
                "player signs one after each session; `broadcaster journal checkpoint` does when "
                "it is stopped."
            ).format(seq=seq, log=log_id),
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
    def no_key(cls, folder: Path) -> "JournalError":
        """Refuse because nothing says which key signs this log."""
        return cls(
            "no-key",
            _(
                'Whose log "{folder}" is has to be said: give the box\'s public key with --key.'
            ).format(folder=folder),
        )

    @classmethod
    def failed(cls, logs: int) -> "JournalError":
        """Refuse logs that verification found fault with; the report stands above."""
        return cls(
            "failed",
            ngettext(
                "{count} log did not pass; what is wrong with it is named above.",
                "{count} logs did not pass; what is wrong with them is named above.",
                logs,
            ).format(count=logs),
        )

    @classmethod
    def heads_lost(cls, count: int) -> "JournalError":
        """Refuse a journal that lacks what a paper vouches for; the report stands above."""
        return cls(
            "heads-lost",
            ngettext(
                "{count} code from paper fits no log here; keep the paper as evidence.",
                "{count} codes from paper fit no log here; keep the papers as evidence.",
                count,
            ).format(count=count),
        )

    @classmethod
    def not_signed(cls, log_id: str) -> "JournalError":
        """Refuse to sign a log that is not as it was written."""
        return cls(
            "damaged",
            _(
                "Log {log} is not as it was written, so it is not signed. "
                "`broadcaster journal verify` names what is wrong."
            ).format(log=log_id),
        )
