"""The helper process: a fresh child a sentence, one thread, nothing but the standard library."""

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from broadcaster.voices import SpokenSentence, VoicesError, espeak_engine
from broadcaster.voices.embedded import DEFAULT_PARAMETERS, EmbeddedVoice
from broadcaster.voices.espeak_engine import (
    LONGEST_DATA_PATH,
    PROGRAM,
    Engine,
    HelperError,
    short_path,
)
from broadcaster.voices.helper_process import WAITING, Helper, Request

GOOD = "Xin chào bà con."
ENDLESS = ("DEAF", "HANG", "SPIN")
"""What is ended by its time alone; the others get more, on a busy machine."""


def request(text: str) -> Request:
    return {"voice": "vi", "text": text, **DEFAULT_PARAMETERS}


def said(text: str) -> SpokenSentence:
    return SpokenSentence(text, "vi")


def test_every_sentence_is_the_first_call_of_its_process() -> None:
    """Within one process eSpeak's second call differs; forty in one helper must not."""
    with Helper(Engine.find()) as helper:
        many = list(helper.speak([request(GOOD)] * 40))
    with Helper(Engine.find()) as helper:
        (once,) = helper.speak([request(GOOD)])
    assert set(many) == {once}


def test_answers_come_in_order_whatever_takes_longer() -> None:
    texts = ["Một. " * (1 + 30 * (number % 3 == 0)) for number in range(3 * WAITING)]
    with Helper(Engine.find()) as helper:
        lengths = [len(said.pcm) for said in helper.speak([request(text) for text in texts])]
    assert all((length > 100_000) == (number % 3 == 0) for number, length in enumerate(lengths))


def test_a_second_thread_would_be_refused() -> None:
    start = (
        "import threading as t, runpy, sys; t.Thread(target=t.Event().wait, daemon=True).start();"
    )
    engine = Engine.find()
    arguments = [str(PROGRAM), str(engine.library), str(engine.data), "2", "5"]
    code = f"{start} sys.argv = {arguments!r}; runpy.run_path(sys.argv[0], run_name='__main__')"
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", code], stdin=subprocess.PIPE, capture_output=True
    )
    assert b"2-threads" in done.stderr
    assert done.returncode != 0


def test_the_helper_imports_no_package() -> None:
    code = (
        f"import sys, runpy; runpy.run_path({str(PROGRAM)!r});"
        "print([name for name in sys.modules if name.partition('.')[0] not in"
        " sys.stdlib_module_names and name != '__main__'])"
    )
    done = subprocess.run([sys.executable, "-I", "-S", "-c", code], capture_output=True, text=True)
    assert done.stdout == "[]\n"


def test_a_crash_costs_one_sentence_which_is_spoken_again(
    broken: EmbeddedVoice, north: EmbeddedVoice, tmp_path: Path
) -> None:
    crash = f"CRASH-ONCE {tmp_path / 'crashed'}"
    got = list(broken.speak([said(GOOD), said(crash), said(GOOD)]))
    assert (tmp_path / "crashed").exists()
    assert got == list(north.speak([said(GOOD), said(crash), said(GOOD)]))


@pytest.mark.parametrize(
    ("order", "reason"),
    [
        ("CRASH", "crashed .signal 11."),
        ("HANG", "longer than 1 s"),
        ("DEAF", "longer than 1 s"),
        ("SPIN", "longer than 1 s"),
        ("SWELL", "needed too much memory"),
        ("POUR", "failed .too-much-sound."),
        ("FAIL", "failed .child-failed."),
        ("FLOOD", "failed .too-much-sound."),
    ],
)
def test_a_sentence_that_fails_twice_is_named_with_its_reason(
    broken: EmbeddedVoice, order: str, reason: str
) -> None:
    voice = broken if order in ENDLESS else replace(broken, timeout_s=30)
    speeches = voice.speak([said(GOOD), said(f"{order} câu hỏng"), said(GOOD)])
    assert next(speeches).samples > 0
    with pytest.raises(VoicesError, match=f'"{order} câu hỏng": .*{reason}'):
        next(speeches)


@pytest.mark.parametrize("order", ["CRASH", "DEAF", "SPIN", "SWELL", "POUR"])
def test_whatever_becomes_of_a_sentence_the_next_one_is_spoken(
    broken: EmbeddedVoice, north: EmbeddedVoice, order: str
) -> None:
    """By the same helper, which has outlived the child."""
    patience_s = broken.timeout_s if order in ENDLESS else 30
    with Helper(broken._installed(), patience_s) as helper:
        with pytest.raises(HelperError):
            next(helper.speak([request(order)]))
        (spoken,) = helper.speak([request(GOOD)])
    with Helper(Engine.find()) as helper:
        assert [spoken] == list(helper.speak([request(GOOD)]))


def test_a_child_writes_no_file(broken: EmbeddedVoice, tmp_path: Path) -> None:
    with Helper(broken._installed()) as helper, pytest.raises(HelperError, match="child-failed"):
        next(helper.speak([request(f"WRITE {tmp_path / 'x'}")]))
    assert (tmp_path / "x").read_bytes() == b""


def test_an_unknown_voice_of_the_engine_is_refused() -> None:
    voice = EmbeddedVoice("embedded-lo", "lo", "lo")
    with pytest.raises(VoicesError, match="no-such-voice"):
        list(voice.speak([SpokenSentence("sabaidee", "lo")]))


def test_data_under_a_long_path_are_reached_by_a_short_link(
    north: EmbeddedVoice, tmp_path: Path
) -> None:
    engine = Engine.find()
    deep = tmp_path.joinpath(*["a-folder-with-a-long-name"] * 8)
    deep.mkdir(parents=True)
    (deep / "espeak-ng-data").symlink_to(engine.data)
    far = replace(engine, data=deep / "espeak-ng-data")
    assert len(str(far.data)) > LONGEST_DATA_PATH
    voice = replace(north, installed=far)
    assert voice.check() is None
    assert list(voice.speak([said(GOOD)])) == list(north.speak([said(GOOD)]))


def test_the_short_link_goes_again(tmp_path: Path) -> None:
    deep = tmp_path / ("x" * 200)
    with short_path(deep) as link:
        assert len(link) < LONGEST_DATA_PATH
        assert Path(link).readlink() == deep
    assert not Path(link).parent.exists()


def test_data_that_are_not_there_are_an_error_and_not_the_build_machines(tmp_path: Path) -> None:
    engine = replace(Engine.find(), data=tmp_path)
    with pytest.raises(HelperError, match="no-data"), Helper(engine):
        pass


def test_a_missing_library_is_said_by_the_check(north: EmbeddedVoice, tmp_path: Path) -> None:
    gone = replace(Engine.find(), library=tmp_path / "libespeak-ng.so")
    trouble = replace(north, installed=gone).check()
    assert trouble is not None
    assert "libespeak-ng.so" in trouble
    assert replace(north, installed=gone).engine_version == ""


def test_a_helper_that_dies_is_an_error(north: EmbeddedVoice) -> None:
    with Helper(Engine.find()) as helper:
        helper._process.kill()
        helper._process.wait()
        with pytest.raises(HelperError, match=r"crashed .signal 9."):
            list(helper.speak([request(GOOD)]))


def test_the_systems_own_engine_serves_where_there_is_no_wheel(
    north: EmbeddedVoice, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wheel = Engine.find()
    folder = tmp_path / "arm-linux-gnueabihf"
    folder.mkdir()
    (folder / "espeak-ng-data").symlink_to(wheel.data)
    (folder / "libespeak-ng.so.1").symlink_to(wheel.library)
    monkeypatch.setattr(espeak_engine, "PACKAGE", "no_such_package")
    found = Engine.find(tmp_path)
    assert found.library == folder / "libespeak-ng.so.1"
    assert next(iter(replace(north, installed=found).speak([said(GOOD)]))).samples > 0


def test_without_any_engine_the_package_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(espeak_engine, "PACKAGE", "no_such_package")
    with pytest.raises(HelperError, match="no_such_package is not installed"):
        Engine.find(tmp_path)


def test_the_breath_of_a_speaker_is_seeded_by_us_and_not_by_the_time_of_day(tmp_path: Path) -> None:
    """Another seed in our program gives other samples; so nothing else has decided them."""
    reseeded = tmp_path / PROGRAM.name
    reseeded.write_text(PROGRAM.read_text(encoding="utf-8").replace("SEED = 1 ", "SEED = 2 "))
    engine, breathing = Engine.find(), {**request(GOOD), "voice": "vi+f3"}
    said_by = []
    for program in (PROGRAM, PROGRAM, reseeded):
        with Helper(replace(engine, program=program)) as helper:
            said_by += list(helper.speak([breathing]))
    assert said_by[0] == said_by[1] != said_by[2]
