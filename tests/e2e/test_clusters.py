"""A station whose clusters have outputs of their own, played by a real player."""

import os
import shlex
import signal
import subprocess
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from broadcaster.playout.errors import PlayoutError
from broadcaster.playout.process.control import ask_player
from broadcaster.playout.sound import wave_file
from broadcaster.schedule import RunningOrder
from broadcaster.timebase import NANOSECONDS, SystemTime, as_rfc3339
from broadcaster.units.wiring import Feed, Wiring
from tests.e2e.station_on_disk import PLAYER, Broadcast
from tests.e2e.test_process import is_up, wait_for
from tests.playout.rig import find

TIME = SystemTime()
HOLDER = 'echo $$ > "$0"; exec sleep 600'
ZONES = {"thon-1": frozenset({"dinh"}), "thon-2": frozenset({"cho"})}


@pytest.fixture
def broadcast(tmp_path: Path) -> Broadcast:
    made = Broadcast.build(tmp_path)
    for name in "abc":
        made.station.approve(name, 1_500)
    return made


@pytest.fixture
def players() -> "Iterator[list[subprocess.Popen[bytes]]]":
    started: list[subprocess.Popen[bytes]] = []
    yield started
    for player in started:
        if player.poll() is None:
            player.send_signal(signal.SIGCONT)
            player.terminate()
            player.wait(30)


def wire(broadcast: Broadcast, *feeds: Feed) -> None:
    body = {"made": as_rfc3339(TIME.now()), **Wiring(feeds, ZONES).to_document()}
    broadcast.station.sign(broadcast.home.clusters, "clusters", body)


def at_zone(zone: str) -> dict[str, Any]:
    return {"zones": (zone,)}


def plan(broadcast: Broadcast, names: str, **more: Any) -> RunningOrder:
    start = TIME.now() + timedelta(seconds=8)
    return broadcast.station.plan(start, names, **more)


def play(broadcast: Broadcast, *words: str) -> "subprocess.Popen[bytes]":
    """Start a player that plays to what the clusters have."""
    command = [*PLAYER, "--home", str(broadcast.home.root), *words]
    return subprocess.Popen(command, stderr=subprocess.DEVNULL)


def heard(broadcast: Broadcast, folder: Path) -> dict[str, int]:
    """Return how many samples of each cut stand in the recordings of one folder."""
    parts = [path.read_bytes()[wave_file.HEADER_BYTES :] for path in folder.glob("*.wav")]
    return {
        name: sum(count for part in parts for _at, count in find(part, cut.pcm))
        for name, cut in broadcast.station.cuts.items()
    }


def test_one_running_order_plays_each_item_to_the_clusters_of_its_zones(
    broadcast: Broadcast, tmp_path: Path, players: "list[subprocess.Popen[bytes]]"
) -> None:
    dinh, cho = tmp_path / "dinh", tmp_path / "cho"
    wire(
        broadcast,
        Feed("dinh", ("dinh",), f"file:{dinh}"),
        Feed("fm-1", ("cho", "chua"), f"file:{cho}"),
        Feed("hong", ("hong",), "pipe:/nonexistent/player"),
    )
    order = plan(broadcast, "abc", changes={0: at_zone("thon-1"), 1: at_zone("thon-2")})
    player = play(broadcast, "--until", as_rfc3339(order.start + timedelta(seconds=8)))
    players.append(player)
    wait_for(lambda: any(one["state"] == "playing" for one in states(broadcast)))
    assert {one["feed"]: one["state"] for one in states(broadcast)}["hong"] == "fault"
    assert player.wait(60) == 0
    whole = 72_000
    assert heard(broadcast, dinh) == {"a": whole, "b": 0, "c": whole}
    assert heard(broadcast, cho) == {"a": 0, "b": whole, "c": whole}
    broadcast.assert_nothing_is_lost_or_heard_twice()
    assert [r.text("outcome") for r in broadcast.records("outcome")] == ["aired"] * 3
    assert [list(r["clusters"]) for r in broadcast.records("end")] == [
        ["dinh:1500:1"],
        ["cho:1500:1", "chua:1500:1"],
        ["dinh:1500:1", "cho:1500:1", "chua:1500:1", "hong:0:0"],
    ]
    assert {r.text("output") for r in broadcast.records("start")} == {"clusters"}
    alarms = {(r.text("code"), r.text("detail")) for r in broadcast.records("alarm")}
    assert ("cluster-fault", "hong") in alarms


def test_a_test_sounds_in_the_cluster_it_names_and_in_no_other(
    broadcast: Broadcast, tmp_path: Path, players: "list[subprocess.Popen[bytes]]"
) -> None:
    dinh, cho = tmp_path / "dinh", tmp_path / "cho"
    wire(broadcast, Feed("dinh", ("dinh",), f"file:{dinh}"), Feed("cho", ("cho",), f"file:{cho}"))
    broadcast.station.approve("ident", 1_000, sound=True)
    broadcast.station.approve("test", 1_500, sound=True)
    players.append(play(broadcast))
    wait_for(lambda: is_up(broadcast))
    with pytest.raises(PlayoutError, match='"chua"'):
        ask_player(broadcast.home, "test", by="technician", cluster="chua")
    ask_player(broadcast.home, "test", by="technician", cluster="cho")
    wait_for(lambda: len(broadcast.records("end")) == 1)
    assert heard(broadcast, dinh)["test"] == 0
    assert heard(broadcast, cho)["test"] == 72_000
    (unplanned,) = broadcast.records("unplanned")
    said = [unplanned.text(name) for name in ("what", "sound", "cluster", "by")]
    assert said == ["test", "test", "cho", "technician"]


def states(broadcast: Broadcast) -> list[Any]:
    if not is_up(broadcast):
        return []
    found: list[Any] = ask_player(broadcast.home, "status")["clusters"]
    return found


def test_an_item_that_no_working_output_is_for_is_missed_and_said_so(
    broadcast: Broadcast, tmp_path: Path, players: "list[subprocess.Popen[bytes]]"
) -> None:
    wire(
        broadcast,
        Feed("dinh", ("dinh",), "pipe:/nonexistent/player"),
        Feed("cho", ("cho",), f"file:{tmp_path / 'cho'}"),
    )
    changes = {0: at_zone("thon-1"), 1: at_zone("thon-2"), 2: at_zone("nowhere")}
    order = plan(broadcast, "abc", changes=changes)
    players.append(play(broadcast, "--until", as_rfc3339(order.start + timedelta(seconds=9))))
    assert players[0].wait(60) == 0
    outcomes = {
        r.text("bulletin"): (r.text("outcome"), r.text("cause"))
        for r in broadcast.records("outcome")
    }
    assert outcomes["a"] == outcomes["c"] == ("missed", "no-output")
    assert outcomes["b"][0] in ("aired", "late")


def test_an_announcement_between_sessions_opens_the_outputs_and_sounds_everywhere(
    broadcast: Broadcast, tmp_path: Path, players: "list[subprocess.Popen[bytes]]"
) -> None:
    folders = {name: tmp_path / name for name in ("dinh", "cho")}
    wire(broadcast, *(Feed(n, (n,), f"file:{folder}") for n, folder in folders.items()))
    broadcast.station.withdraw({})
    players.append(play(broadcast))
    wait_for(lambda: is_up(broadcast))
    assert {one["state"] for one in states(broadcast)} == {"unknown"}
    ask_player(broadcast.home, "announce", cut="a", by="operator")
    wait_for(lambda: bool(broadcast.records("end")))
    players[0].terminate()
    assert players[0].wait(30) == 0
    assert [heard(broadcast, folder)["a"] for folder in folders.values()] == [72_000, 72_000]
    (end,) = broadcast.records("end")
    assert list(end["clusters"]) == ["dinh:1500:1", "cho:1500:1"]


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGSTOP])
def test_a_player_that_dies_or_hangs_lets_the_amplifier_fall(
    broadcast: Broadcast,
    tmp_path: Path,
    players: "list[subprocess.Popen[bytes]]",
    number: signal.Signals,
) -> None:
    held = tmp_path / "held"
    holder = shlex.join(["sh", "-c", HOLDER, str(held)])
    said = broadcast.home.config.read_text(encoding="utf-8")
    broadcast.home.config.write_text(
        f"{said}amplifier = '''hold:{holder}'''\namplifier_lead_ms = 3000\n"
        f'output = "file:{tmp_path / "out"}"\n',
        encoding="utf-8",
    )
    broadcast.station.approve("long", 20_000)
    player = play(broadcast)
    players.append(player)
    wait_for(lambda: is_up(broadcast))
    order = plan_long(broadcast)
    wait_for(lambda: held.exists() and held.read_text())
    assert order.start - TIME.now() <= timedelta(seconds=3)  # not before its lead
    holding = int(held.read_text())
    wait_for(lambda: TIME.now() > order.start + timedelta(seconds=2))
    assert runs(holding)
    player.send_signal(number)
    began = TIME.monotonic()
    wait_for(lambda: not runs(holding), 6)
    assert TIME.monotonic() - began <= 5 * NANOSECONDS


def plan_long(broadcast: Broadcast) -> RunningOrder:
    return broadcast.station.plan(TIME.now() + timedelta(seconds=9), ["long"])


def runs(process: int) -> bool:
    try:
        os.kill(process, 0)
        stat = Path(f"/proc/{process}/stat").read_text(encoding="utf-8")
    except OSError:
        return False
    return stat.rpartition(")")[2].split()[0] != "Z"
