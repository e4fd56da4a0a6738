"""People: an administrator lets somebody in by a code that is shown once, and out again."""

import re

import pytest

from tests.web.conftest import PASSWORD, PEOPLE, Browser, Town

CODE = re.compile(r"[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}")


@pytest.fixture
def office(town: Town) -> Browser:
    return town.browser("administrator")


def code_on(page: str) -> str:
    found = re.search(r'<p class="code">([^<]+)</p>', page)
    assert found
    assert CODE.fullmatch(found[1])
    return found[1]


def test_somebody_new_gets_a_code_sets_a_password_and_works(town: Town, office: Browser) -> None:
    page = office.send("/people", page="/people", name="Sùng A Vừ", role="operator")
    code = code_on(page.text)
    assert code not in office.get("/people").text, "it is shown only once"
    new = town.browser()
    done = new.send("/first", page="/first", name="Sùng A Vừ", code=code, password=PASSWORD)
    assert done.url.path == "/write", "whoever has just set it need not type it again"
    assert "Sùng A Vừ" in done.text


def test_a_new_code_voids_the_one_before(town: Town, office: Browser) -> None:
    old = code_on(office.send("/people/code", page="/people", person="lo-thi-van").text)
    office.send("/people/code", page="/people", person="lo-thi-van")
    page = town.browser().send(
        "/first", page="/first", name=PEOPLE["operator"], code=old, password=PASSWORD
    )
    assert page.status_code == 422


def test_whoever_is_put_out_is_out_at_once(town: Town, office: Browser, operator: Browser) -> None:
    assert operator.get("/write").status_code == 200
    page = office.send("/people/out", page="/people", person="lo-thi-van")
    assert "cannot sign in any more" in page.text
    page = operator.get("/write")
    assert page.url.path == "/sign-in"
    assert "can no longer sign in here" in page.text


def test_the_last_administrator_cannot_be_put_out(office: Browser) -> None:
    page = office.send("/people/out", page="/people", person="mai-van-quan")
    assert page.status_code == 422
    assert office.get("/people").status_code == 200


def test_who_understands_what_is_recorded_and_taken_back(office: Browser) -> None:
    def send(**fields: str) -> str:
        page = office.send("/people/languages", page="/people", person="lo-thi-van", **fields)
        return str(page.text)

    assert "Lò Thị Vận: hmn, tyz" in send(languages="tyz, hmn")
    assert "Lò Thị Vận: tyz" in send(languages="hmn", no_longer="1")
    refused = send(languages="Tày")
    assert "is no language code" in refused
    assert 'value="Tày"' in refused
