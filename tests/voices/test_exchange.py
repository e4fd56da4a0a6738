"""One request and its answer, against servers that hang, flood, lie and break off."""

import socket
import threading
from collections.abc import Callable, Iterator

import pytest

from broadcaster.timebase import NANOSECONDS, SystemTime
from broadcaster.voices.addresses import addresses_of, may_reach
from broadcaster.voices.exchange import Answer, Request, exchange, reach
from broadcaster.voices.failure import Failure, ServiceError
from broadcaster.voices.redirect import redirected, require_place
from broadcaster.voices.timed_socket import connect_first

TIME = SystemTime()
BODY = b"xin"
Serve = Callable[..., str]


@pytest.fixture
def serve() -> Iterator[Serve]:
    """Start a server that sends these bytes, again and again where asked, and then waits."""
    over = threading.Event()
    threads: list[threading.Thread] = []
    listening = socket.create_server(("127.0.0.1", 0))

    def start(*pieces: bytes, forever: bytes = b"", hangs: bool = False) -> str:
        def run() -> None:
            connected, _address = listening.accept()
            with connected:
                asked = b"-"
                while asked and not asked.endswith(BODY):  # closing with some unread would reset
                    asked = connected.recv(1 << 16)
                try:
                    for piece in pieces:
                        connected.sendall(piece)
                    while forever and not over.wait(0.01):
                        connected.sendall(forever)
                except OSError:
                    return
                if hangs:
                    over.wait(30)

        threads.append(threading.Thread(target=run))
        threads[-1].start()
        return f"http://127.0.0.1:{listening.getsockname()[1]}/speak"

    yield start
    over.set()
    for thread in threads:
        thread.join()
    listening.close()


def ask(url: str, within_s: float = 20, most_bytes: int = 1000) -> Answer:
    until = TIME.monotonic() + round(within_s * NANOSECONDS)
    return exchange(Request("POST", url, {}, BODY), TIME, until, most_bytes)


def failure(url: str, within_s: float = 20) -> tuple[Failure, str]:
    with pytest.raises(ServiceError) as caught:
        ask(url, within_s)
    return caught.value.failure, str(caught.value)


def test_an_answer_comes_whole_with_its_headers(serve: Serve) -> None:
    url = serve(b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nX-Voice: An\r\n\r\n", b"hel", b"lo")
    assert ask(url) == Answer(200, {"content-length": "5", "x-voice": "An"}, b"hello")


@pytest.mark.parametrize(
    "pieces",
    [
        (),
        (b"HTTP/1.1 200 OK\r\n",),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n", b"he"),
    ],
)
def test_silence_at_any_point_is_late(serve: Serve, pieces: tuple[bytes, ...]) -> None:
    found, sentence = failure(serve(*pieces, hangs=True), within_s=0.3)
    assert found is Failure.NETWORK
    assert "no whole answer" in sentence


@pytest.mark.parametrize(
    ("begin", "drip"),
    [(b"HTTP/1.1 200 OK\r\n", b"X-A: b\r\n"), (b"HTTP/1.1 200 OK\r\n\r\n", b"a")],
)
def test_a_trickle_is_late_too(serve: Serve, begin: bytes, drip: bytes) -> None:
    found, _sentence = failure(serve(begin, forever=drip), within_s=0.5)
    assert found is Failure.NETWORK


def test_a_flood_is_stopped(serve: Serve) -> None:
    found, sentence = failure(serve(b"HTTP/1.1 200 OK\r\n\r\n", forever=b"a" * 500))
    assert found is Failure.REFUSED
    assert "larger than" in sentence


@pytest.mark.parametrize("length", [b"Content-Length: 5", b"Transfer-Encoding: chunked"])
def test_an_answer_that_breaks_off_is_not_used(serve: Serve, length: bytes) -> None:
    found, _sentence = failure(serve(b"HTTP/1.1 200 OK\r\n" + length + b"\r\n\r\n", b"5\r\nh"))
    assert found in (Failure.NETWORK, Failure.RUBBISH)


def test_what_is_no_http_is_rubbish(serve: Serve) -> None:
    assert failure(serve(b"220 mail.xa.vn ESMTP\r\n"))[0] is Failure.RUBBISH


def test_a_connection_that_is_closed_without_a_word_is_the_network(serve: Serve) -> None:
    assert failure(serve())[0] is Failure.NETWORK


def test_nobody_there_is_the_network() -> None:
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{nobody.getsockname()[1]}/"
        assert failure(url)[0] is Failure.NETWORK
        assert "cannot be reached" in (reach(url, 1) or "")


def test_an_address_that_swallows_everything_leaves_time_for_the_next(serve: Serve) -> None:
    """A full backlog answers nobody, as IPv6 does on many a line."""
    port = int(serve(b"").rpartition(":")[2].partition("/")[0])
    with socket.create_server(("127.0.0.1", 0), backlog=0) as full:
        address = full.getsockname()
        waiting = [socket.socket() for _number in range(3)]
        for one in waiting:
            one.setblocking(False)
            one.connect_ex(address)
        connect_first([address, ("127.0.0.1", port)], 1.0).close()
        for one in waiting:
            one.close()


def test_what_is_sent_is_not_shown_with_a_request() -> None:
    shown = repr(Request("POST", "https://api.vn/tts", {"api-key": "s3cret"}, b"s3cret"))
    assert "s3cret" not in shown


@pytest.mark.parametrize(
    ("host", "address", "may"),
    [
        ("api.vn", "203.162.4.191", True),
        ("api.vn", "10.0.0.1", False),
        ("api.vn", "192.168.1.1", False),
        ("api.vn", "169.254.169.254", False),
        ("api.vn", "127.0.0.1", False),
        ("api.vn", "0.0.0.0", False),  # noqa: S104 - an answer of a resolver, nothing is bound
        ("api.vn", "224.0.0.1", False),
        ("api.vn", "::1", False),
        ("api.vn", "fe80::1%eth0", False),
        ("api.vn", "fd00::1", False),
        ("api.vn", "::ffff:192.168.1.1", False),
        ("api.vn", "2405:4800::1", True),
        ("localhost", "127.0.0.1", True),
        ("localhost", "203.162.4.191", False),
    ],
)
def test_only_the_open_internet_is_reached_or_this_machine_by_name(
    host: str, address: str, may: bool
) -> None:
    assert may_reach(host, address) is may


def test_a_private_address_is_refused_before_anything_is_sent() -> None:
    with pytest.raises(ServiceError, match=r"192\.168\.1\.1 lies in a closed network"):
        addresses_of("192.168.1.1", 80)


@pytest.mark.parametrize(
    "url",
    [
        "http://api.vn/a.mp3",
        "ftp://api.vn/a.mp3",
        "file:///etc/passwd",
        "https://user@api.vn/a.mp3",
        "https://api.vn.evil.com/a.mp3",
        "https://evil.com/?api.vn",
        "https://127.0.0.1/a.mp3",
        "https://[::1",
        "https://api.vn:many/",
        "//",
        "",
    ],
)
def test_nothing_leads_to_other_places(url: str) -> None:
    with pytest.raises(ServiceError):
        require_place(url, {"api.vn", "*.cdn.vn"})


@pytest.mark.parametrize("url", ["https://api.vn/a.mp3", "https://x.cdn.vn:444/a.mp3"])
def test_places_that_were_named_are_led_to(url: str) -> None:
    require_place(url, {"api.vn", "*.cdn.vn"})


POST = Request("POST", "https://api.vn/tts", {"api-key": "s3cret"}, b"xin")
HOSTS = {"api.vn", "cdn.vn"}


def to(location: str, status: int = 302) -> Answer:
    return Answer(status, {"location": location}, b"")


def test_a_redirect_on_the_same_host_keeps_the_key() -> None:
    assert redirected(POST, to("/new", 307), HOSTS) == Request(
        "POST", "https://api.vn/new", {"api-key": "s3cret"}, b"xin"
    )
    assert redirected(POST, to("/done"), HOSTS) == Request(
        "GET", "https://api.vn/done", {"api-key": "s3cret"}
    )


def test_a_redirect_to_another_host_takes_neither_key_nor_text_along() -> None:
    assert redirected(POST, to("https://cdn.vn/a.mp3"), HOSTS) == Request(
        "GET", "https://cdn.vn/a.mp3"
    )
    with pytest.raises(ServiceError, match=r"sent on to cdn\.vn, which nobody allowed"):
        redirected(POST, to("https://cdn.vn/tts", 308), HOSTS)
