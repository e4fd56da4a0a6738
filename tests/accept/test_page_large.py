"""`kiem-tra.html` with a large log: in pieces, with a bar, within the memory of a small laptop."""

import re
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import sync_playwright

from broadcaster.journal.checkpoint import Checkpoint, sign
from broadcaster.journal.record import FIRST_PREV, Value, encode
from broadcaster.journal.tree import Range, leaf_hash
from broadcaster.signed import BoxKey
from tests.accept import debian
from tests.accept.console_rig import FLAGS
from tests.accept.page_rig import opened, write_page

pytestmark = [pytest.mark.rig, pytest.mark.timeout(600)]
RECORDS = 100_000
ITEMS_A_SESSION = 8
MOST_MEGABYTES = 700
"""Of the page's process at its most, its thread and the browser's own code included."""


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    path = debian.find("chromium", "chromium")
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=path, args=list(FLAGS))
        yield browser
        browser.close()


class Writing:
    """A log written line by line, faster than by the player, of the same bytes."""

    def __init__(self, folder: Path, key: BoxKey) -> None:
        self.log_id = "khe-ren-20260101T000000Z-0a1b2c3d"
        self.folder, self.key = folder, key
        self.lines: list[bytes] = []
        self.tree, self.prev = Range(), FIRST_PREV

    def add(self, kind: str, **fields: Any) -> None:
        seq = self.tree.size
        minute = seq // 2
        at = f"2026-{1 + minute // 40320:02}-{1 + minute // 1440 % 28:02}"
        header: dict[str, Value] = {
            "kind": kind, "seq": seq, "log_id": self.log_id, "boot_id": "b", "software": "test",
            "at": f"{at}T{minute // 60 % 24:02}:{minute % 60:02}:{seq % 2 * 30:02}.000000Z",
            "mono_ns": 1, "time_quality": "unknown", "uncertainty_ms": 100, "prev": self.prev,
        }  # fmt: skip
        line = encode(header | fields)
        leaf = leaf_hash(line)
        self.tree, self.prev = self.tree.append(leaf), leaf.hex()
        self.lines.append(line)

    def session(self, number: int) -> None:
        name = (
            f"ban-tin@2026-01-{1 + number % 28:02}T{number // 28 % 24:02}:{number // 672 % 60:02}"
        )
        tails = [f"{at:08x}" for at in range(ITEMS_A_SESSION)]
        order = sha256(name.encode()).hexdigest()
        self.add("plan", session=name, order=order, part=1, parts=1, count=len(tails),
                 items=[f"{tail}:{at * 1000}:1000" for at, tail in enumerate(tails)])  # fmt: skip
        for tail in tails:
            about = {"session": name, "item": f"{name}/{tail}", "title": "Thông báo tiêm phòng"}
            self.add("start", **about, cut="c" * 64, approval="khe-ren-2026-0001.r1.a1")
            self.add("end", **about, evidence="2", samples=48_000)
            self.add("outcome", **about, outcome="aired", cause="whole", sounded_ms=1000)

    def close(self) -> Path:
        log = self.folder / "journal" / self.log_id
        log.mkdir(parents=True)
        (log / "2026-01.jsonl").write_bytes(b"".join(line + b"\n" for line in self.lines))
        head = Checkpoint("khe-ren", self.log_id, self.tree.size, self.tree.root())
        notes = self.folder / "journal" / "checkpoints"
        notes.mkdir()
        note = sign(head, self.key.public_bytes, self.key.sign_bytes)
        (notes / head.file_name).write_bytes(note)
        return self.folder


def most_memory(browser: Any) -> int:
    """Return the bytes that the page's process held at its most, as the kernel counts them."""
    session = browser.new_browser_cdp_session()
    running = session.send("SystemInfo.getProcessInfo")["processInfo"]
    found = []
    for one in running:
        status = Path(f"/proc/{one['id']}/status").read_text()
        if one["type"] == "renderer" and (peak := re.search(r"VmHWM:\s+(\d+) kB", status)):
            found.append(int(peak[1]) * 1024)
    return max(found)


def test_a_hundred_thousand_records_are_read_within_memory(
    chromium: Any, tmp_path: Path, box_key: BoxKey
) -> None:
    writing = Writing(tmp_path / "large", box_key)
    writing.add("boot", key=box_key.public_bytes.hex(), previous_log="", station="khe-ren")
    number = 0
    while writing.tree.size < RECORDS:
        writing.session(number)
        number += 1
    folder = writing.close()
    with opened(chromium, write_page(tmp_path)) as tab:
        shown = tab.page.evaluate(
            """() => {
                window.bars = 0;
                new MutationObserver((all) => (window.bars += all.length)).observe(
                    document.getElementById('main'),
                    { subtree: true, childList: true, attributes: true });
                return window.bars;
            }"""
        )
        tab.choose(folder)
        # No order lies beside this log, and that is all that is wrong with it.
        assert tab.status == "disagrees"
        assert (
            f"còn {number - 12} điều nữa" in tab.sentences[0]
            or str(number - 12) in tab.sentences[0]
        )
        assert tab.page.evaluate("window.bars") > shown + 20
        total = tab.page.inner_text("#total")
        assert total.endswith(str(number * ITEMS_A_SESSION))
        memory = most_memory(chromium)
        assert 0 < memory < MOST_MEGABYTES * 1_000_000, memory
        tab.check()
