"""What decoding refuses: a file that is no sound, that is broken off, or that goes on too long."""

from broadcaster.errors import BroadcasterError
from broadcaster.i18n import _


class DecodingError(BroadcasterError):
    """A sound file cannot be made into samples. `what` is what the person calls the file."""

    @classmethod
    def not_audio(cls, what: str, reason: str) -> "DecodingError":
        """Say that nothing in the file can be decoded."""
        return cls(
            _(
                '"{what}" is not a sound file that can be decoded ({reason}). '
                "Bring it as WAV, MP3, M4A, OGG or FLAC."
            ).format(what=what, reason=reason)
        )

    @classmethod
    def unreadable(cls, what: str, reason: str) -> "DecodingError":
        """Say that a file cannot be read from disk."""
        return cls(
            _('"{what}" cannot be read: {reason}. Copy the recording again.').format(
                what=what, reason=reason
            )
        )

    @classmethod
    def truncated(cls, what: str, promised_s: float, found_s: float) -> "DecodingError":
        """Say that a file ends before its own header says it does."""
        return cls(
            _(
                '"{what}" is cut off: it should last {promised:.1f} s, but only {found:.1f} s '
                "can be decoded. Copy the recording again."
            ).format(what=what, promised=promised_s, found=found_s)
        )

    @classmethod
    def too_long(cls, what: str, most_s: int) -> "DecodingError":
        """Say that it is longer than a recording may be."""
        return cls(
            _('"{what}" is longer than {hours} hours. Divide the recording and bring each.').format(
                what=what, hours=most_s // 3600
            )
        )
