"""The same text gives the same sound in any home: ten fresh ones, one or two workers, two locales.

What is compared is the decoded sound, which an approval is bound to.
"""

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.accept.conftest import Program

pytestmark = [pytest.mark.rig, pytest.mark.timeout(600)]

HOMES = 10
LOCALES = (
    {"LC_ALL": "C", "BROADCASTER_LANG": "en"},
    {"LC_ALL": "C.UTF-8", "BROADCASTER_LANG": "vi"},
)
TEXT = Path("bulletins") / "written" / "05-bhxh.vi.txt"


def decoded_sha256(home: Path, text: Path, processors: int, told: dict[str, str]) -> str:
    """Render `text` in a new home; with so many processors it has as many workers."""
    # Of this thread alone, and of what it starts.
    os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:processors])
    Program(home, environment=told).run("init", str(home), "--as", "Nông Văn Dền")
    station = Program(home, "Nông Văn Dền", told)
    bulletin = station.run("bulletin", "add", str(text)).stdout.split()[0]
    (cut,) = station.json("render", bulletin)
    return str(cut["decoded_sha256"])


def test_ten_renders_in_fresh_homes_decode_to_one_sound(data: Path, tmp_path: Path) -> None:
    found: list[str] = []
    for processors in (1, 2):
        with ThreadPoolExecutor(2) as threads:
            making = [
                threads.submit(
                    decoded_sha256,
                    tmp_path / f"{processors}-{number}",
                    data / TEXT,
                    processors,
                    told,
                )
                for number, told in enumerate(LOCALES * HOMES)
                if number < HOMES // 2
            ]
            found += [one.result() for one in making]
    assert len(found) == HOMES
    assert len(set(found)) == 1
