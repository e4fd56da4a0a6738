"""One bulletin at the operator's desk, from what is doubtful to the message for the approver."""

import re
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from broadcaster.bulletins import Bulletin, State, actions
from broadcaster.policies import Stage
from broadcaster.policies import actions as policies
from broadcaster.policies.amending import Stated
from broadcaster.timebase import NANOSECONDS, SystemTime
from broadcaster.users import actions as users
from tests.bulletins.conftest import write_tone
from tests.web.conftest import ADDRESS, PEOPLE, Browser, Town

DOUBTFUL = "BCH họp. Thu 3/4."


class Desk:
    """The operator's browser on the page of one bulletin."""

    def __init__(self, town: Town, browser: Browser, text: str) -> None:
        self.town, self.browser = town, browser
        page = browser.send("/write", page="/write", text=text)
        self.id = page.url.path.rpartition("/")[2]
        self.path = f"/write/{self.id}"

    @property
    def now(self) -> Bulletin:
        return actions.find(self.town.desk, self.id)

    def state(self) -> State:
        return self.now.state

    @property
    def spoken(self) -> list[str]:
        return [sentence.spoken for sentence in self.now.revision.script.spoken_sentences]

    def page(self, query: str = "") -> str:
        return str(self.browser.get(self.path + query).text)

    def send(self, act: str, **fields: Any) -> str:
        """Send a form of the page as it stands now, unless a turn is given."""
        fields = {"turn": self.now.turn, **fields}
        return str(self.browser.send(f"{self.path}/{act}", page=self.path, **fields).text)

    def speak(self) -> None:
        self.send("speak")
        self.wait_for(State.RENDERED)

    def wait_for(self, state: State) -> None:
        clock = SystemTime()
        for _try in range(300):
            if self.now.state is state and self.now.has_fitting_cut:
                return
            clock.sleep_until(clock.monotonic() + NANOSECONDS // 20)
        pytest.fail(str(self.town.app.state.office.speaking.progress(self.id)))

    def submit(self, **fields: object) -> str:
        return self.send("submit", turn=self.now.turn, **fields)


@pytest.fixture
def doubtful(town: Town, operator: Browser) -> Desk:
    return Desk(town, operator, DOUBTFUL)


@pytest.fixture
def plain(town: Town, operator: Browser) -> Desk:
    return Desk(town, operator, "Mai mất điện.\nNghỉ học một ngày.")


def test_doubtful_readings_come_first_with_a_button_for_each_candidate(doubtful: Desk) -> None:
    flags = doubtful.now.revision.script.ambiguous
    assert flags
    page = doubtful.page()
    assert page.index('name="choice"') < page.index('class="script"')
    for flag in flags:
        for number, _candidate in enumerate(flag.candidates, 1):
            assert f'name="choice" value="{flag.number}:{number}"' in page


def test_one_touch_settles_a_doubtful_reading(doubtful: Desk) -> None:
    flag = doubtful.now.revision.script.ambiguous[0]
    doubtful.send("choose", choice=f"{flag.number}:2")
    assert flag.number not in [one.number for one in doubtful.now.revision.script.ambiguous]
    assert any(flag.candidates[1] in line for line in doubtful.spoken)


def test_a_choice_is_remembered_only_when_that_was_ticked(doubtful: Desk) -> None:
    flag = next(f for f in doubtful.now.revision.script.ambiguous if f.reason == "date-or-fraction")
    doubtful.send("choose", choice=f"{flag.number}:2")
    assert actions.lexicon_list(doubtful.town.desk) == ()
    other = Desk(doubtful.town, doubtful.browser, DOUBTFUL)
    other.send("choose", choice=f"{flag.number}:2", remember="1")
    assert [one.written for one in actions.lexicon_list(doubtful.town.desk)] == [flag.written]


def test_a_word_that_was_taught_is_read_so_in_every_line_of_it(plain: Desk) -> None:
    plain.send("teach", written="mất điện", spoken="cắt điện")
    assert plain.spoken[0] == "Mai cắt điện."
    assert actions.lexicon_list(plain.town.desk)[0].by == "lo-thi-van"


def test_a_line_is_said_otherwise_left_out_and_taken_back(plain: Desk) -> None:
    assert "<textarea" in plain.page("?line=1").split('id="line-1"')[1].split("</li>")[0]
    plain.send("say", line=1, text="Ngày mai mất điện cả xã.")
    assert plain.spoken[0] == "Ngày mai mất điện cả xã."
    plain.send("omit", line=2)
    assert len(plain.spoken) == 1
    plain.send("restore", line=2)
    plain.send("restore", line=1)
    assert plain.spoken == ["Mai mất điện.", "Nghỉ học một ngày."]


def test_page_furniture_is_offered_and_only_what_is_ticked_is_left_out(
    town: Town, operator: Browser
) -> None:
    desk = Desk(town, operator, "Mai mất điện cả ngày ở xóm Nà Pha.\n\nNguồn: Báo điện tử")
    page = desk.page()
    offered = re.findall(r'type="checkbox" name="line" value="(\d+)" checked', page)
    assert offered == ["2"]
    assert "source or author" in page
    desk.send("omit", line=offered)
    assert len(desk.spoken) == 1


def test_one_line_can_be_heard_before_anything_is_spoken(plain: Desk) -> None:
    heard = plain.browser.get(f"/bulletin/{plain.id}/line/1")
    assert heard.headers["content-type"] == "audio/wav"
    assert heard.content[:4] == b"RIFF"
    assert len(heard.content) > 20_000
    assert plain.browser.get(f"/bulletin/{plain.id}/line/99").status_code == 422


def test_the_whole_is_spoken_in_the_background_and_then_heard_in_parts(plain: Desk) -> None:
    assert plain.browser.get(f"/bulletin/{plain.id}/cut").status_code == 422
    plain.speak()
    assert "<audio" in plain.page()
    whole = plain.browser.get(f"/bulletin/{plain.id}/cut")
    part = plain.browser.get(f"/bulletin/{plain.id}/cut", headers={"range": "bytes=100-199"})
    assert (part.status_code, part.content) == (206, whole.content[100:200])


def test_a_recording_from_the_phone_becomes_its_sound(plain: Desk, tmp_path: Path) -> None:
    tone = write_tone(tmp_path / "x.wav").read_bytes()
    plain.send("record", files={"file": ("rec.wav", tone)})
    assert plain.now.has_fitting_cut
    assert "a person&#39;s recording" in plain.page() or "a person's recording" in plain.page()


def test_the_page_says_when_it_would_air_before_it_is_submitted(plain: Desk) -> None:
    page = plain.page()
    assert "If approved now: airs at 05:30 and 17:00 every day until it is withdrawn." in page
    assert re.search(r"About \d+ s long; “[^”]+” at 17:00 has \d+ min \d+ s left", page)
    plain.send("fields", title="Mất điện", valid_until="24/11/2026", times="3", zones="all")
    days = "17:00 today, 05:30 tomorrow, 05:30 on Tuesday 24/11/2026"
    assert f"airs 3 times: {days}." in plain.page()
    plain.send("fields", title="Mất điện", valid_until="21/11/2026", times="0", zones="all")
    assert "would not air (no longer valid: until 21/11/2026)" in plain.page()


def test_a_date_that_is_none_is_named_by_its_field_and_stays_typed(plain: Desk) -> None:
    page = plain.send("fields", title="Mất điện", valid_until="mai kia", zones="all")
    assert "Valid until: &#34;mai kia&#34; is no date" in page
    assert 'value="mai kia"' in page


def test_the_title_of_a_bulletin_may_not_be_emptied_by_accident(plain: Desk) -> None:
    assert "Title is empty" in plain.send("fields", title="", zones="all")


def test_it_is_submitted_with_a_message_that_has_the_link(plain: Desk) -> None:
    plain.speak()
    page = plain.submit()
    assert plain.state() is State.SUBMITTED
    assert f"{ADDRESS}/approve/{plain.id}" in page
    assert "airs at 05:30 and 17:00" in page


def test_doubtful_readings_may_stay_with_a_reason_that_the_approver_reads(doubtful: Desk) -> None:
    doubtful.speak()
    assert "readings are doubtful" in doubtful.submit()
    assert doubtful.state() is State.RENDERED
    doubtful.submit(reason="đọc vậy là đúng")
    assert doubtful.state() is State.SUBMITTED


def test_a_page_that_is_too_old_submits_nothing(plain: Desk) -> None:
    plain.speak()
    old = plain.now.turn
    plain.send("say", line=1, text="Ngày mai mất điện.")
    plain.speak()
    page = plain.send("submit", turn=old)
    assert "Somebody else has just changed this bulletin" in page
    assert plain.state() is State.RENDERED


def test_what_is_withdrawn_offers_nothing_but_its_end(plain: Desk) -> None:
    page = plain.send("withdraw", reason="nhầm")
    assert plain.state() is State.WITHDRAWN
    assert "will not air any more" in page
    assert 'action="/write/' not in page


def test_an_old_page_changes_nothing_of_what_somebody_else_made_meanwhile(plain: Desk) -> None:
    old = plain.now.turn
    plain.send("text", text="Một.\nHai.\nBa.")
    plain.send("fields", title="Mới", valid_until="30/11/2026", zones="all")
    acts: dict[str, dict[str, Any]] = {
        "omit": {"line": 2},
        "say": {"line": 2, "text": "Khác."},
        "restore": {"line": 2},
        "teach": {"written": "Hai", "spoken": "hai hai"},
        "text": {"text": "Cũ."},
        "fields": {"title": "Cũ", "zones": "all"},
        "withdraw": {"reason": "cũ"},
    }
    for act, fields in acts.items():
        said = plain.send(act, turn=old, **fields)
        assert "Somebody else has just changed this bulletin" in said, act
    assert plain.spoken == ["Một.", "Hai.", "Ba."]
    assert plain.now.revision.fields.title == "Mới"
    assert plain.now.revision.fields.valid_until
    assert actions.lexicon_list(plain.town.desk) == ()


def test_a_taught_word_leaves_alone_what_a_person_worded(plain: Desk) -> None:
    plain.send("say", line=1, text="Ngày mai mất điện cả xã.")
    plain.send("teach", written="mất điện", spoken="cắt điện")
    assert plain.spoken[0] == "Ngày mai mất điện cả xã."
    plain.send("restore", line=1)
    assert plain.spoken[0] == "Mai cắt điện."
    plain.send("teach", written="mất điện", spoken="ngừng điện")
    assert plain.spoken[0] == "Mai ngừng điện."


def test_a_refused_form_keeps_class_and_places_as_they_were_ticked(plain: Desk) -> None:
    page = plain.send(
        "fields", title="Mất điện", bulletin_class="priority", valid_until="mai", zones="all"
    )
    assert '<option value="priority" selected>' in page
    page = plain.send("fields", title="Mất điện", valid_until="mai")
    assert 'name="zones" value="all"' in page


def test_today_left_open_does_not_keep_a_session_from_idling(town: Town, operator: Browser) -> None:
    token = operator.client.cookies["broadcaster_session"]
    for _quarter in range(10):
        town.clock.advance(int(timedelta(minutes=15).total_seconds()) * NANOSECONDS)
        found = users.session_of(town.desk, token, is_use=False)
    assert operator.get("/today").url.path == "/sign-in"
    assert str(getattr(found, "cause", "")) == "idle"


def test_a_corrected_line_offers_to_be_read_so_always(town: Town, operator: Browser) -> None:
    desk = Desk(town, operator, "Mời TTXV họp.\n\nTTXV đến.")
    assert "Always read" not in desk.page()
    desk.send("say", line=1, text="Mời thông tấn xã họp.")
    line = desk.page().split('id="line-1"')[1].split("</li>")[0]
    offered = dict(re.findall(r'name="(written|spoken)" value="([^"]*)"', line))
    assert offered == {"written": "TTXV", "spoken": "thông tấn xã"}
    desk.send("teach", **offered)
    assert desk.spoken == ["Mời thông tấn xã họp.", "thông tấn xã đến."]
    assert "Always read" not in desk.page()
    assert [one.source for one in actions.lexicon_list(town.desk)] == [desk.id]


def test_what_was_heard_in_a_recording_is_said_to_operator_and_approver(
    plain: Desk, town: Town, tmp_path: Path
) -> None:
    tone = write_tone(tmp_path / "x.wav").read_bytes()
    plain.send("record", files={"file": ("rec.wav", tone)})
    said = "It ends in the middle of a sound, at 0:01."
    assert said in plain.page()
    plain.submit()
    assert said in town.browser("approver").get(f"/approve/{plain.id}").text


def test_it_is_read_paragraph_by_paragraph_and_joined(
    town: Town, operator: Browser, tmp_path: Path
) -> None:
    desk = Desk(town, operator, "Mai mất điện cả ngày.\nXin cảm ơn bà con.")
    tone, page = write_tone(tmp_path / "x.wav").read_bytes(), f"/write/{desk.id}/takes"
    assert page in desk.page()
    assert "They are joined once every paragraph is recorded." in operator.get(page).text
    for number in (1, 2):
        files = {"file": (f"đoạn {number}.wav", tone)}
        sent = operator.send(
            page, page=page, files=files, turn=desk.now.turn, paragraph=str(number)
        )
        assert f"đoạn {number}.wav" in sent.text
    heard = operator.get(f"/bulletin/{desk.id}/take/1")
    assert (heard.content, heard.headers["content-type"]) == (tone, "audio/x-wav")
    refused = operator.send(
        page, page=page, files={"file": ("x.wav", tone)}, turn=desk.now.turn, paragraph="3"
    )
    assert "There is no such paragraph any more." in refused.text
    operator.send(f"/write/{desk.id}/join", page=page, turn=desk.now.turn)
    assert desk.now.has_fitting_cut


def test_a_noisy_recording_is_compared_before_one_is_used(plain: Desk, tmp_path: Path) -> None:
    tone = write_tone(tmp_path / "x.wav").read_bytes()
    plain.send("denoise", files={"file": ("rec.wav", tone)})
    assert not plain.now.has_fitting_cut
    page = plain.page()
    assert page.count("/preview/") == 2
    heard = [
        plain.browser.get(f"/bulletin/{plain.id}/preview/{one}") for one in ("before", "after")
    ]
    assert {one.headers["content-type"] for one in heard} == {"audio/mpeg"}
    plain.send("accept", which="after")
    assert plain.now.has_fitting_cut
    assert "/preview/" not in plain.page()


def test_policy_and_stage_are_chosen_and_a_consultation_says_how_to_answer(town: Town) -> None:
    by_operator = replace(town.desk, person=PEOPLE["operator"])
    policies.state_policy(by_operator, "12/NQ", Stated(title="Thu gom rác thải"))
    desk = Desk(town, town.browser("operator"), "Mời bà con góp ý.")
    assert "Thu gom rác thải" in desk.page()
    told = {"answers_until": "2026-11-30", "answers_to": "Gửi UBND xã"}
    desk.send("fields", title="Góp ý", policy="12/NQ", stage="consultation", **told)
    given = desk.now.revision.fields
    assert (given.policy, given.stage, given.answers_to) == (
        "12/NQ",
        Stage.CONSULTATION,
        "Gửi UBND xã",
    )
    assert "30/11/2026" in desk.page() or "2026-11-30" in desk.page()
