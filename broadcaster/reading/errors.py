"""What reading refuses: bytes that are no text, a text too long, a text with nothing to say."""

from broadcaster.errors import BroadcasterError
from broadcaster.i18n import _


class ReadingError(BroadcasterError):
    """A text could not be read, or an edit of its script does not fit it."""

    @classmethod
    def binary(cls, sign: str) -> "ReadingError":
        """Refuse bytes that are some other kind of file; `sign` says what gave them away."""
        return cls(
            _(
                "This is not a text file ({sign}). Save the document as plain text (UTF-8) and "
                "read that."
            ).format(sign=sign)
        )

    @classmethod
    def too_long(cls, length: int, limit: int) -> "ReadingError":
        """Refuse a text above the limit."""
        return cls(
            _(
                "The text has {length} characters; at most {limit} are read at once. Split it "
                "into several bulletins."
            ).format(length=length, limit=limit)
        )

    @classmethod
    def nothing_to_say(cls, start: str) -> "ReadingError":
        """Refuse a text without one letter or figure; `start` quotes its beginning."""
        if not start:
            return cls(_("The text is empty. Type or paste what is to be said."))
        return cls(
            _(
                'The text "{start}" holds no word that can be spoken. Type what is to be said.'
            ).format(start=start)
        )

    @classmethod
    def no_line(cls, line: int, last: int) -> "ReadingError":
        """Refuse an edit of a line the script does not have."""
        return cls(
            _("The script has no line {line}; its lines are 1 to {last}.").format(
                line=line, last=last
            )
        )

    @classmethod
    def no_flag(cls, flag: int, open_flags: str) -> "ReadingError":
        """Refuse a choice for a flag that is not in the script."""
        if not open_flags:
            return cls(_("The script has no flag {flag}; none is left.").format(flag=flag))
        return cls(
            _("The script has no flag {flag}; the ones left are {open_flags}.").format(
                flag=flag, open_flags=open_flags
            )
        )

    @classmethod
    def no_candidate(cls, flag: int, number: int, candidates: tuple[str, ...]) -> "ReadingError":
        """Refuse a choice the flag does not offer."""
        if not candidates:
            return cls(
                _(
                    "Flag {flag} offers nothing to choose from. Type the words yourself with "
                    "--say LINE=TEXT."
                ).format(flag=flag)
            )
        offered = "; ".join(f"{n} {words}" for n, words in enumerate(candidates, 1))
        return cls(
            _("Flag {flag} has no choice {number}. It offers: {offered}.").format(
                flag=flag, number=number, offered=offered
            )
        )

    @classmethod
    def bad_entry(cls, written: str, spoken: str) -> "ReadingError":
        """Refuse a lexicon entry that could not be spoken."""
        return cls(
            _(
                'The lexicon entry "{written}" = "{spoken}" can not be spoken: both sides need '
                "words, and the spoken side no figures."
            ).format(written=written, spoken=spoken)
        )
