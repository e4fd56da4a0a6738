"""What a record may hold, how it is stored, and what is refused as one."""

import unicodedata
from collections.abc import Mapping
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadcaster.journal.record import (
    HEADER,
    LARGEST_BYTES,
    RecordFormError,
    Value,
    decode,
    encode,
    plan_parts,
)
from tests.journal.chain import chain, line

HEAD: Mapping[str, Value] = {
    "kind": "alarm",
    "seq": 0,
    "log_id": "khe-ren-1",
    "boot_id": "b",
    "at": datetime(2026, 11, 22, 1, 2, 3, 4, tzinfo=UTC),
    "mono_ns": 2**60,
    "time_quality": "ntp",
    "uncertainty_ms": 100,
    "software": "test",
    "prev": "0" * 64,
}

texts = st.text(max_size=60)
numbers = st.integers(-(2**63), 2**63 - 1)
values = st.one_of(texts, numbers, st.lists(texts, max_size=4), st.lists(numbers, max_size=4))
names = st.from_regex(r"[a-z][a-z_]{0,12}", fullmatch=True).filter(lambda name: name not in HEADER)


def nfc(value: object) -> object:
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value)
    return [nfc(part) for part in value] if isinstance(value, list) else value


@given(st.dictionaries(names, values, max_size=6))
def test_what_is_written_is_what_is_read(fields: dict[str, Value]) -> None:
    raw = encode({**HEAD, **fields})
    record = decode(raw)
    assert {name: record[name] for name in fields} == {
        name: nfc(value) for name, value in fields.items()
    }
    assert b"\n" not in raw
    assert record.raw == raw


def test_keys_are_sorted_with_v_first_and_no_spaces() -> None:
    raw = encode({**HEAD, "title": "Thông báo", "zones": ["thôn 1", "thôn 2"]})
    assert raw.startswith(b'{"v":1,"at":"2026-11-22T01:02:03.000004Z","boot_id":')
    assert list(decode(raw)) == ["v", *sorted([*HEAD, "title", "zones"])]
    assert '"zones":["thôn 1","thôn 2"]'.encode() in raw


def test_texts_are_stored_composed() -> None:
    apart = unicodedata.normalize("NFD", "Xã Khe Rèn")
    assert decode(encode({**HEAD, "title": apart}))["title"] == "Xã Khe Rèn"


def test_a_field_that_is_none_is_left_out() -> None:
    assert "loudness_clufs" not in decode(encode({**HEAD, "loudness_clufs": None}))


def test_what_utf8_cannot_hold_becomes_a_question_mark() -> None:
    assert decode(encode({**HEAD, "text": "a\udcffb"}))["text"] == "a?b"


@pytest.mark.parametrize("value", [1.5, True, {"a": 1}, [[1]], [1.5], [True], 2**63, b"x", {1}])
def test_a_value_no_record_may_hold_is_refused_by_name(value: object) -> None:
    with pytest.raises(TypeError, match="gain"):
        encode({**HEAD, "gain": value})  # type: ignore[dict-item]


def test_a_long_title_is_shortened_and_named_and_never_loses_its_event() -> None:
    raw = encode({**HEAD, "title": "ồ" * 9000, "code": "x"})
    record = decode(raw)
    assert len(raw) <= LARGEST_BYTES
    assert record["shortened"] == ["title"]
    assert record["title"].endswith("ồ…")
    assert record["code"] == "x"


def test_a_list_that_is_too_long_is_the_callers_to_split() -> None:
    with pytest.raises(ValueError, match="split its lists"):
        encode({**HEAD, "items": ["0a1b2c3d:0:60000"] * 1000})


def test_plan_parts_fit_and_lose_nothing() -> None:
    items = [f"{number:08x}:{number * 60000}:60000" for number in range(1000)]
    parts = plan_parts(items)
    assert [item for part in parts for item in part] == items
    for part in parts:
        decode(encode({**HEAD, "items": part}))
    assert plan_parts([]) == [[]]


def spoilt(old: str, new: str) -> bytes:
    raw = chain(2)[1].decode()
    assert old in raw
    return raw.replace(old, new, 1).encode()


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (b"", "not-json"),
        (b"\x00" * 40, "not-json"),
        (b'{"v":1}x}', "not-json"),
        (b'{"v":1,"at":"\xff"}', "not-json"),
        (b'{"v":' + b"[" * 4000 + b"}", "not-json"),
        (b" " + chain(1)[0], "not-json"),
        (chain(1)[0] + b" ", "not-json"),
        (b'{"v":1}', "wrong-form"),
        (spoilt('"seq":1', '"seq":"1"'), "wrong-form"),
        (spoilt('"seq":1', '"seq":1.0'), "wrong-form"),
        (spoilt('"seq":1', '"seq":true'), "wrong-form"),
        (spoilt('"seq":1', '"seq":null'), "wrong-form"),
        (spoilt('"seq":1', '"seq":NaN'), "wrong-form"),
        (spoilt('"seq":1', '"seq":99999999999999999999'), "wrong-form"),
        (spoilt('"seq":1', '"seq":1,"seq":2'), "wrong-form"),
        (spoilt('"seq":1', '"seq":1,"x":{"y":1}'), "wrong-form"),
        (spoilt('"seq":1', '"seq":1,"x":[[1]]'), "wrong-form"),
        (spoilt('"v":1', '"v":2'), "wrong-form"),
        (spoilt("2026-11-22T01", "2026-13-22T01"), "wrong-form"),
        (spoilt("000000Z", "000000"), "wrong-form"),
        (b'{"v":1,"x":"' + b"x" * LARGEST_BYTES + b'"}', "too-long"),
    ],
)
def test_a_line_that_is_no_record_is_refused(raw: bytes, code: str) -> None:
    with pytest.raises(RecordFormError) as caught:
        decode(raw)
    assert caught.value.code == code


@given(st.binary(max_size=200))
def test_any_bytes_are_a_record_or_refused(data: bytes) -> None:
    with pytest.raises(RecordFormError):
        decode(b'{"v":1,' + data + b"}")


def test_a_record_reads_like_a_mapping() -> None:
    record = decode(line(7, "0" * 64, title="Bản tin", first="2026-11-22T01:00:00.000000Z", by=""))
    assert (record.seq, record.kind, record["title"]) == (7, "heartbeat", "Bản tin")
    assert record.moment("first") == datetime(2026, 11, 22, 1, 0, tzinfo=UTC)
    assert record.moment("by") is None
    assert record.moment("last") is None
    assert (record.number("seq"), record.number("title"), record.text("none")) == (7, 0, "")
    assert len(record) == 14
