"""What is refused of a headline."""

from broadcaster.bulletins.errors import BulletinsError
from broadcaster.i18n import _


class HeadlineError(BulletinsError):
    """A line cannot be a bulletin's headline."""

    @classmethod
    def bad_line(cls, typed: str) -> "HeadlineError":
        """Say that `--headline` names no line."""
        return cls(
            _(
                '--headline "{typed}" is no line of the script. Give its number, `none` for no '
                "headline, or `auto` for the line that says the title."
            ).format(typed=typed[:60])
        )

    @classmethod
    def not_spoken(cls, line: int, count: int) -> "HeadlineError":
        """Say that the script does not say that line."""
        return cls(
            _(
                "Line {line} cannot be the headline: the script has {count} lines, and one that is "
                "left out is not spoken. See `broadcaster bulletin script ID`."
            ).format(line=line, count=count)
        )
