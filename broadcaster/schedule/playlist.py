"""A running order as an extended M3U playlist, for any player on the desk.

It lists the same cuts in the same order. It proves nothing and plays without the hours guard.
"""

from collections.abc import Callable
from pathlib import Path

from broadcaster.schedule.model import RunningOrder


def to_m3u8(order: RunningOrder, path_of: Callable[[str], Path]) -> str:
    """Return the playlist; `path_of` gives the file of a cut by its SHA-256."""
    lines = ["#EXTM3U", f"#PLAYLIST:{order.title} ({order.session})"]
    for item in order.items:
        seconds = -(-item.length_ms // 1000)
        lines += [f"#EXTINF:{seconds},{item.title}", str(path_of(item.cut))]
    return "\n".join(lines) + "\n"
