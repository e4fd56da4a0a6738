"""The output for rehearsals and for a box without a loudspeaker: samples vanish in real time."""

from broadcaster.playout.outputs.model import Opening


class NullOutput:
    """Takes everything."""

    name = "null"
    grade = 1
    paces = False
    gaps = 0

    def __init__(self, _argument: str = "") -> None:
        """Take no argument."""

    def check(self) -> str | None:
        """Return None: nothing can be wrong with it."""
        return None

    def open(self, opening: Opening) -> None:
        """Nothing to make ready."""

    def write(self, block: bytes) -> None:
        """Let the samples go."""

    def position(self) -> int | None:
        """Return None: it has no clock."""
        return None

    def close(self) -> None:
        """Nothing to let go of."""
