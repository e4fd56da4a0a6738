"""The paper of a week: what stands on it, and that nothing in a title is obeyed."""

import io
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from broadcaster.i18n import use_language
from broadcaster.schedule import RunningOrder
from broadcaster.schedule.export.printing import print_paper
from broadcaster.schedule.export.week_paper import Heading, plan_code, week_paper
from broadcaster.schedule.planner import plan
from tests.schedule.conftest import NOW, bulletin_maker, hours, inputs, local, programme, relayed

MONDAY = date(2026, 11, 23)
HEADING = Heading(
    "Đài Khe Rèn", "Xã Khe Rèn", MONDAY, date(2026, 11, 29),
    hours("05:30-06:30", session_minutes=30, document="12/QĐ-UBND"), {"ben-song": "Bên sông"},
)  # fmt: skip


def week(*candidates: Any, **changes: Any) -> tuple[RunningOrder, ...]:
    bounds = {"since": local("2026-11-23T00:00"), "until": local("2026-11-30T00:00")}
    return plan(inputs(*candidates, **bounds | changes))


def printed(orders: Sequence[RunningOrder]) -> str:
    reader = PdfReader(io.BytesIO(print_paper("week", week_paper(orders, HEADING), NOW)))
    return "\n".join(page.extract_text() for page in reader.pages)


def titled(title: str, **more: Any) -> tuple[RunningOrder, ...]:
    return week(bulletin_maker()(details={"title": title}, **more))


def test_every_day_stands_there_with_its_sessions_and_their_bulletins() -> None:
    use_language("vi")
    text = printed(titled("Mất điện thôn Nà Lầu", priority=True))
    for part in (
        "ĐÀI KHE RÈN", "LỊCH PHÁT THANH", "Tuần 48: 23/11/2026 – 29/11/2026", "12/QĐ-UBND",
        "Thứ Hai", "Chủ nhật", "05:30 Sang", "05:30:08", "1 bản tin, 1:13", "ưu tiên",
        "Người duyệt", "(ký, ghi rõ họ tên)", "Trang 1/1",
    ):  # fmt: skip
        assert part in text
    assert text.count("Mất điện thôn Nà Lầu") == 7


def test_a_day_without_a_session_and_a_silent_session_say_so() -> None:
    paper = week_paper([replace(titled("x")[0], items=())], HEADING)
    assert [len(day["sessions"]) for day in paper["days"]] == [1, 0, 0, 0, 0, 0, 0]
    assert paper["days"][0]["sessions"][0]["about"] == "silent"
    assert "No session" in printed([])


def test_zones_are_named_where_they_are_not_those_of_the_session() -> None:
    (day, *_rest) = week_paper(titled("Nước", zones=("ben-song",)), HEADING)["days"]
    assert day["sessions"][0]["zones"] == ""
    assert day["sessions"][0]["items"][0]["marks"] == "Bên sông"


def test_what_is_relayed_is_listed_and_is_no_bulletin() -> None:
    paper = week_paper([relayed(titled("Nước")[0])], HEADING)
    session = paper["days"][0]["sessions"][0]
    assert session["about"] == "1 bulletin, 11:13"
    assert [(one["at"], one["title"]) for one in session["items"]][1:] == [
        ("05:31:13", "Tiếp âm VOV1")
    ]


def test_five_sessions_a_day_all_find_a_place() -> None:
    starts = ("05:30", "05:40", "05:50", "06:00", "06:10")
    every = [programme(f"b{n}", start, 10, title=f"Buổi {n}") for n, start in enumerate(starts)]
    text = printed(week(bulletin_maker()(), programmes=every))
    assert all(text.count(f"Buổi {n}") == 7 for n in range(5))


def test_the_same_plan_gives_the_same_bytes_and_another_another_code() -> None:
    one, other = titled("Mất điện"), titled("Mất nước")
    papers = [print_paper("week", week_paper(orders, HEADING), NOW) for orders in (one, one)]
    assert papers[0] == papers[1]
    assert plan_code(one) != plan_code(other)
    assert f"Plan {plan_code(one)}" in printed(one)


@pytest.mark.parametrize(
    "title",
    [
        '#panic("x")',
        "#[x]",
        "*b* _i_ $x$ `r` @a <b> // c",
        "= H",
        "\\",
        "]]]",
        '"',
        "\u202eđảo",
        "\0",
    ],
)
def test_markup_in_a_title_is_printed_and_not_obeyed(title: str) -> None:
    paper = week_paper(titled(title), HEADING)
    shown = paper["days"][0]["sessions"][0]["items"][0]["title"]
    assert shown == title.strip("\u202e\0")
    assert "".join(shown.split()) in "".join(printed(titled(title)).split())


def test_a_title_of_ten_thousand_letters_is_cut_and_broken_into_lines() -> None:
    shown = week_paper(titled("x" * 10_000), HEADING)["days"][0]["sessions"][0]["items"][0]["title"]
    assert len(shown.replace("\u200b", "")) == 160
    assert shown.endswith("…")
    assert max(len(piece) for piece in shown.split("\u200b")) <= 24


@settings(max_examples=20)
@given(st.text())
def test_any_title_can_be_printed(title: str) -> None:
    assert printed(titled(title)[:1])
