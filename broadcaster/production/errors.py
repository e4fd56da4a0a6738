"""What production refuses: a recording, a sound, a cut that cannot be made or is not there."""

from collections.abc import Sequence
from pathlib import Path

from broadcaster.errors import BroadcasterError
from broadcaster.i18n import _
from broadcaster.production.listening import Finding, sentences
from broadcaster.production.model import Loudness


class ProductionError(BroadcasterError):
    """A cut cannot be made, or a file of the audio cache cannot be used."""

    @classmethod
    def unreadable(cls, path: Path, reason: str) -> "ProductionError":
        """Say that a file cannot be read from disk."""
        return cls(_('"{path}" cannot be read: {reason}.').format(path=path, reason=reason))

    @classmethod
    def silent(cls, what: str) -> "ProductionError":
        """Say that there is nothing to hear."""
        return cls(
            _(
                '"{what}" has nothing to hear in it: it is silent, or far too quiet. '
                "Check the microphone and record it again."
            ).format(what=what)
        )

    @classmethod
    def too_long(cls, what: str, most_s: int) -> "ProductionError":
        """Say that it is longer than a cut may be."""
        return cls(
            _('"{what}" is longer than {hours} hours. Divide it into several bulletins.').format(
                what=what, hours=most_s // 3600
            )
        )

    @classmethod
    def unfit(cls, what: str, findings: Sequence[Finding]) -> "ProductionError":
        """Say what is so wrong with a recording that it cannot be broadcast."""
        return cls(
            _('"{what}" is not taken. {reasons}').format(
                what=what, reasons=" ".join(sentences(findings))
            )
        )

    @classmethod
    def no_noise(cls, what: str) -> "ProductionError":
        """Say that nothing can be told from speech that could be taken down."""
        return cls(
            _(
                '"{what}" has no noise that could be told from speech. Use it as it is: '
                "render it without --denoise."
            ).format(what=what),
            _('"{what}" has no noise that could be told from speech. Use it as it is.').format(
                what=what
            ),
        )

    @classmethod
    def nothing_to_say(cls) -> "ProductionError":
        """Say that every sentence of the script is omitted, or that it has none."""
        return cls(
            _(
                "Nothing would be spoken: the script has no sentence that is not omitted. "
                "Bring a sentence back with `broadcaster bulletin edit`."
            )
        )

    @classmethod
    def cannot_master(cls, found: Loudness) -> "ProductionError":
        """Say that the gain loop did not reach the target."""
        return cls(
            _(
                "The sound cannot be brought to the station's level: it stays at {loudness:.1f} "
                "LUFS with peaks of {peak:.1f} dBTP. Record it again at an even level."
            ).format(loudness=found.integrated_lufs, peak=found.true_peak_dbtp)
        )

    @classmethod
    def cannot_write(cls, path: Path, reason: str) -> "ProductionError":
        """Say that the disk does not take the audio."""
        return cls(
            _(
                'The audio could not be written to "{path}": {reason}. Nothing was kept; '
                "make room with `broadcaster cache gc` and render again."
            ).format(path=path, reason=reason),
            _(
                "The audio could not be written: {reason}. Nothing was kept; call the technician, "
                "then try again."
            ).format(reason=reason),
        )

    @classmethod
    def missing(cls, sha256: str) -> "ProductionError":
        """Say that a cut is not in the cache."""
        return cls(
            _(
                'The cut "{sha256}" is not in the audio cache. '
                "Render its bulletin again, or restore a backup."
            ).format(sha256=sha256)
        )

    @classmethod
    def altered(cls, path: Path) -> "ProductionError":
        """Say that a cut's bytes are not what its name says."""
        return cls(
            _(
                '"{path}" was altered or is damaged: its content does not match its name. '
                "It is not used; render its bulletin again, or restore a backup."
            ).format(path=path),
            _(
                "The recording was altered or is damaged: its content does not match its name. "
                "It is not used; have the bulletin spoken again."
            ),
        )

    @classmethod
    def no_such_sound(cls, name: str, known: list[str]) -> "ProductionError":
        """Say that a station has no sound of this name."""
        return cls(
            _(
                'There is no station sound "{name}". A name is one of {known}, alone or with words '
                "after a hyphen, as in music-tet."
            ).format(name=name, known=", ".join(known))
        )

    @classmethod
    def wrong_length(
        cls, what: str, kind: str, found_s: float, shortest_s: float, longest_s: float
    ) -> "ProductionError":
        """Say that a sound does not have the length its kind needs."""
        return cls(
            _(
                '"{what}" lasts {found:.1f} s; a sound of the kind "{kind}" lasts {shortest:g} to '
                "{longest:g} s. Bring another, or cut it first."
            ).format(what=what, kind=kind, found=found_s, shortest=shortest_s, longest=longest_s)
        )
