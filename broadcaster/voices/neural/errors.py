"""What is refused of a neural voice, when it is installed and when it is used."""

from pathlib import Path

from broadcaster.i18n import _
from broadcaster.voices.errors import VoicesError


class NeuralError(VoicesError):
    """A neural voice cannot be installed, removed or used."""

    @classmethod
    def bad_name(cls, name: str) -> "NeuralError":
        """Say that the name is not one of Piper's."""
        return cls(
            _(
                '"{name}" is no name of a Piper voice. It is language_COUNTRY-speaker-quality, '
                "such as vi_VN-vais1000-medium; name both files after it."
            ).format(name=name)
        )

    @classmethod
    def does_not_fit(cls, file: str, reasons: list[str]) -> "NeuralError":
        """Say why one of the two files cannot be used here."""
        return cls(
            _(
                '"{file}" does not fit: {reasons}. Nothing was installed; bring another file.'
            ).format(file=file, reasons="; ".join(reasons))
        )

    @classmethod
    def unreadable(cls, path: Path, reason: str) -> "NeuralError":
        """Say that one of the two files is not there, or cannot be read."""
        return cls(
            _(
                '"{path}" cannot be read: {reason}. A voice is two files, NAME.onnx and '
                "NAME.onnx.json, in one folder."
            ).format(path=path, reason=reason)
        )

    @classmethod
    def not_the_file(cls, file: str, wanted: str, found: str) -> "NeuralError":
        """Say that a file is not the one that the catalogue names."""
        return cls(
            _(
                '"{file}" is not the file of the catalogue: SHA-256 {found} instead of {wanted}. '
                "Nothing was installed; fetch it again, or bring it from another place."
            ).format(file=file, found=found, wanted=wanted)
        )

    @classmethod
    def not_offered(cls, name: str, known: list[str], reason: str) -> "NeuralError":
        """Say that the catalogue does not have this voice, and why if that is known."""
        why = _(" ({reason})").format(reason=reason) if reason else ""
        return cls(
            _(
                'The voice "{name}" is not in the catalogue{why}. It has: {known}. '
                "Another is brought as two files: --from FOLDER --licence TEXT."
            ).format(name=name, why=why, known=", ".join(known))
        )

    @classmethod
    def not_fetched(cls, file: str, address: str, reason: str) -> "NeuralError":
        """Say that a server's answer cannot be used."""
        return cls(
            _(
                '"{file}" was not fetched from "{address}": {reason}. Nothing was installed; '
                "bring both files on a stick and use --from."
            ).format(file=file, address=address, reason=reason)
        )

    @classmethod
    def broke_off(cls, file: str, address: str, reason: str) -> "NeuralError":
        """Say that the line failed; what has come is kept."""
        return cls(
            _(
                '"{file}" did not come whole from "{address}": {reason}. What has come is kept; '
                "repeat the command, and it goes on there."
            ).format(file=file, address=address, reason=reason)
        )

    @classmethod
    def needs_licence(cls, name: str) -> "NeuralError":
        """Say that nobody knows under what terms this voice may be used."""
        return cls(
            _(
                'The voice "{name}" is not in the catalogue, so its licence is not known. '
                'State it with --licence "TEXT", as its publisher writes it.'
            ).format(name=name)
        )

    @classmethod
    def not_accepted(cls, name: str) -> "NeuralError":
        """Say that the licences have to be accepted first."""
        return cls(
            _(
                'The licences of the voice "{name}" were not accepted, so nothing was installed. '
                "Read them, then repeat with --accept-licence."
            ).format(name=name)
        )

    @classmethod
    def not_installed(cls, name: str, known: list[str]) -> "NeuralError":
        """Say that there is no such voice to remove."""
        return cls(
            _('The voice "{name}" is not installed. Installed are: {known}.').format(
                name=name, known=", ".join(known) or "-"
            )
        )

    @classmethod
    def busy(cls, folder: Path) -> "NeuralError":
        """Say that another command is changing the voices just now."""
        return cls(
            _('Another command is changing "{folder}" just now. Wait for it, then repeat.').format(
                folder=folder
            )
        )

    @classmethod
    def cannot_write(cls, folder: Path, reason: str) -> "NeuralError":
        """Say that the voices folder cannot be written."""
        return cls(
            _(
                '"{folder}" cannot be written: {reason}. Nothing was installed; make room or '
                "correct the folder's owner, then repeat."
            ).format(folder=folder, reason=reason)
        )
