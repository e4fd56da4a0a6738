"""The console over a real home: people with passwords, and browsers that send its forms.

The home is made once; each test works on a copy. Time is virtual.
"""

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from jinja2 import BytecodeCache, Environment
from jinja2.bccache import Bucket
from starlette.testclient import TestClient

from broadcaster.desk import Desk
from broadcaster.home import Home
from broadcaster.i18n import use_language
from broadcaster.timebase import VirtualTime
from broadcaster.units import Role
from broadcaster.units import actions as units
from broadcaster.upkeep.actions import initialise
from broadcaster.users import actions as users
from broadcaster.web import templating
from broadcaster.web.app import make_app
from tests.conftest import SUNDAY_MORNING

ADDRESS = "http://loa.test"
PASSWORD = "mot cau de nho 1"
TOKEN = re.compile(r'name="token" value="([0-9a-f]{64})"')
PEOPLE = {
    "operator": "Lò Thị Vận",
    "approver": "Hà Văn Duyệt",
    "second": "Tô Thị Ký",
    "technician": "Vi Văn Kỹ",
    "auditor": "Bùi Thị Kiểm",
    "administrator": "Mai Văn Quản",
}
"""What the tests call them -> their names."""


@dataclass
class Browser:
    """Somebody at the console: keeps cookies, and sends forms with the token of the page."""

    client: TestClient
    follow: bool = True
    headers: dict[str, str] = field(default_factory=lambda: {"origin": ADDRESS})
    carried: list[tuple[str, str | None]] = field(default_factory=list)
    carried_token: str = ""
    """With these cookies every form of every page has this token."""

    def get(self, path: str, **more: Any) -> Any:
        return self.client.get(path, follow_redirects=self.follow, **more)

    def cookies(self) -> list[tuple[str, str | None]]:
        return [(cookie.name, cookie.value) for cookie in self.client.cookies.jar]

    def token(self, path: str = "/today") -> str:
        found = TOKEN.search(self.get(path).text)
        assert found, f"{path} has no form"
        return found[1]

    def send(self, path: str, page: str = "/today", files: Any = None, **fields: Any) -> Any:
        if not self.carried or self.carried != self.cookies():
            self.carried_token = self.token(page)
            self.carried = self.cookies()
        data = {"token": self.carried_token, **fields}
        return self.client.post(
            path, data=data, files=files, headers=self.headers, follow_redirects=self.follow
        )

    def sign_in(self, name: str, password: str = PASSWORD) -> Any:
        return self.send("/sign-in", page="/sign-in", name=name, password=password)


@dataclass
class Town:
    """A station with its console, and everybody who works there."""

    desk: Desk
    clock: VirtualTime
    app: Any
    open: list[TestClient] = field(default_factory=list)

    def browser(self, who: str | None = None, language: str = "en") -> Browser:
        """Return a browser of its own, signed in as one of `PEOPLE` unless None."""
        client = TestClient(self.app, base_url=ADDRESS)
        client.__enter__()
        self.open.append(client)
        client.cookies.set("broadcaster_lang", language)
        browser = Browser(client)
        if who:
            assert browser.sign_in(PEOPLE[who]).url.path != "/sign-in"
        return browser

    def desk_of(self, who: str) -> Desk:
        return replace(self.desk, person=PEOPLE[who])


class Compiled(BytecodeCache):
    """Templates as they were compiled for the first console of the run."""

    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in self.kept:
            bucket.bytecode_from_string(self.kept[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        self.kept[bucket.key] = bucket.bytecode_to_string()


@pytest.fixture(scope="session", autouse=True)
def templates_compiled_once() -> Iterator[None]:
    """Each test has a console of its own, which would compile every template it shows."""
    with pytest.MonkeyPatch.context() as patch:
        remembering = partial(Environment, bytecode_cache=Compiled())
        patch.setattr(templating, "Environment", remembering)
        yield


@pytest.fixture(scope="session")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with everybody in it, made by the actions that people use."""
    use_language("vi")  # the home keeps it as its own
    clock = VirtualTime(SUNDAY_MORNING - timedelta(hours=1))
    root = tmp_path_factory.mktemp("town") / "home"
    home = initialise(root, as_name=PEOPLE["administrator"], station_name="Khe Rèn", time=clock)
    office = Desk.open(home, time=clock, person=PEOPLE["administrator"])
    roles = {"second": Role.APPROVER}
    for who, name in PEOPLE.items():
        if who != "administrator":
            units.add_person(office, name, role=roles.get(who) or Role(who))
        code = users.issue_code(office, name).code
        users.set_password(office, name, code, PASSWORD)
    use_language("en")
    return root


@pytest.fixture
def town_root(made_once: Path, tmp_path: Path) -> Path:
    """The folder of a home of the test's own."""
    root = tmp_path / "home"
    shutil.copytree(made_once, root)
    return root


@pytest.fixture
def town(town_root: Path) -> Iterator[Town]:
    clock = VirtualTime(SUNDAY_MORNING)
    desk = Desk.open(Home(town_root), time=clock)
    town = Town(desk, clock, make_app(desk))
    yield town
    for client in town.open:
        client.__exit__(None, None, None)


@pytest.fixture
def operator(town: Town) -> Browser:
    return town.browser("operator")


@pytest.fixture
def approver(town: Town) -> Browser:
    return town.browser("approver")
