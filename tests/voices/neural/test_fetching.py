"""A download from a real server, on good days and bad ones: whole and right, or not at all."""

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from broadcaster.timebase import NANOSECONDS, SystemTime, TimeSource, VirtualTime
from broadcaster.voices.neural import NeuralError
from broadcaster.voices.neural.download import Patience
from broadcaster.voices.neural.fetching import fetch, staged, staged_at
from broadcaster.voices.neural.manifest import Part
from broadcaster.voices.neural.offered import Licence, Offer
from tests.voices.neural.made_files import NAME, network
from tests.voices.neural.repository import Repository, serving

MODEL = network(weights=20_000)
CONFIG = b"{}" * 50
FILES = {f"{NAME}.onnx": MODEL, f"{NAME}.onnx.json": CONFIG}
HURRIED = Patience(connect_s=5, silence_s=0.3, window_s=0.2, least_bytes=500, tries=3, wait_s=0.01)
TERMS = Licence("CC0-1.0", "", "")


def part_of(data: bytes) -> Part:
    return Part(len(data), hashlib.sha256(data).hexdigest())


@pytest.fixture
def repository() -> Iterator[Repository]:
    with serving(dict(FILES)) as running:
        yield running


@pytest.fixture
def offer(repository: Repository) -> Offer:
    return Offer(
        name=NAME,
        language="en",
        repository="tests/voices",
        revision="1",
        base=repository.url,
        hosts=(),
        model=part_of(MODEL),
        config=part_of(CONFIG),
        data_licence=TERMS,
        base_licence=TERMS,
    )


def run(
    offer: Offer, place: Path, clock: TimeSource, patience: Patience | None = None
) -> list[tuple[int, int]]:
    return list(fetch(offer, place, clock, patience))


def is_whole(offer: Offer, place: Path) -> bool:
    model, config = staged(offer, place)
    return model[0].read_bytes() == MODEL and config[0].read_bytes() == CONFIG


def part_there(offer: Offer, place: Path) -> int:
    path = staged_at(place, offer.model)
    return path.stat().st_size if path.exists() else 0


def test_both_files_come_and_progress_ends_at_the_whole(
    offer: Offer, tmp_path: Path, clock: VirtualTime
) -> None:
    told = run(offer, tmp_path, clock)
    assert is_whole(offer, tmp_path)
    assert told == sorted(told)
    assert told[-1] == (len(MODEL) + len(CONFIG), offer.size)


def test_what_is_there_is_not_fetched_again(
    offer: Offer, repository: Repository, tmp_path: Path, clock: VirtualTime
) -> None:
    run(offer, tmp_path, clock)
    run(offer, tmp_path, clock)
    assert len(repository.asked) == 2


def test_a_line_that_breaks_off_is_gone_on_with_where_it_broke(
    offer: Offer, repository: Repository, tmp_path: Path, clock: VirtualTime
) -> None:
    repository.moods = ["well", "cut", "cut", "well"]
    run(offer, tmp_path, clock)
    assert is_whole(offer, tmp_path)
    assert [span for _path, span in repository.asked[1:]] == ["", "bytes=1000-", "bytes=2000-"]


def test_the_next_command_goes_on_where_the_last_one_gave_up(
    offer: Offer, repository: Repository, tmp_path: Path, clock: VirtualTime
) -> None:
    repository.moods = ["well", "cut", "503", "503", "503"]
    with pytest.raises(NeuralError, match=r"did not come whole.*answered 503.*goes on there"):
        run(offer, tmp_path, clock, replace(HURRIED, least_bytes=2000))
    assert part_there(offer, tmp_path) == 1000
    run(offer, tmp_path, clock)
    assert repository.asked[-1][1] == "bytes=1000-"
    assert is_whole(offer, tmp_path)


def test_each_fruitless_attempt_waits_twice_as_long(
    offer: Offer, repository: Repository, tmp_path: Path, clock: VirtualTime
) -> None:
    repository.moods = ["503"] * 9
    with pytest.raises(NeuralError):
        run(offer, tmp_path, clock)
    assert len(repository.asked) == Patience().tries
    assert clock.monotonic() == (3 + 6 + 12 + 24) * NANOSECONDS


def test_a_server_without_ranges_begins_anew(
    offer: Offer, repository: Repository, tmp_path: Path, clock: VirtualTime
) -> None:
    repository.moods = ["well", "cut", "without ranges"]
    run(offer, tmp_path, clock)
    assert is_whole(offer, tmp_path)


def test_a_server_that_states_no_length_is_still_held_to_it(
    offer: Offer, repository: Repository, tmp_path: Path, clock: VirtualTime
) -> None:
    repository.moods = ["no length", "no length"]
    run(offer, tmp_path, clock)
    assert is_whole(offer, tmp_path)


@pytest.mark.parametrize(
    ("mood", "reason"),
    [
        ("lying", "has {more} bytes instead of {size}"),
        ("endless", "sends more than the file has"),
        ("404", "answered 404"),
        ("to http://elsewhere.example", "sends on to http://elsewhere.example"),
        ("to ftp://127.0.0.1", "sends on to ftp://127.0.0.1"),
        ("to file://", "sends on to file://"),
    ],
)
def test_an_answer_that_cannot_be_right_is_refused_at_once(
    offer: Offer, repository: Repository, tmp_path: Path, clock: VirtualTime, mood: str, reason: str
) -> None:
    repository.moods = ["well", mood]
    expected = reason.format(more=len(MODEL) + 7, size=len(MODEL))
    with pytest.raises(NeuralError, match=f'"{NAME}.onnx" was not fetched.*{expected}'):
        run(offer, tmp_path, clock)
    assert len(repository.asked) == 2
    assert part_there(offer, tmp_path) <= len(MODEL)


def test_another_part_than_was_asked_for_is_refused(
    offer: Offer, repository: Repository, tmp_path: Path, clock: VirtualTime
) -> None:
    repository.moods = ["well", "cut", "another part"]
    with pytest.raises(NeuralError, match="another part than was asked for"):
        run(offer, tmp_path, clock)


def test_a_part_longer_than_the_file_is_thrown_away(
    offer: Offer, tmp_path: Path, clock: VirtualTime
) -> None:
    staged_at(tmp_path, offer.model).write_bytes(MODEL + b"more")
    run(offer, tmp_path, clock)
    assert is_whole(offer, tmp_path)


def test_a_redirect_is_followed_where_the_catalogue_agrees(
    offer: Offer, repository: Repository, tmp_path: Path, clock: VirtualTime
) -> None:
    with serving(dict(FILES)) as mirror:
        there = mirror.url.removesuffix("/v1/")
        repository.moods = ["well", f"to {there}"]
        run(offer, tmp_path, clock)
        assert mirror.asked
    assert is_whole(offer, tmp_path)


def test_a_server_that_sends_on_and_on_is_refused(
    offer: Offer, repository: Repository, tmp_path: Path, clock: VirtualTime
) -> None:
    repository.moods = [f"to {repository.url.removesuffix('/v1/')}"] * 20
    with pytest.raises(NeuralError, match="sends on and on"):
        run(offer, tmp_path, clock)


def test_a_trickle_is_given_up_and_what_came_is_kept(
    offer: Offer, repository: Repository, tmp_path: Path
) -> None:
    repository.moods = ["well", *["dripping"] * 3]
    with pytest.raises(NeuralError, match=r"sends too slowly.*What has come is kept"):
        run(offer, tmp_path, SystemTime(), HURRIED)
    assert 0 < part_there(offer, tmp_path) < len(MODEL)


def test_a_silent_server_is_given_up(
    offer: Offer, repository: Repository, tmp_path: Path, clock: VirtualTime
) -> None:
    repository.moods = ["well", *["stalled"] * 3]
    with pytest.raises(NeuralError, match="the line to the server broke off"):
        run(offer, tmp_path, clock, HURRIED)


def test_a_server_that_is_not_there_is_said_so(
    offer: Offer, tmp_path: Path, clock: VirtualTime
) -> None:
    away = replace(offer, base="http://127.0.0.1:9/")
    with pytest.raises(NeuralError, match=r'from "http://127.0.0.1:9/": the line .* broke off'):
        run(away, tmp_path, clock)


def test_what_the_disk_has_no_room_for_is_not_begun(
    offer: Offer, repository: Repository, tmp_path: Path, clock: VirtualTime
) -> None:
    huge = replace(offer, model=replace(offer.model, size=1 << 60))
    with pytest.raises(NeuralError, match="No space left"):
        run(huge, tmp_path, clock)
    assert repository.asked == []
