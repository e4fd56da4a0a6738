"""The player: a locked running order becomes samples, and every item ends in one outcome.

It reads `plan/`, `audio_cache/`, `keys/` and the settings; it writes `journal/` and `run/`. It
never opens the database. Decisions (`guard`, `clearance`, `next_item`, `outcomes`, `recovery`)
are pure; `conductor` carries out one session, `player` a station's day, `daemon` the process.
"""

from broadcaster.playout.errors import OutputError, PlayoutError

__all__ = ["OutputError", "PlayoutError"]
