"""Bodies far larger than a form may be: not read before sign-in, not kept, not held in memory."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from broadcaster.web.visit import FILE_BYTES
from tests.web.hostile import BOUNDARY, MULTIPART
from tests.web.pages_seen import Seen
from tests.web.real_server import RealServer, running

SIZE = 200_000_000
KERNEL = 8_000_000
"""What buffers of sockets take before anybody reads."""


@pytest.fixture(scope="module")
def started(made_once: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RealServer]:
    at = tmp_path_factory.mktemp("large")
    shutil.copytree(made_once, at / "home")
    with running(at / "home", at / "server") as server:
        yield server


@pytest.fixture
def server(started: RealServer) -> RealServer:
    """The one server of these tests, asked by somebody new."""
    started.cookies.clear()
    return started


def form_with_file(token: str) -> bytes:
    head = f'--{BOUNDARY}\r\ncontent-disposition: form-data; name="token"\r\n\r\n{token}\r\n'
    rest = f'--{BOUNDARY}\r\ncontent-disposition: form-data; name="file"; filename="a.wav"\r\n\r\n'
    return (head + rest).encode()


def form_with_text(token: str) -> bytes:
    file = b'name="file"; filename="a.wav"'
    return form_with_file(token).replace(file, b'name="text"')


@pytest.mark.parametrize("chunked", [False, True])
def test_200_mb_of_somebody_unknown_are_not_read(server: RealServer, chunked: bool) -> None:
    before = server.memory_mb()
    answer, sent = server.pour("/write", MULTIPART, SIZE, chunked=chunked)
    assert answer
    assert (answer.status, answer.headers["location"]) == (303, "/sign-in?onward=/")
    assert sent < KERNEL
    assert list(server.temporary.iterdir()) == []
    assert server.memory_mb() - before < 30


@pytest.mark.parametrize("who", [None, "auditor", "operator"])
def test_no_byte_is_asked_for_before_it_is_known_that_it_may_come(
    server: RealServer, who: str | None
) -> None:
    """A client that waits for `100 Continue` hears at once whether the body is wanted."""
    if who:
        server.sign_in(who)
    expected = {None: 303, "auditor": 403, "operator": 413}
    assert server.first_answer("/write", SIZE) == expected[who]


def test_what_may_come_is_asked_for(server: RealServer) -> None:
    server.sign_in("operator")
    assert server.first_answer("/write", 1_000_000) == 100


@pytest.mark.parametrize("chunked", [False, True])
def test_200_mb_of_an_operator_are_refused_in_words(server: RealServer, chunked: bool) -> None:
    server.sign_in("operator")
    head = form_with_file(server.token("/write"))
    before = server.memory_mb()
    answer, sent = server.pour("/write", MULTIPART, SIZE, head, chunked=chunked)
    assert answer
    assert answer.status == 413
    assert "This is larger than 67 MB, so nothing of it was kept." in Seen(answer.text).alerts[0]
    assert sent < FILE_BYTES + KERNEL
    assert list(server.temporary.iterdir()) == []
    assert server.memory_mb() - before < 60
    assert "Traceback" not in server.stderr.read_text()


def test_a_text_of_many_megabytes_is_not_held_in_memory(server: RealServer) -> None:
    server.sign_in("operator")
    head = form_with_text(server.token("/write"))
    before = server.memory_mb()
    answer, _sent = server.pour("/write", MULTIPART, 60_000_000, head)
    assert answer
    assert answer.status == 400
    assert "could not be read to its end" in Seen(answer.text).alerts[0]
    assert server.memory_mb() - before < 40
