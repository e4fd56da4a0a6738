"""Running orders as an extended M3U playlist, for any player on the desk.

It lists the same cuts in the same order, and a relay as a comment, since it has none. It proves
nothing and plays without the hours guard.
"""

from collections.abc import Callable, Sequence
from pathlib import Path

from broadcaster.schedule.export.one_line import one_line
from broadcaster.schedule.model import RunningOrder


def to_m3u8(orders: Sequence[RunningOrder], path_of: Callable[[str], Path]) -> str:
    """Return the playlist; `path_of` gives the file of a cut by its SHA-256.

    Of several sessions each begins with a line that names it.
    """
    lines = ["#EXTM3U"]
    for order in orders:
        lines.append(f"#PLAYLIST:{one_line(order.title)} ({order.session})")
        for item in order.items:
            if item.relay:
                lines.append(f"# {item.relay}: {one_line(item.title)}")
                continue
            seconds = -(-item.length_ms // 1000)
            lines += [f"#EXTINF:{seconds},{one_line(item.title)}", str(path_of(item.cut))]
    return "\n".join(lines) + "\n"
