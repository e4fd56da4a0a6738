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
    def no_recording(cls, what: str) -> "DecodingError":
        """Say that a file somebody brought is of another kind, or damaged beyond reading."""
        return cls(
            _(
                '"{what}" is not a sound file, or is so damaged that none can be made out. '
                "Bring the recording as WAV, MP3, M4A, OGG or FLAC."
            ).format(what=what)
        )

    @classmethod
    def unknown_coding(cls, what: str) -> "DecodingError":
        """Say that the container is known, and what is in it is not."""
        return cls(
            _(
                '"{what}" is coded in a way that cannot be read here. '
                "Save it as WAV in the program it comes from and bring that."
            ).format(what=what)
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
    def ends_early(cls, what: str) -> "DecodingError":
        """Say that a file ends in the middle, where no length can be named."""
        return cls(
            _(
                '"{what}" is cut off: the file ends before the recording does. '
                "Copy the recording again; if it came over chat, have it sent as a file."
            ).format(what=what)
        )

    @classmethod
    def too_long(cls, what: str, most_s: int) -> "DecodingError":
        """Say that it is longer than a recording may be."""
        return cls(
            _('"{what}" is longer than {hours} hours. Divide the recording and bring each.').format(
                what=what, hours=most_s // 3600
            )
        )

    @classmethod
    def empty(cls, what: str) -> "DecodingError":
        """Say that there is not a byte in the file."""
        return cls(
            _('"{what}" is empty: there is nothing in the file. Copy the recording again.').format(
                what=what
            )
        )

    @classmethod
    def no_file(cls, what: str) -> "DecodingError":
        """Say that a folder, a pipe or a device was named."""
        return cls(
            _(
                '"{what}" is no file but a folder, a pipe or a device, and cannot be read as a '
                "recording. Name the file itself."
            ).format(what=what)
        )

    @classmethod
    def points_elsewhere(cls, what: str) -> "DecodingError":
        """Say that it is a playlist."""
        return cls(
            _(
                '"{what}" is a list that points to other recordings; it is not a sound file '
                "itself. Bring the recording that is meant."
            ).format(what=what)
        )

    @classmethod
    def no_sound(cls, what: str) -> "DecodingError":
        """Say that it is a film with pictures alone."""
        return cls(
            _(
                '"{what}" is a video without a sound track. Bring the recording with the sound.'
            ).format(what=what)
        )

    @classmethod
    def no_samples(cls, what: str) -> "DecodingError":
        """Say that the file is of a known kind, and nothing sounds in it."""
        return cls(
            _(
                '"{what}" is not a sound file that holds any sound: not one sample can be decoded. '
                "Record it again, or copy the recording again."
            ).format(what=what)
        )

    @classmethod
    def impossible(cls, what: str, claim: str) -> "DecodingError":
        """Say that the header's figures are of no recorder; `claim` has channels and rate."""
        return cls(
            _(
                '"{what}" says of itself what no recorder writes ({claim}): its beginning is '
                "damaged. Copy the recording again, or save it as WAV and bring that."
            ).format(what=what, claim=claim)
        )

    @classmethod
    def beyond_measure(cls, what: str) -> "DecodingError":
        """Say that samples are no numbers, or larger than any level."""
        return cls(
            _(
                '"{what}" holds values that are no sound; on a loudspeaker they would be a blast '
                "of noise. Save it as WAV with 16 bits and listen to that before you bring it."
            ).format(what=what)
        )

    @classmethod
    def too_much_memory(cls, what: str) -> "DecodingError":
        """Say that the process ran into its bound of memory."""
        return cls(
            _(
                '"{what}" takes more memory than any recording needs, so reading it was stopped. '
                "Save it as WAV in the program it comes from and bring that."
            ).format(what=what)
        )

    @classmethod
    def too_much_time(cls, what: str) -> "DecodingError":
        """Say that the process ran into its bound of time."""
        return cls(
            _(
                '"{what}" takes far more time than a recording of its size needs, so reading it '
                "was stopped. Save it as WAV in the program it comes from and bring that."
            ).format(what=what)
        )

    @classmethod
    def crashed(cls, what: str) -> "DecodingError":
        """Say that the process went down over it."""
        return cls(
            _(
                '"{what}" is damaged so that the decoder stopped over it; nothing else was '
                "touched. Save it as WAV in the program it comes from and bring that."
            ).format(what=what)
        )
