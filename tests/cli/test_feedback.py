"""`broadcaster feedback` from the outside."""

import json

from broadcaster.feedback import actions
from tests.cli.conftest import Run

assert actions  # imported, so that its table is made before any test


def test_a_question_goes_its_way_from_taking_in_to_its_answer(op: Run, chief: Run) -> None:
    words = ("--kind", "complaint", "--channel", "phone", "--who", "Bà Lan")
    added = op("feedback", "add", "Loa quá to", *words, "--heard", "04:45")
    assert added.out == "khe-ren-pa-2026-0001\n"
    assert "operator has to answer by" in added.err
    listed = op("feedback", "list", "--open").out
    assert "khe-ren-pa-2026-0001" in listed
    assert "Bà Lan" not in listed
    assert "Bà Lan" in op("feedback", "show", "0001").out
    assert chief("feedback", "answer", "0001", "Đã giảm âm lượng.").code == 0
    (one,) = json.loads(op("feedback", "list", "--json").out)
    assert (one["state"], one["answer"]["by"]) == ("answered", "approver")
    again = op("feedback", "answer", "0001", "x")
    assert (again.code, again.err.count("\n")) == (1, 1)
    assert op("feedback", "forget", "0001").code == 0
    assert "Bà Lan" not in op("feedback", "show", "0001").out


def test_an_empty_list_says_so(op: Run) -> None:
    assert op("feedback", "list").out == "There is none.\n"
