"""What the voices refuse."""

from broadcaster.errors import BroadcasterError
from broadcaster.i18n import _


class VoicesError(BroadcasterError):
    """A voice cannot be used, or a sentence cannot be spoken."""

    @classmethod
    def no_such_voice(cls, wanted: str, known: list[str]) -> "VoicesError":
        """Say that this installation has no such voice."""
        return cls(
            _('There is no voice "{wanted}". Choose one of: {known}.').format(
                wanted=wanted, known=", ".join(known)
            )
        )

    @classmethod
    def no_voice_for(cls, language: str) -> "VoicesError":
        """Say that no voice here speaks this language."""
        return cls(
            _(
                'No voice here speaks the language "{language}". '
                "`broadcaster voice list` shows which there are; or bring a recording."
            ).format(language=language)
        )

    @classmethod
    def not_usable(cls, voice: str, reason: str) -> "VoicesError":
        """Say that the voice's own check failed."""
        return cls(
            _(
                'The voice "{voice}" cannot be used now: {reason}. '
                "Choose another with --voice, or see `broadcaster doctor`."
            ).format(voice=voice, reason=reason)
        )

    @classmethod
    def not_enabled(cls, voice: str, unit: str) -> "VoicesError":
        """Say that a voice which is off by default was not enabled."""
        return cls(
            _(
                'The voice "{voice}" is off for the unit "{unit}". '
                "An approver allows it with `broadcaster voice enable {voice}`."
            ).format(voice=voice, unit=unit)
        )

    @classmethod
    def was_not_enabled(cls, voice: str, unit: str) -> "VoicesError":
        """Say that there is no leave to take back."""
        return cls(
            _(
                'The voice "{voice}" was not enabled for the unit "{unit}", so there is nothing '
                "to disable. `broadcaster voice list` shows what is on."
            ).format(voice=voice, unit=unit)
        )

    @classmethod
    def needs_no_leave(cls, voice: str) -> "VoicesError":
        """Say that an embedded voice is neither enabled nor disabled."""
        return cls(
            _(
                'The voice "{voice}" is part of this software and always on; nothing leaves the '
                "house with it. Only online voices and those of other packages are enabled and "
                "disabled."
            ).format(voice=voice)
        )

    @classmethod
    def stays_in_the_house(cls, voice: str) -> "VoicesError":
        """Say that an installed voice is neither enabled nor disabled."""
        return cls(
            _(
                'The voice "{voice}" is installed in this station and nothing leaves the house '
                "with it, so it needs no leave. `broadcaster voice remove {voice}` takes it away."
            ).format(voice=voice)
        )

    @classmethod
    def ends_before_it_begins(cls, voice: str, first: str, last: str) -> "VoicesError":
        """Say that the dates of an enablement are the wrong way round."""
        return cls(
            _(
                'The leave for the voice "{voice}" would end on {last}, before it begins on '
                "{first}. Give a later --until."
            ).format(voice=voice, first=first, last=last)
        )

    @classmethod
    def sentence_failed(cls, voice: str, text: str, reason: str) -> "VoicesError":
        """Say that one sentence could not be spoken, so nothing is."""
        return cls(
            _(
                'The voice "{voice}" could not speak "{text}": {reason}. '
                "Nothing was rendered; try again, edit the sentence or choose another voice."
            ).format(voice=voice, text=shorten(text), reason=reason)
        )

    @classmethod
    def cannot_speak(cls, voice: str, language: str, text: str) -> "VoicesError":
        """Say that a sentence is in a language the voice does not have."""
        return cls(
            _(
                'The voice "{voice}" does not speak the language "{language}" of "{text}". '
                "Nothing was rendered; say the line otherwise, leave it out, or bring a recording."
            ).format(voice=voice, language=language, text=shorten(text))
        )

    @classmethod
    def cannot_say_letters(cls, voice: str, letters: str, text: str) -> "VoicesError":
        """Say that a sentence holds letters of another language than its own."""
        return cls(
            _(
                'The voice "{voice}" cannot say the letters "{letters}" in "{text}". '
                "Nothing was rendered; say the line otherwise or leave it out."
            ).format(voice=voice, letters=shorten(letters, 20), text=shorten(text))
        )

    @classmethod
    def said_nothing(cls, voice: str, text: str) -> "VoicesError":
        """Say that the voice gave silence for words."""
        return cls(
            _(
                'The voice "{voice}" gave no sound for "{text}". '
                "Nothing was rendered; edit the sentence or choose another voice."
            ).format(voice=voice, text=shorten(text))
        )

    @classmethod
    def too_long(cls, voice: str, text: str, most: int) -> "VoicesError":
        """Say that a sentence was handed over undivided."""
        return cls(
            _(
                'The voice "{voice}" takes at most {most} characters at once, and "{text}" has '
                "{length}. Divide it into sentences."
            ).format(voice=voice, most=most, text=shorten(text), length=len(text))
        )


def shorten(text: str, most: int = 60) -> str:
    """Return `text` on one line, cut to about `most` characters, for quoting in a sentence."""
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 1] + "…"
