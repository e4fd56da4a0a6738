"""Which bulletins go into which session: the heart of the planner, pure and without luck.

`frame` says what a session can hold, `claim` what each demand may ask for, `board` what is placed
where, `worth` what an airing there is worth, `stages` in which turn airings are placed and
`making_way` how one that found no room gets some.
"""

from broadcaster.schedule.choosing.board import Board
from broadcaster.schedule.choosing.stages import choose
from broadcaster.schedule.choosing.worth import Weights

__all__ = ["Board", "Weights", "choose"]
