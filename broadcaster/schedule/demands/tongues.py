"""Which language a session asks for: that of its zones, when each of them asks for one. Pure.

A zone that asks for none hears the source, and a session sounds alike in all its zones; so one
such zone is enough for the source.
"""

from collections.abc import Mapping, Sequence


def languages_asked(zones: Sequence[str], asked: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """Return the languages in which a session of these zones would hear a family, best first.

    `asked` is zone -> its languages; what is not in it asks for none. Empty means the source.
    """
    if not zones or not all(asked.get(zone) for zone in zones):
        return ()
    return tuple(dict.fromkeys(language for zone in zones for language in asked[zone]))
