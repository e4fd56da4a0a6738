"""What a witness refuses to vouch for, and what is wrong with its folder or its key."""

from collections.abc import Mapping
from pathlib import Path

from broadcaster.i18n import N_, _
from broadcaster.journal.errors import JournalError

_NOT_VOUCHED: Mapping[str, str] = {
    "empty-tree": N_("Log {log} is not vouched for: its checkpoint covers no record."),
    "smaller-tree": N_(
        "Log {log} is NOT vouched for: this witness has seen {before} records of it, and now only "
        "{now} are signed. Records were removed, or this is an older copy."
    ),
    "forked-tree": N_(
        "Log {log} is NOT vouched for: it does not go on from the {before} records this witness "
        "has seen. It was rewritten, or two boxes write it. The signed note is kept as evidence."
    ),
}


class WitnessError(JournalError):
    """A witness cannot or may not vouch. `reason` is a short English code."""

    @classmethod
    def not_vouched(cls, reason: str, log_id: str, before: int, now: int) -> "WitnessError":
        """Refuse to vouch for a checkpoint; `reason` is what is wrong with its tree."""
        return cls(
            reason, _(_NOT_VOUCHED[reason]).format(log=log_id, before=before, now=now), log_id
        )

    @classmethod
    def other_key(cls, log_id: str) -> "WitnessError":
        """Refuse a log that was signed by another key when it was first seen."""
        return cls(
            "other-key",
            _(
                "Log {log} is NOT vouched for: another key signed it when this witness saw it "
                "first. Ask the station why its key changed."
            ).format(log=log_id),
        )

    @classmethod
    def bad_witness(cls, folder: Path, why: str) -> "WitnessError":
        """Refuse a folder that should be a witness's own."""
        return cls(
            "bad-witness",
            _(
                '"{folder}" is no witness\'s folder that can be used ({why}). '
                "`broadcaster journal witness make DIR --name NAME` makes one."
            ).format(folder=folder, why=why),
        )

    @classmethod
    def bad_witness_name(cls, name: str) -> "WitnessError":
        """Refuse the name of a witness."""
        return cls(
            "bad-witness-name",
            _(
                '"{name}" cannot name a witness: at most 100 letters, no space and no plus sign, '
                "as in thanh-tra.lang-son.gov.vn."
            ).format(name=name[:100]),
        )

    @classmethod
    def bad_witness_key(cls, path: Path) -> "WitnessError":
        """Refuse a file that should hold the verifier keys of witnesses."""
        return cls(
            "bad-witness-key",
            _(
                '"{path}" holds no verifier key of a witness. It is the line in the witness\'s '
                "witness.pub, NAME+HASH+KEY."
            ).format(path=path),
        )

    @classmethod
    def witness_exists(cls, folder: Path) -> "WitnessError":
        """Refuse to make a second key where one lies."""
        return cls(
            "witness-exists",
            _(
                'A witness\'s key lies in "{folder}" already; it is kept. Name another folder.'
            ).format(folder=folder),
        )

    @classmethod
    def short_passphrase(cls, least: int) -> "WitnessError":
        """Refuse a passphrase that is guessed too soon."""
        return cls(
            "short-passphrase",
            _(
                "The passphrase is too short: a stick gets lost. Take {least} letters at least."
            ).format(least=least),
        )

    @classmethod
    def wrong_passphrase(cls, folder: Path) -> "WitnessError":
        """Refuse because the witness's key does not open."""
        return cls(
            "wrong-passphrase",
            _('The passphrase does not open the key in "{folder}". Nothing was signed.').format(
                folder=folder
            ),
        )
