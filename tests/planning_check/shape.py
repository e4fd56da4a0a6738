"""From what a random commune is made; the same shape gives the same commune."""

import random
from dataclasses import asdict, dataclass
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
MINUTE = 60_000
FLAGS = ("caps", "special_days", "dated", "limits", "zones", "standing", "doubt", "longer", "above")


@dataclass(frozen=True)
class Shape:
    """What a commune is made from."""

    seed: int
    programmes: int = 1
    demands: int = 3
    days: int = 3
    caps: bool = False
    special_days: bool = False
    dated: bool = False
    limits: bool = False
    zones: bool = False
    standing: bool = False
    doubt: bool = False
    mandates: bool = False
    above: bool = False
    """Units above have hours too."""
    longer: bool = False
    """Bulletins of several minutes, often more than there is room for."""

    def __str__(self) -> str:
        return " ".join(f"{name}={value}" for name, value in asdict(self).items())


@st.composite
def shapes(draw: st.DrawFn, *, mandates: bool = True) -> Shape:
    """Return shapes; the simplest is one programme and three bulletins."""
    flag = st.booleans()
    return Shape(
        draw(st.integers(0, 1_000_000)),
        draw(st.integers(1, 4)),
        draw(st.integers(3, 80)),
        draw(st.integers(2, 4)),
        **{name: draw(flag) for name in FLAGS},
        mandates=mandates and draw(flag),
    )


def shape_of(seed: int, number: int, *, mandates: bool = True) -> Shape:
    """Return the shape of one case of a long run."""
    chance = random.Random(f"{seed}:{number}")
    return Shape(
        chance.randrange(1_000_000_000),
        chance.randint(1, 4),
        chance.randint(3, 80),
        chance.randint(2, 9),
        **{name: chance.random() < 0.5 for name in FLAGS},
        mandates=mandates and chance.random() < 0.7,
    )
