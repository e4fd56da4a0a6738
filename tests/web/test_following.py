"""Which line is heard when: what the page's script asks for, and what stands there without it."""

import json
import re

from broadcaster.bulletins import actions
from broadcaster.production import actions as production
from tests.bulletins.conftest import write_tone
from tests.web.conftest import Browser, Town
from tests.web.test_bulletin import Desk

TEXT = "Họp thôn\nMời bà con đến nhà văn hóa.\nBàn việc làm đường."


def times_of(browser: Browser, desk: Desk) -> list[list[int]]:
    answer = browser.get(f"/bulletin/{desk.id}/times")
    assert answer.headers["content-type"] == "application/json"
    return json.loads(answer.text)  # type: ignore[no-any-return]


def test_each_line_that_sounds_has_its_times_in_order(town: Town, operator: Browser) -> None:
    desk = Desk(town, operator, TEXT)
    desk.send("omit", line="2")
    assert operator.get(f"/bulletin/{desk.id}/times").status_code == 422
    desk.speak()
    times = times_of(operator, desk)
    assert [line for line, _begins, _ends in times] == [1, 3]
    ends = actions.cut_of(town.desk, desk.now.cut).sentence_ends_ms
    assert tuple(end for _line, _begins, end in times) == ends
    assert [begins < ends for _line, begins, ends in times] == [True, True]


def test_lost_times_are_made_again_without_a_word(town: Town, operator: Browser) -> None:
    desk = Desk(town, operator, TEXT)
    desk.speak()
    before = times_of(operator, desk)
    production.open_cache(town.desk).marks_path(desk.now.cut).write_bytes(b"{")
    after = times_of(operator, desk)
    assert [(line, end) for line, _begin, end in before] == [
        (line, end) for line, _begin, end in after
    ]


def test_a_recording_has_none(town: Town, operator: Browser, tmp_path: object) -> None:
    desk = Desk(town, operator, "Mai mất điện.")
    tone = write_tone(tmp_path / "x.wav").read_bytes()  # type: ignore[operator]
    desk.send("record", files={"file": ("rec.wav", tone)})
    assert times_of(operator, desk) == []


def test_the_pages_tell_the_script_where_the_times_are_and_what_its_button_says(
    town: Town, operator: Browser
) -> None:
    desk = Desk(town, operator, TEXT)
    desk.speak()
    pages = [desk.page()]
    desk.submit()
    pages.append(town.browser("approver").get(f"/approve/{desk.id}").text)
    for page in pages:
        assert f'data-times="/bulletin/{desk.id}/times"' in page
        assert 'data-from-line="Listen from line {number} on"' in page
        assert re.search(r'<script src="/static/following\.[0-9a-f]+\.js" defer>', page)
        assert re.findall(r'<li id="line-(\d+)"', page) == ["1", "2", "3"]
