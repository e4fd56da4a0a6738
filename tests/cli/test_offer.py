"""`broadcaster offer` at the command line."""

import json
from datetime import date

from broadcaster.desk import Desk
from broadcaster.units import Role, UnitKind
from broadcaster.units import actions as units
from tests.cli.conftest import Run
from tests.conftest import as_person
from tests.schedule.conftest import approve, bulletin_maker

WEEK = ("--times", "3", "--from", "01/01/2020", "--until", "31/12/2099", "--unit", "tinh")


def offered(at_home: Run, desk: Desk) -> str:
    """Return an offer of the province that the commune belongs to."""
    office = as_person(desk, "administrator")
    units.add_unit(office, "Tỉnh", kind=UnitKind.PROVINCE, id_="tinh")
    units.move_unit(office, "khe-ren", "tinh", date(2020, 1, 1))
    units.add_person(office, "Lan", role=Role.OPERATOR, unit_handle="tinh")
    approve(desk, bulletin_maker()())
    made = at_home("--as", "lan", "offer", "add", "0001", *WEEK)
    assert made.code == 0, made.err
    return made.out.strip()


def shown(op: Run, offer: str) -> tuple[str, str | None, str]:
    document = json.loads(op("offer", "show", offer, "--json").out)
    return document["state"], document["answer"], document["standing_answer"]


def test_an_offer_is_answered_by_itself(at_home: Run, op: Run, desk: Desk) -> None:
    offer = offered(at_home, desk)
    assert shown(op, offer) == ("unanswered", None, "")
    assert "unanswered" in op("offer", "list").out
    assert op("offer", "accept", offer).code == 0
    assert shown(op, offer) == ("running", "accept", "")
    assert op("offer", "decline", offer).code == 2
    assert op("offer", "decline", offer, "--reason", "đã phát").out == f"{offer}\n"
    assert "đã phát" in op("offer", "show", offer).out


def test_an_offer_is_answered_by_a_standing_answer(at_home: Run, op: Run, desk: Desk) -> None:
    offer = offered(at_home, desk)
    given = op("offer", "answer", "--from-unit", "tinh", "accept", "--until", "31/12/2099")
    assert given.code == 0, given.err
    assert "1 offer " in given.err
    rule = given.out.strip()
    assert shown(op, offer) == ("running", "accept", rule)
    assert rule in op("offer", "answers").out
    (listed,) = json.loads(op("offer", "answers", "--json").out)
    assert (listed["answer"], listed["until"]) == ("accept", "2099-12-31")
    assert op("offer", "answers", "--remove", rule).out == f"{rule}\n"
    assert shown(op, offer)[0] == "unanswered"


def test_an_offer_taken_back_is_gone(at_home: Run, op: Run, desk: Desk) -> None:
    offer = offered(at_home, desk)
    assert op("offer", "withdraw", offer, "--reason", "cũ").code == 1
    assert at_home("--as", "lan", "offer", "withdraw", offer, "--reason", "cũ").code == 0
    assert "No offer" in op("offer", "list").err
    assert op("offer", "accept", offer).code == 1
