import json

import broadcaster.upkeep.housekeeping  # noqa: F401 - the `desk` fixture makes its tables
from broadcaster.desk import Desk
from broadcaster.production.actions import open_cache
from tests.cli.conftest import Run


def test_every_cut_is_listed(at_home: Run, desk: Desk) -> None:
    name = open_cache(desk).put(b"sound" * 1000, "mp3")
    (entry,) = json.loads(at_home("cache", "list", "--json").out)
    assert (entry["sha256"], entry["bytes"]) == (name, 5000)
    assert at_home("cache", "list").out == f"{name}      4.9 kB  mp3\n"


def test_verify_is_content_with_whole_cuts(at_home: Run, desk: Desk) -> None:
    open_cache(desk).put(b"sound", "mp3")
    verified = at_home("cache", "verify", "--json")
    assert verified.code == 0
    assert json.loads(verified.out) == {"checked": 1, "altered": [], "altered_marks": []}


def test_verify_names_an_altered_cut_and_exits_1(at_home: Run, desk: Desk) -> None:
    cache = open_cache(desk)
    name = cache.put(b"sound", "mp3")
    cache.path(name).write_bytes(b"noise")
    refused = at_home("cache", "verify")
    assert refused.code == 1
    assert refused.out == f"{cache.path(name)}\n"
    assert "was altered" in refused.err


def test_gc_removes_what_nobody_needs_when_over_the_limit(at_home: Run, desk: Desk) -> None:
    with desk.home.config.open("a") as settings:
        settings.write("cache_limit_mb = 1\n")
    names = {open_cache(desk).put(bytes([n]) * 700_000, "mp3") for n in range(2)}
    done = at_home("cache", "gc")
    assert done.code == 0
    assert done.out.strip() in names
    assert "1 cuts and 0 stored sentences removed" in done.err


def test_gc_under_the_limit_removes_nothing(at_home: Run, desk: Desk) -> None:
    open_cache(desk).put(b"sound", "mp3")
    assert json.loads(at_home("cache", "gc", "--json").out)["removed"] == []


def test_verify_tells_of_altered_marks_and_is_content(at_home: Run, desk: Desk) -> None:
    cache = open_cache(desk)
    name = cache.put(b"sound", "mp3")
    cache.marks_path(name).write_bytes(b"{}")
    verified = at_home("cache", "verify")
    assert verified.code == 0
    assert f'The timing marks "{cache.marks_path(name)}" were altered.' in verified.err
    assert json.loads(at_home("cache", "verify", "--json").out)["altered_marks"] == [name]
