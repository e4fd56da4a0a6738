"""`kiem-tra.html` as an inspector uses it: an export read, filtered, heard; with nothing trusted.

Screenshots are left in `BROADCASTER_SHOTS` where that names a folder.
"""

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

from broadcaster.audit import Wanted, actions
from broadcaster.bulletins import Approval
from broadcaster.desk import Desk
from broadcaster.journal import Kind
from broadcaster.timebase import NANOSECONDS, VirtualTime
from tests.accept import debian
from tests.accept.console_rig import FLAGS
from tests.accept.page_rig import Opened, opened, write_page
from tests.audit.conftest import TEXT, air, approve, open_journal
from tests.conftest import as_person

pytestmark = [pytest.mark.rig, pytest.mark.timeout(300)]
HOSTILE = '<img src=x onerror="document.title=1"><script>alert(1)</script>\u202eđảo'
DAYS = 3
PHONE, LAPTOP = {"width": 360, "height": 740}, {"width": 1280, "height": 900}


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    path = debian.find("chromium", "chromium")
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=path, args=list(FLAGS))
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def page_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_page(tmp_path_factory.mktemp("inspector"))


@pytest.fixture
def approval(desk: Desk, clock: VirtualTime) -> Approval:
    """A bulletin that aired on two mornings and was missed on the third, and a hostile alarm."""
    given = approve(desk)
    with open_journal(desk.home, clock) as journal:
        for day in range(DAYS):
            session = f"ban-tin-sang@2026-11-{22 + day}T08:00"
            air(journal, desk, given, session, heard=day < DAYS - 1)
            for _hour in range(24):
                clock.advance(3600 * NANOSECONDS)
                journal.append(Kind.HEARTBEAT)
        journal.append(Kind.UNPLANNED, item="unplanned/1", what="live", title=HOSTILE, by=HOSTILE)
        journal.append(Kind.ALARM, code=HOSTILE, detail=HOSTILE)
        journal.checkpoint()
    return given


@pytest.fixture
def export(desk: Desk, approval: Approval, tmp_path: Path) -> Path:
    taken = replace(as_person(desk, "auditor"))
    return actions.export(taken, tmp_path / "stick" / "khe-ren", Wanted()).folder


def shoot(tab: Opened, name: str) -> None:
    if folder := os.environ.get("BROADCASTER_SHOTS"):
        tab.page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)


def rows(tab: Opened) -> list[str]:
    """Return the text of each row of the list, once it stands still."""
    tab.page.wait_for_function("document.querySelector('#list table') !== null")
    return [row.inner_text() for row in tab.page.query_selector_all("#list tbody tr")]


def narrow(tab: Opened, total: int, **asked: str) -> list[str]:
    """Set filters and wait until so many rows are left."""
    for name, value in asked.items():
        tab.page.fill(f".filters [name={name}]", value)
        tab.page.dispatch_event(f".filters [name={name}]", "change")
    tab.page.wait_for_function(
        "(total) => document.getElementById('total').textContent.endsWith(` ${total}`)", arg=total
    )
    return rows(tab)


def detail_of(tab: Opened, number: int = 0) -> str:
    """Open the details of a row of the list; return what they say."""
    tab.page.locator("#list button", has_text="Chi tiết").nth(number).click()
    tab.page.wait_for_selector("#detail h2")
    return str(tab.page.inner_text("#detail"))


def test_an_export_is_read_by_its_manifest_its_days_and_its_filters(
    chromium: Any, page_path: Path, export: Path
) -> None:
    with opened(chromium, page_path, viewport=LAPTOP) as tab:
        tab.choose(export)
        assert tab.status == "whole"
        assert "đúng như danh mục" in tab.page.inner_text("#manifest")
        assert "đã phát 2 + không phát 1" in tab.page.inner_text("#identity")
        assert len(rows(tab)) == DAYS + 1
        assert len(narrow(tab, 2, to="2026-11-23")) == 2
        assert len(narrow(tab, 1, **{"from": "2026-11-23"})) == 1
        assert narrow(tab, 0, after="09:00", before="10:00") == []
        narrow(tab, DAYS, to="", after="", before="", text="tiem phong", **{"from": ""})
        assert len(tab.page.query_selector_all("#day .lane")) == 2
        tab.page.select_option("section:has(#day) select", "2026-11-23")
        tab.page.wait_for_selector("#day .session .lane b.aired")
        shoot(tab, "kiem-tra")
        tab.check()


def test_the_text_and_the_sound_are_shown_after_their_hashes_are_checked(
    chromium: Any, page_path: Path, export: Path
) -> None:
    with opened(chromium, page_path, viewport=LAPTOP) as tab:
        tab.choose(export)
        said = detail_of(tab)
        assert all(line in said for line in TEXT.splitlines())
        assert "đúng là văn bản đã duyệt" in said
        assert "có chữ ký của máy" in said
        tab.page.click("#detail .sound button")
        tab.page.wait_for_selector("#detail audio")
        length = tab.page.evaluate(
            """async () => {
                const audio = document.querySelector('#detail audio');
                if (!audio.duration) await new Promise((done) => (audio.onloadedmetadata = done));
                return audio.duration;
            }"""
        )
        assert length > 1
        shoot(tab, "kiem-tra-chi-tiet")
        tab.check()


def test_a_text_an_approval_and_a_cut_that_were_changed_are_named(
    chromium: Any, page_path: Path, export: Path, approval: Approval
) -> None:
    text = export / f"texts/{approval.revision}.json"
    text.write_bytes(text.read_bytes().replace("tiêm".encode(), "Tiêm".encode()))
    signed = export / f"plan/approvals/{approval.id}.json"
    signed.write_bytes(signed.read_bytes().replace(b'"sig": "', b'"sig": "AAAA', 1))
    cut = export / f"cuts/{approval.cut}.mp3"
    cut.write_bytes(cut.read_bytes()[:-1] + b"?")
    (export / "journal" / "orders" / "extra.json").write_bytes(b"{}")
    with opened(chromium, page_path) as tab:
        tab.choose(export)
        listed = tab.page.inner_text("#manifest")
        assert all(path.name in listed for path in (text, signed, cut))
        assert "extra.json" in listed
        detail_of(tab)
        states = [
            one.get_attribute("data-state")
            for one in tab.page.query_selector_all("#detail [data-state]")
        ]
        assert states == ["not-signed", "not-approved"]
        tab.page.click("#detail .sound button")
        tab.page.wait_for_selector("#detail .sound [data-state=altered]")
        assert tab.page.query_selector("#detail audio") is None
        tab.check()


def test_what_a_record_says_never_becomes_markup(
    chromium: Any, page_path: Path, export: Path
) -> None:
    with opened(chromium, page_path) as tab:
        tab.choose(export)
        (row,) = [row for row in rows(tab) if "<img" in row]
        assert "\u202e" not in row
        detail_of(tab, DAYS)
        tab.page.click("#detail summary")
        assert tab.page.query_selector_all("img, main script") == []
        assert tab.page.title() == "Kiểm tra nhật ký phát sóng"
        tab.check()


def test_several_files_without_their_folders_find_their_places(
    chromium: Any, page_path: Path, export: Path
) -> None:
    journal = [
        str(path) for path in (export / "journal").rglob("*") if path.suffix in (".jsonl", ".note")
    ]
    orders = [str(path) for path in (export / "journal" / "orders").iterdir()]
    with opened(chromium, page_path) as tab:
        tab.page.set_input_files("#files", journal + orders)
        tab.wait()
        assert tab.status == "whole", tab.sentences
        tab.check()


def test_what_holds_no_log_and_a_key_that_is_none_are_told(
    chromium: Any, page_path: Path, export: Path, tmp_path: Path
) -> None:
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "photo.jpg").write_bytes(b"no log")
    with opened(chromium, page_path) as tab:
        tab.choose(tmp_path / "other")
        assert tab.status == "none"
        tab.page.click("#given summary")
        tab.page.fill("textarea[name=key]", "no key")
        tab.choose(export)
        assert "Không đọc được khóa" in tab.page.inner_text("[role=alert]")
        tab.check()


def test_without_a_thread_of_its_own_the_page_says_the_same(
    chromium: Any, page_path: Path, export: Path
) -> None:
    """Some browsers give a page from a file no worker."""
    with opened(chromium, page_path) as tab:
        tab.page.add_init_script("delete window.Worker")
        tab.page.reload()
        tab.choose(export)
        assert tab.page.evaluate("page.asking.worker") is None
        assert tab.status == "whole"
        assert len(rows(tab)) == DAYS + 1
        tab.check()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [PHONE, LAPTOP], ids=["phone", "laptop"])
def test_everybody_can_use_it(
    chromium: Any, page_path: Path, export: Path, scheme: str, viewport: dict[str, int]
) -> None:
    with opened(chromium, page_path, viewport=viewport, color_scheme=scheme) as tab:
        tab.choose(export)
        rows(tab)
        detail_of(tab)
        wide = tab.page.evaluate("document.documentElement.scrollWidth")
        assert wide <= viewport["width"]
        shoot(tab, f"kiem-tra-{viewport['width']}-{scheme}")
        # axe comes from its package and is put in by the driver, past the page's own policy.
        found = Axe().run(tab.page)
        assert found.violations_count == 0, found.generate_report()


def test_it_is_used_by_keyboard_alone(chromium: Any, page_path: Path, export: Path) -> None:
    with opened(chromium, page_path, viewport=LAPTOP) as tab:
        tab.choose(export)
        rows(tab)
        assert tab.page.evaluate("document.activeElement.id") == "verdict"
        for _press in range(60):
            tab.page.keyboard.press("Tab")
            if tab.page.evaluate("document.activeElement.textContent") == "Chi tiết":
                break
        tab.page.keyboard.press("Enter")
        tab.page.wait_for_selector("#detail h2")
        assert tab.page.evaluate("document.activeElement.id") == "detail"
