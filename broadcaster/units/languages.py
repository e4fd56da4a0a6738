"""Which languages a person understands: what is recorded, and what every officer does anyway."""

import re
from collections.abc import Collection, Iterable

NATIONAL = "vi"
"""The language of office; nobody has to be recorded for it."""
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
"""A code as BCP 47 has it: vi, en, tyz, hmn, zh-Hant."""


def is_understood(language: str, recorded: Collection[str]) -> bool:
    """Say whether a person with these languages on record understands `language`.

    One who understands `zh` understands `zh-Hant` too, not the other way round.
    """
    return any(language == one or language.startswith(f"{one}-") for one in (NATIONAL, *recorded))


def changed(
    recorded: Iterable[str], more: Iterable[str] = (), no_longer: Iterable[str] = ()
) -> tuple[str, ...]:
    """Return the languages on record after a change, each once, in the order of their codes."""
    return tuple(sorted({*recorded, *more} - set(no_longer)))
