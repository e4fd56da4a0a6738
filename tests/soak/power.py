"""Power cuts on a real file system: what was not on disk is gone, whatever the kernel still held.

FS_IOC_SHUTDOWN on a loop-mounted ext4 stops it without writing its journal back, as a cut does;
after unmounting and mounting it again only what was truly synced is there. The control writes
without waiting for the disk: where it loses nothing, the rig proves nothing. Needs root.
`python -m tests.soak.power SEED CUTS SWITCHES CONTROL`.
"""

import contextlib
import fcntl
import os
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from broadcaster.schedule import session_file_name
from broadcaster.signed import SignatureError, read_signed
from tests.bench.figures import seconds
from tests.e2e.killing_player import Executioner, arm, kill
from tests.e2e.station_on_disk import KILLED, Broadcast
from tests.memory_folder import memory_folder
from tests.playout.station import TestStation
from tests.soak.child import run
from tests.soak.kills import START, Round, Toll, round_at, shares

FS_IOC_SHUTDOWN = 0x8004587D
NOLOGFLUSH = (2).to_bytes(4, "little")
IMAGE_BYTES = 64 << 20
AFTER = "after"
PLAN_POINTS = ("before-rename", "renamed", AFTER)
"""Where a cut may fall while a file of the plan is replaced."""
SWITCHES = 12
"""Cuts of plan writes in one mounted file system."""


@contextmanager
def loop_disk(root: Path, *words: str) -> Iterator[Path]:
    """Give a folder on a small ext4 of its own, made with these words to `mkfs.ext4`.

    An error in it makes it read-only, as on the cards of a station.
    """
    image, folder = root / "disk.img", root / "disk"
    folder.mkdir()
    with image.open("wb") as file:
        file.truncate(IMAGE_BYTES)
    lazy = "lazy_itable_init=0,lazy_journal_init=0"
    _call("mkfs.ext4", "-q", "-e", "remount-ro", "-E", lazy, *words, str(image))
    mount(folder)
    try:
        yield folder
    finally:
        with contextlib.suppress(subprocess.CalledProcessError):
            _call("umount", str(folder))


def mount(folder: Path) -> None:
    """Mount the image beside a folder on it."""
    _call("mount", "-o", "loop", str(folder.with_name("disk.img")), str(folder))


def remount(folder: Path) -> None:
    """Let the machine come up again: what had not reached the disk is gone."""
    _call("umount", str(folder))
    mount(folder)


def cut(folder: Path) -> None:
    """Cut the power of the file system, and end this process with it."""
    let_die(folder)
    kill()


def let_die(folder: Path) -> None:
    """Let every read and write of the file system fail from now on (EIO), but for what is open.

    As a card does that is pulled out of a running machine.
    """
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        fcntl.ioctl(handle, FS_IOC_SHUTDOWN, NOLOGFLUSH)
    finally:
        os.close(handle)


def let_fail(folder: Path) -> None:
    """Let the file system find an error in itself, upon which it is read-only (EROFS)."""
    number = folder.stat().st_dev
    device = Path(f"/sys/dev/block/{os.major(number)}:{os.minor(number)}").resolve().name
    Path(f"/sys/fs/ext4/{device}/trigger_fs_error").write_text("1", encoding="ascii")


def why_not() -> str:
    """Return why no such file system can be had here, or nothing when it can."""
    try:
        with tempfile.TemporaryDirectory(prefix="loop") as name, loop_disk(Path(name)):
            return ""
    except (OSError, subprocess.CalledProcessError) as error:
        return str(error)


@dataclass
class Cuts:
    """What the power cuts came to."""

    player: Toll
    control: Toll
    switches: Counter[str] = field(default_factory=Counter)
    """How often the file was the old one and the new one, by where the cut fell."""
    broken: list[str] = field(default_factory=list)
    seconds: float = 0.0
    """Of the cuts of plan writes."""
    not_run: str = ""
    """Why there were none."""

    @property
    def good(self) -> bool:
        """Say whether nothing promised was lost, and the control did lose; or nothing was run."""
        if self.not_run:
            return True
        return self.player.good and self.control.lost > 0 and not self.broken

    def lines(self) -> list[str]:
        """Return the report."""
        if self.not_run:
            return [f"Power cuts: not run, {self.not_run}.", ""]
        told = ", ".join(f"{count} {what}" for what, count in sorted(self.switches.items()))
        return [
            *self.player.lines(),
            f"The control, the same player without fsync and fdatasync: {self.control.lost} of "
            f"{self.control.promised} acknowledged records lost in {self.control.ends.total()} "
            "cuts.",
            "",
            f"{self.switches.total()} power cuts while a plan was replaced took "
            f"{self.seconds:,.0f} s: {told}; {len(self.broken)} mixtures or lost promises.",
            "",
            *self.broken,
        ]


def soak(seed: int, cuts: int, switches: int, control: int) -> Cuts:
    """Cut the power so often while players write, while a plan is replaced, and of the control."""
    found = Cuts(Toll("power cuts while the player wrote"), Toll("power cuts of the control"))
    found.not_run = why_not()
    if found.not_run:
        return found
    found.player.seconds = seconds(lambda: _cut_players(seed, cuts, found.player))
    found.control.seconds = seconds(lambda: _cut_the_control(seed, control, found.control))
    found.seconds = seconds(lambda: _cut_plans(seed, switches, found))
    return found


def _cut_players(seed: int, cuts: int, toll: Toll) -> None:
    left = shares(cuts)
    while any(count > 0 for count in left.values()):
        with round_at(loop_disk, seed, left, toll) as made:
            _let_fail(made)
            made.play()


def _let_fail(made: Round) -> None:
    """Let the power of the round's disk fail where its players are to end."""
    disk = made.broadcast.home.root.parent
    made.end = lambda: cut(disk)
    made.after_end = lambda: remount(disk)


def _cut_the_control(seed: int, cuts: int, toll: Toll) -> None:
    for _n in range(cuts):
        with round_at(loop_disk, seed, shares(0), toll) as made:
            _let_fail(made)
            made.before, made.keeps_the_laws = _sync_nothing, False
            made.make_ready()
            point = made.chance.choice(("after-start", "after-outcome", "before-end"))
            made.live(START, f"{point}:{made.chance.randint(1, 6)}")
            toll.ends[point] += 1


def _sync_nothing() -> None:
    """Take away from this process what waits for the disk."""
    os.fdatasync = os.fsync = lambda _handle: None  # type: ignore[assignment]


def _cut_plans(seed: int, cuts: int, found: Cuts) -> None:
    done = 0
    while done < cuts:
        with (
            tempfile.TemporaryDirectory(prefix="plan", dir=memory_folder()) as name,
            loop_disk(Path(name)) as disk,
        ):
            station = Broadcast.build(disk).station
            station.approve("a", 1_200)
            station.plan(START, "a", title="0")
            remount(disk)
            for number in range(1, min(SWITCHES, cuts - done) + 1):
                _switch(station, disk, str(number), PLAN_POINTS[(seed + done) % 3], found)
                done += 1


def _switch(station: TestStation, disk: Path, title: str, point: str, found: Cuts) -> None:
    """Replace the session's order by one of another title, and cut the power at a point of it."""
    before = _title(station)

    def write(_acknowledge: object) -> None:
        executioner = Executioner(point, lambda: cut(disk))
        arm(executioner)
        station.write_order(station.order(START, "a", title=title))
        executioner.pass_by(AFTER)

    life = run(write)
    assert life.code == KILLED, life.said
    remount(disk)
    after = _title(station)
    found.switches[f"{'new' if after == title else 'old'} {point}"] += 1
    if after not in (before, title) or (point == AFTER and after != title):
        found.broken.append(f"{before} -> {title}, cut {point}: found {after}")


def _title(station: TestStation) -> str:
    """Return the title of the order as it lies on the disk, or why it is none."""
    path = station.home.plan / session_file_name(station.order(START, "a").session)
    try:
        return str(read_signed(path, "running-order", [station.key.public])["title"])
    except SignatureError as error:
        return error.reason


def _call(*words: str) -> None:
    subprocess.run(words, check=True, capture_output=True, text=True)


if __name__ == "__main__":
    made = soak(*(int(word) for word in sys.argv[1:5]))
    print("\n".join(made.lines()))
    sys.exit(not made.good)
