"""`broadcaster mandate` at the command line."""

import json

from broadcaster.desk import Desk
from tests.cli.conftest import Run
from tests.schedule.conftest import approve, bulletin_maker

WEEK = ("--times", "3", "--from", "01/01/2020", "--until", "31/12/2099", "--document", "12/CV")


def test_a_mandate_is_made_listed_shown_and_withdrawn(op: Run, desk: Desk) -> None:
    bulletin = approve(desk, bulletin_maker()()).approval.bulletin
    made = op("mandate", "add", "0001", *WEEK, "--apart", "6h")
    assert made.code == 0, made.err
    assert made.out.startswith("khe-ren-")
    assert "1 station." in made.err
    assert bulletin not in made.out
    id_ = made.out.strip()
    (listed,) = json.loads(op("mandate", "list", "--json").out)
    assert (listed["id"], listed["state"], listed["aired"]) == (id_, "running", 0)
    assert "0/3" in op("mandate", "list").out
    card = op("mandate", "show", "@last").out
    assert "6 hours" in card
    assert "12/CV" in card
    assert op("mandate", "withdraw", id_, "--reason", "nhầm").out == f"{id_}\n"
    assert "No mandate" in op("mandate", "list").err
    assert "nhầm" in op("mandate", "show", id_).out


def test_what_cannot_be_met_is_one_line_and_exit_1(op: Run, desk: Desk) -> None:
    approve(desk, bulletin_maker()())
    far = op("mandate", "add", "0001", *WEEK, "--apart", "6x")
    assert (far.code, far.out, far.err.count("\n")) == (1, "", 1)
    assert '"6x"' in far.err
    assert op("mandate", "add", "0001", "--times", "3").code == 2


def test_a_group_is_set_listed_and_removed(op: Run, desk: Desk) -> None:
    assert op("mandate", "group", "set", "Xã biên giới", "khe-ren").out == "xa-bien-gioi\n"
    (group,) = json.loads(op("mandate", "group", "list", "--json").out)
    assert group["units"] == ["khe-ren"]
    assert "xa-bien-gioi" in op("mandate", "group", "list").out
    assert op("mandate", "group", "remove", "xa-bien-gioi").code == 0
    assert json.loads(op("mandate", "group", "list", "--json").out) == []
