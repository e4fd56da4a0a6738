"""What people state about airings that were not this player's; it only writes them down."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from broadcaster.journal.declarations import Declaration
from broadcaster.journal.model import Kind
from broadcaster.timebase import from_rfc3339

if TYPE_CHECKING:
    from broadcaster.playout.player import Player


def declare(player: "Player", words: Mapping[str, str]) -> dict[str, Any]:
    """Write a `declared` record; it is on disk when the answer goes out.

    KeyError or ValueError for words that no desk sends; JournalError when there is no room.
    """
    said = Declaration(
        title=words["title"],
        source=words["source"],
        where=words["where"],
        first=from_rfc3339(words["first"]),
        last=from_rfc3339(words["last"]),
        document=words["document"],
        by=words["by"],
        bulletin=words.get("bulletin", ""),
    )
    player.studio.scribe.write(Kind.DECLARED, **said.to_fields())
    return {}
