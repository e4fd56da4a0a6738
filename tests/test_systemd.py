"""The units as text: what a machine without systemd can check of them."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

FOLDER = Path(__file__).resolve().parents[1] / "systemd"
UNITS = sorted([*FOLDER.glob("*.service"), *FOLDER.glob("*.timer")])
SERVICES = [path for path in UNITS if path.suffix == ".service"]
PLAYOUT = FOLDER / "broadcaster-playout.service"


@dataclass(frozen=True)
class Directive:
    """One `Key=value` line with its section and the line above it."""

    section: str
    key: str
    value: str
    above: str


def directives(path: Path) -> Iterator[Directive]:
    section = above = ""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            section = line.strip("[]")
        elif line and not line.startswith("#"):
            key, _, value = line.partition("=")
            yield Directive(section, key, value, above)
        above = line


def values(path: Path, key: str) -> list[str]:
    return [directive.value for directive in directives(path) if directive.key == key]


@pytest.mark.parametrize("path", UNITS, ids=lambda path: path.name)
def test_every_directive_has_its_reason_on_the_line_above(path: Path) -> None:
    without = [d.key for d in directives(path) if len(d.above) < 12 or not d.above.startswith("# ")]
    assert without == []


@pytest.mark.parametrize("path", UNITS, ids=lambda path: path.name)
def test_no_reason_stands_twice_in_one_unit(path: Path) -> None:
    reasons = [directive.above for directive in directives(path)]
    assert [reason for reason in reasons if reasons.count(reason) > 1] == []


def test_the_player_says_when_it_is_ready_and_is_watched() -> None:
    assert values(PLAYOUT, "Type") == ["notify"]
    assert values(PLAYOUT, "WatchdogSec") == ["8"]
    assert values(PLAYOUT, "NotifyAccess") == ["main"]


def test_a_hang_is_over_within_fifteen_seconds() -> None:
    """Silence, the abort nobody may answer, the pause; three seconds are left for the start."""
    parts = ("WatchdogSec", "TimeoutAbortSec", "RestartSec")
    assert sum(int(values(PLAYOUT, key)[0]) for key in parts) <= 12


def test_the_player_is_started_again_for_ever() -> None:
    assert values(PLAYOUT, "Restart") == ["always"]
    assert values(PLAYOUT, "StartLimitIntervalSec") == ["0"]
    (limit,) = [d for d in directives(PLAYOUT) if d.key == "StartLimitIntervalSec"]
    assert limit.section == "Unit"  # in [Service] systemd would ignore it


def test_the_player_may_use_sound_cards_and_no_other_device() -> None:
    assert values(PLAYOUT, "DevicePolicy") == ["closed"]
    assert values(PLAYOUT, "DeviceAllow") == ["char-alsa rw"]
    assert values(PLAYOUT, "SupplementaryGroups") == ["audio"]
    assert values(PLAYOUT, "PrivateDevices") == []


def test_the_player_may_ask_for_the_boot_and_for_the_state_of_the_clock() -> None:
    """ProcSubset=pid hides boot_id; ProtectClock= and @privileged refuse even reading adjtimex."""
    assert values(PLAYOUT, "ProcSubset") == []
    assert values(PLAYOUT, "ProtectClock") == []
    assert "adjtimex clock_adjtime" in values(PLAYOUT, "SystemCallFilter")[-1]


@pytest.mark.parametrize("path", SERVICES, ids=lambda path: path.name)
@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("User", "broadcaster"),
        ("CapabilityBoundingSet", ""),
        ("NoNewPrivileges", "yes"),
        ("ProtectSystem", "strict"),
        ("ProtectHome", "yes"),
        ("StateDirectory", "broadcaster"),
        ("Environment", "BROADCASTER_HOME=/var/lib/broadcaster"),
    ],
)
def test_a_service_runs_without_rights_in_its_own_home(path: Path, key: str, value: str) -> None:
    assert values(path, key) == [value]


@pytest.mark.parametrize("path", SERVICES, ids=lambda path: path.name)
def test_a_service_starts_the_checkout_it_belongs_to(path: Path) -> None:
    (command,) = values(path, "ExecStart")
    assert command.startswith("/opt/broadcaster/.venv/bin/broadcaster ")
