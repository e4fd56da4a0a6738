"""Operator, approver and village: a bulletin from the browser to the air, three ways.

On a phone, on an old PC, and with scripts off; then every page is held to axe, light and dark, in
both languages. Screenshots are left in `BROADCASTER_SHOTS` where that names a folder.
"""

import os
import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

from broadcaster.timebase import NANOSECONDS, SystemTime
from tests.accept import debian
from tests.accept.console_rig import (
    ADMINISTRATOR,
    APPROVER,
    FLAGS,
    HANOI,
    OPERATOR,
    Person,
    Station,
    running_station,
)

pytestmark = [pytest.mark.rig, pytest.mark.timeout(420)]
PHONE = {"width": 360, "height": 740}
PC = {"width": 1366, "height": 768}
TEXTS = {
    "Lịch tiêm phòng": "Lịch tiêm phòng\nNgày mai 8h trạm y tế tiêm phòng cho trẻ em dưới 2 tuổi.",
    "Lịch cắt điện": "Lịch cắt điện\nXóm Nà Pha mất điện từ 7h30 đến 11h ngày 3/12/2026.",
    "Họp thôn": "Họp thôn\nMời bà con đến nhà văn hóa lúc 19h để bàn việc làm đường.",
}
WAYS = (
    ("Lịch tiêm phòng", {"viewport": PHONE, "has_touch": True}),
    ("Lịch cắt điện", {"viewport": PC}),
    ("Họp thôn", {"viewport": PHONE, "java_script_enabled": False}),
)
"""Which text goes which way."""


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    path = debian.find("chromium", "chromium")
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=path, args=list(FLAGS))
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def station(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Station]:
    with running_station(tmp_path_factory.mktemp("console") / "home") as station:
        yield station


@pytest.fixture(scope="module")
def signed(station: Station, chromium: Any) -> dict[str, Person]:
    """Everybody with a password of their own, set with the code they were given."""
    people = {}
    for name in (ADMINISTRATOR, OPERATOR, APPROVER):
        people[name] = Person(station, chromium, name, viewport=PC)
        people[name].set_password()
        people[name].sign_in()
    return people


def shoot(person: Person, name: str) -> None:
    if folder := os.environ.get("BROADCASTER_SHOTS"):
        person.page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)


def write(operator: Person, title: str) -> str:
    """Enter a text, settle what is doubtful, have it spoken, submit it; return its id."""
    page = operator.page
    operator.go("/write")
    page.fill("#text", TEXTS[title])
    operator.press("Nhập và kiểm tra")
    page.wait_for_url(re.compile(r"/write/[a-z0-9-]+"))
    bulletin = re.sub(r".*/write/([a-z0-9-]+).*", r"\1", page.url)
    shoot(operator, f"write-{bulletin[-1]}")
    while (choices := page.locator("button[name=choice]")).count():
        doubtful = choices.count()
        choices.first.click()
        page.wait_for_function("n => document.querySelectorAll('button[name=choice]').length < n",
                               arg=doubtful)  # fmt: skip
    operator.press("Đọc cả bản tin thành tiếng")
    page.wait_for_selector("#sound audio", timeout=60_000)
    assert operator.reads("Nếu được duyệt: phát")
    shoot(operator, f"spoken-{bulletin[-1]}")
    operator.press("Gửi duyệt")
    page.wait_for_selector("#to-approver")
    assert f"/approve/{bulletin}" in page.input_value("#to-approver")
    return bulletin


def approve(approver: Person, bulletin: str, title: str) -> None:
    """Open the link, see what would sound, and approve it."""
    approver.go(f"/approve/{bulletin}")
    assert approver.reads(title)
    sources = [one.get_attribute("src") for one in approver.page.locator("audio").all()]
    assert sources == [f"/bulletin/{bulletin}/{what}" for what in ("cut", "headline")]
    shoot(approver, f"approve-{bulletin[-1]}")
    approver.press("Duyệt")
    approver.page.wait_for_url(re.compile("done=approved"))
    assert approver.reads("Đã duyệt. Bản tin sẽ phát như ghi dưới đây.")


def wait_until(moment: datetime) -> None:
    clock = SystemTime()
    left = (moment - clock.now()).total_seconds()
    clock.sleep_until(clock.monotonic() + int(max(left, 0) * NANOSECONDS))


def sentence_of_last_session(person: Person, *, before: datetime) -> str:
    """Look at Today until it says how the session went; empty when it does not in time."""
    while SystemTime().now() < before:
        person.go("/today")
        if (said := person.page.locator("p.last")).count():
            return str(said.inner_text())
        wait_until(SystemTime().now() + timedelta(seconds=5))
    return ""


def test_what_was_written_and_approved_airs_and_today_says_so(
    station: Station, chromium: Any, signed: dict[str, Person]
) -> None:
    start = station.plan_session()
    everybody = []
    for title, context in WAYS:
        operator, approver = (
            Person(station, chromium, name, **context) for name in (OPERATOR, APPROVER)
        )
        everybody += [operator, approver]
        operator.sign_in()
        approver.sign_in()
        approve(approver, write(operator, title), title)
    assert SystemTime().now() < start, "the three ways took longer than there was time"
    phone, _approver, _pc, _other, plain, _last = everybody
    phone.go("/today")
    assert phone.reads(f"{start.astimezone(HANOI):%H:%M} Buổi phát thử: 3 bản tin")
    wait_until(start + timedelta(seconds=12))
    phone.page.wait_for_selector("#now .lamp")
    shoot(phone, "today-on-air")
    assert phone.page.locator("meter").count() == 1
    assert re.match(r"\d+:\d\d$", phone.page.inner_text("[data-countdown]"))
    plain.go("/today")
    assert plain.page.locator("#now .lamp").count() == 1
    assert sentence_of_last_session(phone, before=start + timedelta(seconds=150))
    shoot(phone, "today-after")
    aired = station.program.json("report", "day")
    outcomes = [item["outcome"] for session in aired["sessions"] for item in session["items"]]
    assert outcomes
    assert set(outcomes) == {"aired"}
    assert [person.trouble for person in everybody if person.trouble] == []


PAGES = (
    "/write",
    "/approve",
    "/today",
    "/sounds",
    "/feedback",
    "/people",
    "/write/{bulletin}",
    "/approve/{bulletin}",
)


@pytest.fixture(scope="module")
def examples(station: Station) -> list[str]:
    """A draft with doubtful readings and page furniture, and a bulletin that was submitted."""
    office = station.program.as_(OPERATOR)
    text = "UBND XÃ KHE RÈN\nThông báo\nGọi 18001234 hoặc 3/4 hộ. BCH báo XYZ.\nNguồn: ảnh"
    draft = office.run("bulletin", "add", "-", "--title", "Bản nháp", stdin=text).stdout.split()[0]
    ready = office.run("bulletin", "add", "-", stdin="Mai mất điện.").stdout.split()[0]
    office.run("render", ready)
    office.run("bulletin", "submit", ready)
    return [draft, ready]


def violations(person: Person, path: str) -> dict[tuple[str, str, str], str]:
    """Return what axe objects to on the page that is open: whose, where, which rule -> markup."""
    answer = Axe().run(person.page).response
    assert len(answer["passes"]) > 5, "axe looked at nothing"
    return {(person.name, path, one["id"]): one["nodes"][0]["html"] for one in answer["violations"]}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["vi", "en"])
def test_axe_finds_nothing_on_any_page(
    station: Station,
    chromium: Any,
    signed: dict[str, Person],
    examples: list[str],
    scheme: str,
    language: str,
) -> None:
    found: dict[tuple[str, str, str], str] = {}
    for name in (ADMINISTRATOR, OPERATOR, APPROVER):
        person = Person(station, chromium, name, viewport=PHONE, color_scheme=scheme)
        person.page.context.add_cookies(signed[name].page.context.cookies())
        person.page.context.add_cookies(
            [{"name": "broadcaster_lang", "value": language, "url": station.address}]
        )
        for path in PAGES:
            for id_ in examples if "{" in path else [""]:
                person.go(path.replace("{bulletin}", id_))
                person.page.evaluate(
                    "document.querySelectorAll('details').forEach(d => d.open = 1)"
                )
                found |= violations(person, path)
    person = Person(station, chromium, "", viewport=PHONE, color_scheme=scheme)
    for path in ("/sign-in", "/first", "/nothing"):
        person.go(path)
        found |= violations(person, path)
    assert found == {}


def test_a_bulletin_is_entered_by_keyboard_alone(
    station: Station, chromium: Any, signed: dict[str, Person]
) -> None:
    operator = Person(station, chromium, OPERATOR, viewport=PC)
    operator.go("/sign-in")
    keys = operator.page.keyboard
    operator.page.focus("#name")
    keys.type(OPERATOR)
    keys.press("Tab")
    keys.type("mot cau de nho 1")
    keys.press("Enter")
    operator.page.wait_for_url(re.compile("/write"))
    operator.page.focus("a.skip")
    for _step in range(40):
        keys.press("Tab")
        if operator.page.evaluate("document.activeElement.id") == "text":
            break
    keys.type("Mai mất điện.")
    for _step in range(10):
        keys.press("Tab")
        if operator.page.evaluate("document.activeElement.className") == "main":
            break
    keys.press("Enter")
    operator.page.wait_for_url(re.compile(r"/write/[a-z0-9-]+"))
    assert operator.reads("Mai mất điện")


def test_no_page_is_wider_than_the_phone(
    station: Station, chromium: Any, signed: dict[str, Person], examples: list[str]
) -> None:
    wide = []
    for name in (ADMINISTRATOR, OPERATOR, APPROVER):
        person = Person(station, chromium, name, viewport=PHONE)
        person.page.context.add_cookies(signed[name].page.context.cookies())
        for path in PAGES:
            person.go(path.replace("{bulletin}", examples[0]))
            if person.page.evaluate("document.documentElement.scrollWidth") > PHONE["width"]:
                wide.append((name, path))
    assert wide == []


def test_a_save_on_a_long_page_leaves_the_phone_where_it_was_and_its_message_in_sight(
    station: Station, chromium: Any, signed: dict[str, Person]
) -> None:
    office = station.program.as_(OPERATOR)
    long = "\n".join(f"Dòng thứ {number} của bản tin." for number in range(1, 40))
    draft = office.run("bulletin", "add", "-", stdin=long).stdout.split()[0]
    person = Person(station, chromium, OPERATOR, viewport=PHONE)
    person.page.context.add_cookies(signed[OPERATOR].page.context.cookies())
    person.go(f"/write/{draft}")
    page = person.page
    page.locator("#airing summary").click()
    for title, said in (("x" * 400, ".refusal"), ("Bản tin dài", ".said")):
        page.fill("#title", title)
        button = page.locator("#airing form button")
        button.scroll_into_view_if_needed()
        before = page.evaluate("scrollY")
        button.click()
        page.wait_for_selector(f"#work > {said}.floats")
        assert abs(page.evaluate("scrollY") - before) < PHONE["height"]
        assert page.locator(f"#work > {said}").bounding_box()["y"] > 0
        assert page.evaluate("document.activeElement.id") == "airing"


def test_a_long_title_does_not_widen_the_list_of_announcements(
    station: Station, chromium: Any, signed: dict[str, Person]
) -> None:
    title = "Thông báo tạm ngừng cung cấp điện để thi công đường tỉnh 478 qua địa bàn xã"
    office = station.program.as_(OPERATOR)
    ready = office.run("bulletin", "add", "-", "--title", title, stdin="Mai.").stdout.split()[0]
    office.run("render", ready)
    office.run("bulletin", "submit", ready)
    station.program.as_(APPROVER).run("bulletin", "approve", ready)
    person = Person(station, chromium, OPERATOR, viewport=PHONE)
    person.page.context.add_cookies(signed[OPERATOR].page.context.cookies())
    person.go("/today")
    person.page.evaluate("document.querySelectorAll('details').forEach(d => d.open = 1)")
    assert title in person.page.inner_text("#controls")
    assert person.page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_the_line_that_is_heard_is_marked_and_a_touch_begins_at_another(
    station: Station, chromium: Any, signed: dict[str, Person]
) -> None:
    office = station.program.as_(OPERATOR)
    text = "Họp thôn\nMời bà con đến nhà văn hóa lúc 19h.\nBàn việc làm đường vào xóm."
    ready = office.run("bulletin", "add", "-", stdin=text).stdout.split()[0]
    office.run("render", ready)
    office.run("bulletin", "submit", ready)
    times = office.json("bulletin", "script", ready, "--times")["sentences"]
    person = Person(station, chromium, APPROVER, viewport=PHONE)
    person.page.context.add_cookies(signed[APPROVER].page.context.cookies())
    person.go(f"/approve/{ready}")
    page = person.page
    page.wait_for_selector("[data-from='3']")
    page.focus("[data-from='2']")
    page.keyboard.press("Enter")
    page.wait_for_selector("#line-2[aria-current=true]")
    heard_ms = page.evaluate("document.querySelector('audio').currentTime * 1000")
    assert times[1]["start_ms"] - 1 <= heard_ms < times[2]["start_ms"]
    page.locator("#line-3 .spoken").click()
    page.wait_for_selector("#line-3[aria-current=true]")
    assert page.locator("[aria-current=true]").count() == 1
    page.wait_for_selector("li[aria-current]", state="detached", timeout=30_000)
    assert page.evaluate("document.querySelector('audio').ended")
    assert violations(person, "/approve") == {}
    assert person.trouble == []
