"""What a server's answer means, without a server."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadcaster.voices.neural.answers import AnswerError, LineError, next_address, writes_from

HOSTS = ("hub.example", "*.files.example")
BASE = "https://hub.example/a/b.onnx"


@pytest.mark.parametrize(
    ("location", "leads_to"),
    [
        ("/c.onnx", "https://hub.example/c.onnx"),
        ("https://eu.files.example/x?signature=1", "https://eu.files.example/x?signature=1"),
        ("//hub.example/x", "https://hub.example/x"),
    ],
)
def test_agreed_hosts_are_followed(location: str, leads_to: str) -> None:
    assert next_address(BASE, location, HOSTS) == leads_to


@pytest.mark.parametrize(
    "location",
    [
        "https://elsewhere.example/x",
        "https://files.example.evil.example/x",
        "https://hub.example@evil.example/x",
        "http://hub.example/x",
        "file:///etc/passwd",
        "http://127.0.0.1/x",
    ],
)
def test_no_other_host_and_no_weaker_line_is(location: str) -> None:
    with pytest.raises(AnswerError, match="sends on to"):
        next_address(BASE, location, HOSTS)


@given(st.integers(1, 10**9), st.integers(1, 10**9), st.integers(100, 599))
def test_an_answer_goes_on_exactly_where_we_are_or_begins_anew(
    have: int, size: int, status: int
) -> None:
    headers = {"Content-Range": f"bytes {have}-{size - 1}/{size}"}
    if status in (200, 206, 416):
        assert writes_from(status, headers, have, size) == (have if status == 206 else 0)
    else:
        with pytest.raises((AnswerError, LineError), match=f"answered {status}"):
            writes_from(status, headers, have, size)
