"""Every link and every form of every page, as each role, with everything a hostile visitor types.

Whatever is sent: never a fault, never an echo that is more than text, the headers on every answer,
no path of the machine in a page, and nothing written outside the home and the temporary folder.
"""

import os
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count, cycle
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

import pytest
from starlette.testclient import TestClient

from broadcaster.bulletins import actions as bulletins
from broadcaster.web.routes import ROUTES
from tests.web import hostile
from tests.web.conftest import ADDRESS, PEOPLE, Browser, Town
from tests.web.pages_seen import MARK, Seen, SeenForm, breaches

MOST_PAGES = 60
TRIES_OF_A_NEW_FORM = 6
TRIES_OF_A_KNOWN_FORM = 1
"""Of a form that somebody in another role tried already."""
NO_TEXTS: Iterator[str] = iter(())
NO_BODIES: Iterator[int] = iter(())
LEFT_ALONE = ("/sign-out", "/today/stream")
WRITTEN = (
    "UBND xã thông báo: sáng thứ Hai 23/11 lúc 7h30 họp thôn tại nhà văn hóa.\n"
    "Liên hệ ông Lò Văn Pánh, số 0912 345 678.\n"
    "Trang chủ | Giới thiệu | Liên hệ\n"
    "Giá phân đạm là 12.500 đ/kg, chia 3/4 đợt."
)


def fill(town: Town) -> None:
    """Give the town a bulletin in every state: draft, returned, submitted, approved, withdrawn."""
    operator, approver = town.desk_of("operator"), town.desk_of("approver")
    made = [bulletins.add(operator, f"{WRITTEN}\nBản tin số {number}.").id for number in range(5)]
    for id_ in made[1:4]:
        bulletins.render(operator, id_)
        bulletins.submit(operator, id_, accept_flags="đã hỏi thôn")
    bulletins.return_(approver, made[1], "Đọc lại tên", [(1, "Ủy ban xã thông báo họp thôn.")])
    bulletins.approve(approver, made[3])
    bulletins.withdraw(operator, made[4], "nhầm")


@dataclass
class Crawler:
    """Somebody hostile: goes everywhere, sends everything, notes every breach of a law."""

    browser: Browser
    home: str
    texts: Iterator[str]
    bodies: Iterator[int]
    known: set[tuple[str, ...]] = field(default_factory=set)
    wrong: list[str] = field(default_factory=list)
    asked: int = 0
    echoed: int = 0
    seen: set[str] = field(default_factory=set)
    tried: set[tuple[str, ...]] = field(default_factory=set)

    def crawl(self, *starts: str) -> None:
        """Visit what can be reached, and try every form that is found there."""
        waiting = list(starts)
        while waiting and len(self.seen) < MOST_PAGES:
            path = waiting.pop(0).partition("#")[0]
            if path in self.seen or not path.startswith("/") or path.startswith(LEFT_ALONE):
                continue
            self.seen.add(path)
            page = self.get(path)
            if not page.headers.get("content-type", "").startswith("text/html"):
                continue
            found = Seen(page.text)
            waiting += sorted(found.links)
            for form in found.forms:
                if form.shape() not in self.tried and form.action not in LEFT_ALONE:
                    self.tried.add(form.shape())
                    self.attack(form)

    def get(self, path: str) -> Any:
        return self.note(path, self.browser.client.get(path, follow_redirects=False))

    def post(self, form: SeenForm, content: bytes, kind: str) -> Any:
        headers = {"origin": ADDRESS, "content-type": kind}
        answer = self.browser.client.post(
            form.action, content=content, headers=headers, follow_redirects=False
        )
        return self.note(f"{form.action} {kind} {content[65:165]!r}", answer)

    def note(self, what: str, answer: Any) -> Any:
        self.asked += 1
        self.echoed += MARK in answer.text
        self.wrong += [f"{what}: {one}" for one in breaches(answer, self.home)]
        return answer

    def attack(self, form: SeenForm) -> None:
        """Send a form with hostile texts, in hostile shapes, and once as it is."""
        rounds = TRIES_OF_A_KNOWN_FORM if form.shape() in self.known else TRIES_OF_A_NEW_FORM
        self.known.add(form.shape())
        for _round in range(rounds):
            text = next(self.texts)
            fields = hostile.as_typed(form, text)
            self.post(form, urlencode(fields).encode(), hostile.URLENCODED)
            for name, _text in fields:
                one = [(key, text if key == name else old) for key, old in hostile.as_it_is(form)]
                if name != "token" and len(fields) < 12:
                    self.post(form, urlencode(one).encode(), hostile.URLENCODED)
        sent = list(hostile.bodies(form))
        for _round in range(rounds):
            kind, content = sent[next(self.bodies) % len(sent)]
            self.post(form, content, kind)
        self.post(form, urlencode(hostile.as_it_is(form)).encode(), hostile.URLENCODED)


@dataclass
class Writes:
    """Paths that this process opened for writing or made, as the interpreter itself reports."""

    paths: list[str] = field(default_factory=list)
    watching: bool = False

    def hear(self, event: str, args: tuple[Any, ...]) -> None:
        if not self.watching:
            return
        if event == "open":
            path, _mode, flags = args
            if (flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)) and isinstance(path, str | bytes):
                self.paths.append(os.fsdecode(path))
        elif event in ("os.mkdir", "os.rename", "os.remove", "os.link", "os.symlink"):
            self.paths += [os.fsdecode(one) for one in args[:2] if isinstance(one, str | bytes)]


WRITES = Writes()
sys.addaudithook(WRITES.hear)  # a hook stays for the life of the process; it sleeps by itself


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A temporary folder and a current folder of the test's own."""
    place, current = tmp_path / "tmp", tmp_path / "current"
    place.mkdir()
    current.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(place))
    monkeypatch.setenv("TMPDIR", str(place))
    monkeypatch.chdir(current)
    yield place
    WRITES.watching = False


def crawler_for(
    town: Town,
    who: str | None,
    texts: Iterator[str] = NO_TEXTS,
    bodies: Iterator[int] = NO_BODIES,
    known: set[tuple[str, ...]] | None = None,
) -> Crawler:
    """A crawler for which a fault of the program is an answer, as it is for a real browser."""
    client = TestClient(town.app, base_url=ADDRESS, raise_server_exceptions=False)
    client.__enter__()
    town.open.append(client)
    browser = Browser(client)
    if who:
        browser.sign_in(PEOPLE[who])
    return Crawler(
        browser, str(town.desk.home.root), texts, bodies, set() if known is None else known
    )


@pytest.mark.timeout(300)  # thousands of requests
def test_no_visitor_breaks_a_page_whatever_they_type(town: Town, temporary: Path) -> None:
    fill(town)
    texts, numbers = cycle(hostile.TEXTS), count()
    known: set[tuple[str, ...]] = set()
    WRITES.watching = True
    WRITES.paths.clear()
    wrong: dict[str, list[str]] = {}
    asked = echoed = 0
    for who in ("operator", "approver", "technician", "auditor", "administrator", None):
        crawler = crawler_for(town, who, texts, numbers, known)
        crawler.crawl("/", "/write", "/approve", "/today", "/people", "/sign-in", "/first")
        asked, echoed = asked + crawler.asked, echoed + crawler.echoed
        wrong[str(who)] = crawler.wrong
    WRITES.watching = False
    assert wrong == {who: [] for who in wrong}
    assert asked > 500
    assert echoed > 50
    allowed = (str(town.desk.home.root), str(temporary), os.devnull)
    assert [path for path in WRITES.paths if not path.startswith(allowed)] == []
    assert list(temporary.rglob("*")) == []
    assert list(Path.cwd().iterdir()) == []


@pytest.mark.parametrize("who", ["operator", "auditor", None])
def test_no_address_breaks_a_page(town: Town, temporary: Path, who: str | None) -> None:
    fill(town)
    crawler = crawler_for(town, who)
    for route in ROUTES:
        if route.is_form or route.path in LEFT_ALONE:
            continue
        for value in hostile.HANDLES if "{" in route.path else ():
            path = route.path.replace("{name}", value).replace("{line}", value)
            crawler.get(path.replace("{bulletin}", value))
            crawler.get(route.path.replace("{line}", value).replace("{bulletin}", "0001"))
        for query in hostile.QUERIES:
            crawler.get(
                route.path.replace("{bulletin}", "0001").replace("{line}", "1") + "?" + query
            )
    assert crawler.wrong == []
    assert crawler.asked > 100


def test_a_form_to_a_hostile_address_is_refused_in_words(town: Town, temporary: Path) -> None:
    fill(town)
    crawler = crawler_for(town, "operator")
    token = crawler.browser.token("/write")
    values = cycle(hostile.HANDLES)
    for route in ROUTES:
        if route.is_form and "{bulletin}" in route.path:
            for _round in range(8):
                action = route.path.replace("{bulletin}", next(values))
                form = SeenForm(action, "post", "")
                body = urlencode({"token": token, "turn": "1", "line": "1"}).encode()
                answer = crawler.post(form, body, hostile.URLENCODED)
                assert urlsplit(answer.headers.get("location", "/")).netloc == ""
    assert crawler.wrong == []
