import json

from broadcaster.desk import Desk
from broadcaster.users import actions as users
from tests.cli.conftest import Run


def test_a_person_is_entered_with_a_dated_role(at_home: Run) -> None:
    added = at_home(
        "person", "add", "Hoàng Văn Bình", "--role", "approver", "--unit", "khe-ren",
        "--from", "2026-11-01", "--until", "31/12/2026", "--document", "5/QĐ-UBND",
    )  # fmt: skip
    assert (added.code, added.out) == (0, "hoang-van-binh\n")
    shown = json.loads(at_home("person", "show", "binh", "--json").out)
    assert shown["roles"] == [
        {
            "role": "approver",
            "unit": "khe-ren",
            "from": "2026-11-01",
            "until": "2026-12-31",
            "document": "5/QĐ-UBND",
        }
    ]


def test_a_decomposed_name_is_kept_composed(at_home: Run) -> None:
    at_home("person", "add", "Nguye\u0302\u0303n  Va\u0306n \u200bA")
    assert json.loads(at_home("person", "list", "--json").out)[-1]["name"] == "Nguyễn Văn A"


def test_the_same_name_twice_needs_an_id(at_home: Run) -> None:
    at_home("person", "add", "Lê Thị Mai")
    refused = at_home("person", "add", "LÊ THỊ MAI")
    assert refused.code == 1
    assert "le-thi-mai" in refused.err
    assert at_home("person", "add", "Lê Thị Mai", "--id", "le-thi-mai-khe-ren").code == 0
    both = at_home("person", "show", "Lê Thị Mai")
    assert both.code == 1
    assert "le-thi-mai-khe-ren" in both.err


def test_a_delegation_is_shown_on_both_sides(at_home: Run) -> None:
    done = at_home(
        "person", "delegate", "approver", "operator", "--role", "approver",
        "--document", "12/QĐ-UBND", "--until", "2026-12-31", "--as", "approver",
    )  # fmt: skip
    assert done.code == 0
    assert "12/QĐ-UBND" in at_home("person", "show", "approver").out
    assert "12/QĐ-UBND" in at_home("person", "show", "operator").out
    assert (
        at_home("person", "undelegate", "--document", "12/QĐ-UBND", "--until", "2026-11-30").code
        == 0
    )
    shown = json.loads(at_home("person", "show", "operator", "--json").out)
    assert shown["received"][0]["until"] == "2026-11-30"


def test_a_stranger_delegates_nothing_of_others(at_home: Run) -> None:
    refused = at_home(
        "person", "delegate", "approver", "operator", "--role", "approver",
        "--document", "1", "--as", "technician",
    )  # fmt: skip
    assert refused.code == 1


def test_the_last_administrator_stays(at_home: Run) -> None:
    refused = at_home(
        "person", "end", "administrator", "--role", "administrator", "--until", "2026-11-30"
    )
    assert refused.code == 1
    assert "last administrator" in refused.err


def test_a_role_held_twice_in_a_time_is_refused(at_home: Run) -> None:
    refused = at_home("person", "appoint", "operator", "--role", "operator")
    assert refused.code == 1
    assert "already is operator" in refused.err


def test_a_term_that_ends_before_it_begins_is_refused(at_home: Run) -> None:
    refused = at_home(
        "person", "add", "X", "--role", "operator", "--from", "2026-12-02", "--until", "1/12/2026"
    )
    assert refused.code == 1
    assert "02/12/2026" in refused.err


def test_people_are_read_in_vietnamese(at_home: Run) -> None:
    listed = at_home("--lang", "vi", "person", "list")
    assert "người duyệt" in listed.out.lower()


def test_a_new_person_gets_a_code_to_sign_in_when_asked_for(at_home: Run, desk: Desk) -> None:
    ran = at_home("person", "add", "Lò Thị Pó", "--role", "approver", "--code")
    id_, code = ran.out.splitlines()
    assert id_ == "lo-thi-po"
    assert "Lò Thị Pó alone" in ran.err
    who = users.set_password(Desk.open(desk.home), id_, code, "ba con voi qua suoi")
    assert who.name == "Lò Thị Pó"
