"""The page of complaints and questions: taken in, answered once, read by the auditor."""

from broadcaster.feedback import actions
from tests.web.conftest import PEOPLE, Browser, Town

TOO_LOUD = "Loa <b>quá</b> to lúc 04:45"


def take_in(operator: Browser, **more: str) -> str:
    done = operator.send("/feedback", page="/feedback", text=TOO_LOUD, **more)
    assert done.status_code == 200
    return str(done.url.path)


def test_an_operator_takes_it_in_and_an_approver_answers(
    town: Town, operator: Browser, approver: Browser
) -> None:
    path = take_in(operator, kind="complaint", channel="phone", heard="04:45", who="Bà Lan")
    shown = operator.get(path).text
    assert "Loa &lt;b&gt;quá&lt;/b&gt; to" in shown
    assert "no as-run log" in shown
    assert "Bà Lan" in shown
    assert "Bà Lan" not in operator.get("/feedback").text
    done = approver.send(path, page=path, text="Đã giảm âm lượng.")
    assert "It is answered" in done.text
    (one,) = actions.listing(town.desk)
    assert one.answer is not None
    assert (one.kind, one.answer.text) == ("complaint", "Đã giảm âm lượng.")
    assert town.desk_of("approver").person == PEOPLE["approver"]
    assert approver.get(path).text.count("<form") == 2  # no form to answer once more


def test_what_was_typed_stays_when_it_is_refused(operator: Browser) -> None:
    again = operator.send("/feedback", page="/feedback", text=TOO_LOUD, heard="sáng sớm")
    assert again.status_code == 422
    assert "&#34;sáng sớm&#34; is no time" in again.text
    assert "Loa &lt;b&gt;quá" in again.text
    path = take_in(operator)
    nothing = operator.send(path, page=path, text=" ", bulletin="")
    assert (nothing.status_code, "Write the answer" in nothing.text) == (422, True)


def test_an_auditor_reads_and_learns_no_name(town: Town, operator: Browser) -> None:
    path = take_in(operator, who="Bà Lan")
    auditor = town.browser("auditor")
    assert "Take it in" not in auditor.get("/feedback").text
    page = auditor.get(path).text
    assert "Loa &lt;b&gt;" in page
    assert "Bà Lan" not in page
    assert "Answer and close" not in page


def test_what_is_overdue_is_called_so_and_stands_first(town: Town, operator: Browser) -> None:
    take_in(operator)
    town.clock.advance(12 * 24 * 3600 * 10**9)
    again = town.browser("operator")
    assert "OVERDUE" in again.get("/feedback").text


def test_what_is_not_there_is_not_there(operator: Browser) -> None:
    assert operator.get("/feedback/khe-ren-pa-2026-0099").status_code == 404
