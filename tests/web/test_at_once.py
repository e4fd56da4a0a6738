"""The same form twice, two people at one bulletin, a queue that is full, a change in mid-word."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from broadcaster.bulletins import Bulletin, State
from broadcaster.bulletins import actions as bulletins
from broadcaster.bulletins.fields import Wanted
from broadcaster.bulletins.rewording import Edits
from broadcaster.desk import Desk
from broadcaster.units import actions as units
from broadcaster.web.speaking import MOST_WAITING, Speaking, SpeakingError
from tests.web.conftest import Browser, Town
from tests.web.pages_seen import Seen

TEXT = "Mai mất điện từ 7 giờ đến 11 giờ."


def submitted(town: Town) -> Bulletin:
    desk = town.desk_of("operator")
    id_ = bulletins.add(desk, TEXT).id
    bulletins.render(desk, id_)
    bulletins.submit(desk, id_, accept_flags="đã hỏi")
    return bulletins.find(desk, id_)


def at_once(*acts: Callable[[], Any]) -> list[Any]:
    """Do everything in the same moment, each in a thread of its own."""
    barrier = threading.Barrier(len(acts))

    def act(one: Callable[[], Any]) -> Any:
        barrier.wait()
        return one()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(act, acts))


def sender(browser: Browser, path: str, **fields: str) -> Callable[[], Any]:
    data = {"token": browser.token(), **fields}
    return lambda: browser.client.post(
        path, data=data, headers=browser.headers, follow_redirects=False
    )


def test_of_two_approvers_at_once_one_wins_and_the_other_sees_how_it_stands(town: Town) -> None:
    bulletin = submitted(town)
    path, turn = f"/approve/{bulletin.id}/approve", str(bulletin.turn)
    pair = (town.browser("approver"), town.browser("second"))
    answers = at_once(*(sender(one, path, turn=turn) for one in pair))
    assert sorted(answer.status_code for answer in answers) == [303, 422]
    (lost,) = [answer for answer in answers if answer.status_code == 422]
    seen = Seen(lost.text)
    assert len(seen.alerts) == 1
    assert "approved" in lost.text
    assert not [form for form in seen.forms if form.action == path]
    acts = [str(step.act) for step in bulletins.history(town.desk, bulletin.id)]
    assert acts.count("approved") == 1


def test_what_was_spoken_again_since_is_not_approved_unheard(town: Town, approver: Browser) -> None:
    """The revision is the same, so only the turn tells that the cut is another."""
    bulletin = submitted(town)
    send = sender(approver, f"/approve/{bulletin.id}/approve", turn=str(bulletin.turn))
    operator = town.desk_of("operator")
    bulletins.render(operator, bulletin.id)
    bulletins.submit(operator, bulletin.id, accept_flags="đã hỏi")
    answer = send()
    assert answer.status_code == 422
    assert len(Seen(answer.text).alerts) == 1
    now = bulletins.find(town.desk, bulletin.id)
    assert now.state is State.SUBMITTED
    assert now.revision == bulletin.revision
    (form,) = [one for one in Seen(answer.text).forms if one.action.endswith("/approve")]
    assert {one.value for one in form.fields if one.name == "turn"} == {str(now.turn)}


@pytest.mark.parametrize("path", ["submit", "withdraw", "text", "confirm"])
def test_a_form_sent_twice_at_once_takes_effect_once(
    town: Town, operator: Browser, path: str
) -> None:
    desk = town.desk_of("operator")
    id_ = bulletins.add(desk, TEXT).id
    bulletins.render(desk, id_)
    if path == "confirm":
        bulletins.submit(desk, id_, accept_flags="đã hỏi")
        bulletins.return_(town.desk_of("approver"), id_, "", [(1, "Mai mất điện cả buổi sáng.")])
    before = bulletins.find(desk, id_)
    fields = {"turn": str(before.turn), "reason": "nhầm", "text": "Mai có điện."}
    send = sender(operator, f"/write/{id_}/{path}", **fields)
    answers = at_once(send, send)
    assert sorted(answer.status_code for answer in answers) == [303, 422]
    refused = next(answer for answer in answers if answer.status_code == 422)
    assert len(Seen(refused.text).alerts) == 1
    steps = [str(step.act) for step in bulletins.history(desk, id_)]
    done = {"submit": "submitted", "withdraw": "withdrawn", "text": "edited", "confirm": "edited"}
    assert steps.count(done[path]) == 1


def test_a_person_entered_twice_at_once_is_one_person(town: Town) -> None:
    office = town.browser("administrator")
    send = sender(office, "/people", name="Quàng Văn Mới", role="operator")
    answers = at_once(send, send)
    assert sorted(answer.status_code for answer in answers) == [200, 422]
    names = [one.name for one in units.people(town.desk)]
    assert names.count("Quàng Văn Mới") == 1


def test_a_bulletin_asked_for_twice_is_spoken_once(town: Town, operator: Browser) -> None:
    id_ = bulletins.add(town.desk_of("operator"), TEXT).id
    send = sender(operator, f"/write/{id_}/speak", turn="1")
    answers = at_once(*[send] * 4)
    assert {answer.status_code for answer in answers} == {303}
    until(lambda: "Being spoken" not in operator.get(f"/write/{id_}").text)
    steps = [str(step.act) for step in bulletins.history(town.desk, id_)]
    assert steps.count("rendered") == 1


class Held:
    """What is done after speaking, held back until a test lets go."""

    def __init__(self) -> None:
        self.begun, self.go = threading.Event(), threading.Event()

    def __call__(self, _desk: Desk, _bulletin: Bulletin) -> None:
        self.begun.set()
        assert self.go.wait(60)


def test_the_queue_of_what_is_spoken_is_bounded_and_says_so(town: Town) -> None:
    desk, speaking, held = town.desk_of("operator"), Speaking(), Held()
    first = bulletins.add(desk, TEXT).id
    speaking.begin(desk, first, {"turn": 1}, then=held)
    assert held.begun.wait(60)
    try:
        for number in range(MOST_WAITING - 1):
            speaking.begin(desk, f"none-{number}", {"turn": 1})
        speaking.begin(desk, first, {"turn": 1})
        with pytest.raises(SpeakingError, match=str(MOST_WAITING)):
            speaking.begin(desk, "one-more", {"turn": 1})
        assert speaking.progress("one-more") is None
    finally:
        speaking.stop()
        held.go.set()


def test_a_bulletin_changed_while_it_is_spoken_keeps_the_change_and_says_so(town: Town) -> None:
    desk, speaking = town.desk_of("operator"), Speaking()
    id_ = bulletins.add(desk, "\n".join(f"{TEXT} Lần {number}." for number in range(60))).id
    speaking.begin(desk, id_, {"turn": 1})
    until(lambda: (known := speaking.progress(id_)) is not None and known.done > 0)
    bulletins.edit(desk, id_, Wanted(), Edits(text="Mai có điện."))
    until(lambda: (known := speaking.progress(id_)) is None or bool(known.trouble))
    speaking.stop()
    known = speaking.progress(id_)
    assert known
    assert known.trouble
    found = bulletins.find(desk, id_)
    assert found.revision.script.source == "Mai có điện."
    assert not found.has_fitting_cut


def test_a_fault_while_speaking_is_in_the_log_for_the_technician(
    town: Town, capfd: pytest.CaptureFixture[str]
) -> None:
    desk, speaking = town.desk_of("operator"), Speaking()
    id_ = bulletins.add(desk, TEXT).id
    speaking.begin(desk, id_, {"turn": 1}, then=lambda _desk, _bulletin: int("nowhere"))
    until(lambda: (known := speaking.progress(id_)) is not None and bool(known.trouble))
    speaking.stop()
    known = speaking.progress(id_)
    assert known
    assert "Tell the technician" in known.trouble or "kỹ thuật" in known.trouble
    assert "ValueError: invalid literal for int() with base 10: 'nowhere'" in capfd.readouterr().err


def until(is_so: Callable[[], bool]) -> None:
    """Wait for another thread, a minute at most."""
    pause = threading.Event()
    for _try in range(6_000):
        if is_so():
            return
        pause.wait(0.01)
    raise AssertionError("it never came to pass")


def test_what_was_approved_meanwhile_is_not_spoken_anew(town: Town) -> None:
    """Speaking was asked for, waited, and the bulletin went on with another cut."""
    desk, speaking, held = town.desk_of("operator"), Speaking(), Held()
    other, id_ = bulletins.add(desk, TEXT).id, bulletins.add(desk, "Mai có điện.").id
    speaking.begin(desk, other, {"turn": 1}, then=held)
    assert held.begun.wait(60)
    speaking.begin(desk, id_, {"turn": 1})
    bulletins.render(desk, id_)
    bulletins.submit(desk, id_)
    bulletins.approve(town.desk_of("approver"), id_)
    held.go.set()
    until(lambda: (known := speaking.progress(id_)) is not None and bool(known.trouble))
    speaking.stop()
    assert bulletins.find(desk, id_).state is State.APPROVED


def test_a_later_turn_asked_for_is_spoken_although_an_earlier_one_waits(town: Town) -> None:
    desk, speaking, held = town.desk_of("operator"), Speaking(), Held()
    other, id_ = bulletins.add(desk, TEXT).id, bulletins.add(desk, "Mai có điện.").id
    speaking.begin(desk, other, {"turn": 1}, then=held)
    assert held.begun.wait(60)
    speaking.begin(desk, id_, {"turn": 1})
    turn = bulletins.edit(desk, id_, Wanted(), Edits(text="Mốt có điện.")).turn
    speaking.begin(desk, id_, {"turn": turn})
    held.go.set()
    until(lambda: speaking.progress(id_) is None)
    speaking.stop()
    assert bulletins.find(desk, id_).has_fitting_cut
