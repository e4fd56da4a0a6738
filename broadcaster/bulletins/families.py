"""Which bulletins say the same in another language: a source and the variants that translate it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

DEEPEST = 10
"""More than anybody translates from translations; a longer chain is a loop."""


@dataclass(frozen=True)
class Families:
    """The variants with an approval in force.

    Editing a source suspends them, so each translates the revision of its source that stands.
    """

    source_of: Mapping[str, str] = field(default_factory=dict)
    """Variant -> the bulletin it translates."""

    def root(self, bulletin: str) -> str:
        """Return the first source of a bulletin: itself, when it translates nothing."""
        for _step in range(DEEPEST):
            if bulletin not in self.source_of:
                break
            bulletin = self.source_of[bulletin]
        return bulletin

    def variants(self) -> dict[str, list[str]]:
        """Return source -> its variants and theirs, in the order of their ids."""
        found: dict[str, list[str]] = {}
        for variant in sorted(self.source_of):
            found.setdefault(self.root(variant), []).append(variant)
        return found
