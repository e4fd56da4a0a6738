"""Every page loads quickly over a village's mobile network, however long its bulletin is."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from broadcaster.bulletins import Bulletin
from broadcaster.bulletins import actions as bulletins
from tests.bench.texts import text_of
from tests.playout.station import tone, wav
from tests.web.conftest import Browser, Town

MOST_BYTES = 150_000
LOADED = re.compile(r'(?:src|href)="(/static/[^"]+)"')
LINES = 100
A_THIRD_MS = 160_000
"""A shorter recording of so many lines would be refused."""


@dataclass(frozen=True)
class Long:
    """Bulletins of a hundred lines."""

    in_hand: Bulletin
    waiting: Bulletin


@pytest.fixture(scope="module")
def text() -> str:
    return text_of(LINES // 2)


@pytest.fixture
def long(town: Town, text: str, tmp_path: Path) -> Long:
    """Two bulletins of a hundred lines: one in hand, one that waits for approval."""
    desk = town.desk_of("operator")
    voice = tmp_path / "voice.wav"
    voice.write_bytes(wav(tone(1, A_THIRD_MS)))
    spoken = bulletins.add(desk, text)
    bulletins.render(desk, spoken.id, recording=voice)
    bulletins.submit(desk, spoken.id)
    return Long(bulletins.add(desk, text), spoken)


def bytes_sent(browser: Browser, path: str) -> int:
    """Return what a first visit to a page sends: the page and every file it loads."""
    page = browser.get(path)
    assert page.status_code == 200, path
    files = [browser.get(address) for address in sorted(set(LOADED.findall(page.text)))]
    assert files, "a page loads its style at least"
    return sum(len(answer.content) for answer in (page, *files))


def pages(long: Long) -> Iterator[tuple[str, str]]:
    """Yield every page with whom it is for."""
    for path in ("/write", "/today", f"/write/{long.in_hand.id}", f"/write/{long.waiting.id}"):
        yield "operator", path
    yield from (("approver", path) for path in ("/approve", f"/approve/{long.waiting.id}"))
    yield "administrator", "/people"


def test_a_first_visit_to_any_page_sends_at_most_150_000_bytes(town: Town, long: Long) -> None:
    assert len(long.in_hand.revision.script.sentences) == LINES
    visitor = town.browser()
    sent = {path: bytes_sent(visitor, path) for path in ("/sign-in", "/first")}
    for who, path in pages(long):
        sent[path] = bytes_sent(town.browser(who), path)
    assert {path: size for path, size in sent.items() if size > MOST_BYTES} == {}
