"""What is refused about reading a bulletin paragraph by paragraph."""

from collections.abc import Sequence

from broadcaster.bulletins.errors import BulletinsError
from broadcaster.i18n import _, ngettext


class TakingError(BulletinsError):
    """A paragraph is not there, or not yet read."""

    @classmethod
    def no_paragraph(cls, bulletin: str, number: int, count: int) -> "TakingError":
        """Say that there is no paragraph of this number."""
        return cls(
            ngettext(
                'There is no paragraph {number} in "{bulletin}", which has {count}. '
                "`broadcaster bulletin takes {bulletin}` lists it.",
                'There is no paragraph {number} in "{bulletin}", which has {count}. '
                "`broadcaster bulletin takes {bulletin}` lists them.",
                count,
            ).format(number=number, bulletin=bulletin, count=count),
            _("There is no such paragraph any more. Below they are listed as they are now."),
        )

    @classmethod
    def incomplete(cls, bulletin: str, numbers: Sequence[int]) -> "TakingError":
        """Say which paragraphs have no take yet."""
        shown = ", ".join(map(str, numbers))
        return cls(
            _(
                '"{bulletin}" is not read to its end: paragraphs {numbers} have no recording. '
                "Bring each with `broadcaster bulletin record {bulletin} --paragraph N FILE`."
            ).format(bulletin=bulletin, numbers=shown),
            _("These paragraphs have no recording yet: {numbers}.").format(numbers=shown),
        )
