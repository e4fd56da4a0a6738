"""Soak the player, planning, reading and decoding, print it, and leave it dated.

The report goes into `docs/measurements/`.

Ends with 1 when a law or a rule is broken or the time of reading is not linear in the length.
"""

import argparse
import os
import platform
import secrets
import sys

from broadcaster import __version__
from broadcaster.timebase import SystemTime
from tests.bench.__main__ import MEASUREMENTS
from tests.decoding import hostile
from tests.soak import days, growing, kills, planning, power, reading, year


def main() -> int:
    """Try kills, power cuts, communes, texts, the growth of every shape, and the recordings."""
    wanted = _wanted()
    today = f"{SystemTime().now():%Y-%m-%d}"
    lines = [
        f"# Soaked on {today}",
        "",
        f"Broadcaster {__version__}, Python {platform.python_version()}, {platform.machine()}, "
        f"{wanted.processes} processes. `python -m tests.soak --seed {wanted.seed} "
        f"--kills {wanted.kills} --real-kills {wanted.real_kills} --cuts {wanted.cuts} "
        f"--switches {wanted.switches} --control {wanted.control} "
        f"--communes {wanted.communes} --days {wanted.days} --sessions {wanted.sessions} "
        f"--cases {wanted.cases} --longest {wanted.longest}` repeats it.",
        "",
    ]
    print("\n".join(lines), flush=True)
    killed = kills.soak(wanted.seed, wanted.kills, wanted.real_kills)
    lines += _print(killed.lines())
    unpowered = power.soak(wanted.seed, wanted.cuts, wanted.switches, wanted.control)
    lines += _print(unpowered.lines())
    decided = planning.soak(wanted.seed, wanted.communes, wanted.processes)
    lines += _print(decided.lines())
    lived = year.soak(wanted.seed, wanted.days)
    lines += _print(lived.lines())
    rehearsed = days.soak(wanted.sessions)
    lines += _print(rehearsed.lines())
    fuzzed = reading.soak(wanted.seed, wanted.cases, wanted.processes)
    lines += _print(fuzzed.lines())
    grown = growing.soak([slow.text for slow in fuzzed.slowest], wanted.longest, wanted.processes)
    lines += _print(grown.lines())
    decoded = hostile.soak(wanted.processes)
    lines += _print(decoded.lines())
    MEASUREMENTS.mkdir(exist_ok=True)
    (MEASUREMENTS / f"{today}-soak.md").write_text("\n".join(lines), encoding="utf-8")
    found = (killed, unpowered, decided, lived, rehearsed, fuzzed, grown, decoded)
    return 0 if all(one.good for one in found) else 1


def _wanted() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.soak", description=__doc__)
    parser.add_argument("--seed", type=int, default=secrets.randbelow(1_000_000))
    parser.add_argument("--cases", type=int, default=200_000)
    parser.add_argument("--kills", type=int, default=960, help="at named points of the player")
    parser.add_argument("--real-kills", type=int, default=40, help="at any moment, in real time")
    parser.add_argument("--cuts", type=int, default=240, help="of power, while the player writes")
    parser.add_argument("--switches", type=int, default=60, help="power cuts in a plan's writing")
    parser.add_argument("--control", type=int, default=10, help="power cuts without any sync")
    parser.add_argument("--communes", type=int, default=10_000)
    parser.add_argument("--days", type=int, default=365, help="of a station on a virtual clock")
    parser.add_argument("--sessions", type=int, default=90, help="days of two full sessions")
    parser.add_argument("--longest", type=int, default=1_000_000, help="characters of a shape")
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1)
    return parser.parse_args()


def _print(lines: list[str]) -> list[str]:
    print("\n".join(lines), flush=True)
    return lines


if __name__ == "__main__":
    sys.exit(main())
