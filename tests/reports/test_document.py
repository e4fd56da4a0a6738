import json
from datetime import date
from typing import Any

from broadcaster.i18n import use_language
from broadcaster.reports.day import fold_day
from broadcaster.reports.document import to_document
from tests.reports.records import Log, busy_day


def document(log: Log) -> dict[str, Any]:
    return to_document(fold_day(log.logs(), date(2026, 11, 22), "Asia/Ho_Chi_Minh"))


def test_it_holds_codes_and_not_words_in_any_language() -> None:
    english = document(busy_day())
    use_language("vi")
    assert document(busy_day()) == english
    item = english["sessions"][0]["items"][5]
    assert (item["outcome"], item["cause"], item["actual"]) == ("refused", "outside-hours", None)


def test_it_is_plain_json() -> None:
    whole = document(busy_day())
    assert json.loads(json.dumps(whole)) == whole


def test_times_stand_in_utc_and_at_the_station() -> None:
    item = document(busy_day())["sessions"][0]["items"][3]
    assert item["actual"] == "2026-11-21T22:30:24.500000Z"
    assert item["actual_local"] == "2026-11-22T05:30:24.500000+07:00"


def test_the_identity_stands_for_each_line() -> None:
    identity = document(busy_day())["identity"]
    assert identity["all"]["planned"] == 9
    assert identity["bulletins"]["planned"] == 8
    assert identity["sounds"]["aired"] == 1
    assert identity["all"]["holds"] is True


def test_titles_survive() -> None:
    items = document(busy_day())["sessions"][0]["items"]
    assert items[1]["title"] == '=cmd|"/c calc"!A1'
    assert items[2]["title"] == 'Dòng một\nDòng hai, có "ngoặc kép"'


def test_unplanned_and_missing_plans_are_listed() -> None:
    whole = document(busy_day())
    assert whole["unplanned"][0]["what"] == "announcement"
    assert whole["no_plan"][0]["cause"] == "bad-signature"
