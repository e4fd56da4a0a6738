"""An installed voice in its helper: what a crash, a hang and a changed file cost."""

import os
from dataclasses import replace
from pathlib import Path

import pytest

from broadcaster.voices import SpokenSentence, VoicesError
from broadcaster.voices.model import LONGEST_SENTENCE, VoiceKind
from broadcaster.voices.neural import NeuralVoice
from broadcaster.voices.neural.engine import PiperEngine
from broadcaster.voices.neural.team import LEAST_EACH, MEMORY_EACH, free_memory, helpers_for
from broadcaster.voices.neural.voice import LONGEST_PIECE
from tests.voices.neural.made_files import NAME

GOOD = "A notice of the commune."


def said(text: str) -> SpokenSentence:
    return SpokenSentence(text, "en")


def test_it_says_who_it_is_and_what_decides_its_samples(neural: NeuralVoice) -> None:
    assert (neural.id, neural.kind, neural.sends_to) == (NAME, VoiceKind.NEURAL, "")
    assert neural.parameters["model_sha256"] == neural.manifest.model.sha256
    assert neural.parameters["config_sha256"] == neural.manifest.config.sha256
    assert neural.parameters["noise_scale"] == 0
    assert neural.check() is None


def test_a_helper_that_crashed_is_started_again_for_the_sentence_it_owed(
    neural: NeuralVoice, tmp_path: Path
) -> None:
    crash = f"CRASH-ONCE {tmp_path / 'crashed'} and on"
    first = list(neural.speak([said(GOOD), said(crash), said(GOOD)]))
    assert (tmp_path / "crashed").exists()
    assert first == list(neural.speak([said(GOOD), said(crash), said(GOOD)]))


def test_several_helpers_give_the_same_in_the_same_order(
    neural: NeuralVoice, tmp_path: Path
) -> None:
    texts = [said("word " * (1 + number % 7)) for number in range(40)]
    alone = list(replace(neural, helpers=1).speak(texts))
    assert list(replace(neural, helpers=3).speak(texts)) == alone
    crash = said(f"CRASH-ONCE {tmp_path / 'crashed'} and on")
    among = list(replace(neural, helpers=3).speak([*texts[:20], crash, *texts[20:]]))
    assert [*among[:20], *among[21:]] == alone


def test_helpers_are_as_many_as_pay_and_have_room() -> None:
    room = MEMORY_EACH
    assert helpers_for(100, 4, 9 * room) == 4
    assert helpers_for(100, 4, 2 * room + 1) == 2
    assert helpers_for(2 * LEAST_EACH - 1, 4, 9 * room) == 1
    assert helpers_for(0, 4, 0) == 1


def test_memory_is_what_the_machine_has_and_the_service_may_take(tmp_path: Path) -> None:
    assert free_memory() > 0
    assert free_memory(Path("/nowhere")) == 0
    (tmp_path / "self").mkdir()
    (tmp_path / "meminfo").write_text("MemTotal: 900 kB\nMemAvailable: 800 kB\n")
    (tmp_path / "self" / "cgroup").write_text("0::/system.slice/web.service\n")
    service = tmp_path / "groups" / "system.slice" / "web.service"
    service.mkdir(parents=True)
    for limit, left in (("max", 800 * 1024), ("1000", 1000)):
        (service / "memory.max").write_text(f"{limit}\n")
        assert free_memory(tmp_path, tmp_path / "groups") == left


@pytest.mark.parametrize(
    ("order", "reason"),
    [
        ("CRASH", r"crashed \(signal 11\)"),
        ("HANG", "longer than 2 s"),
        ("HUNGRY", "too much memory"),
        ("FAIL", r"failed \(ValueError\)"),
    ],
)
def test_a_sentence_that_fails_twice_is_named_with_its_reason(
    neural: NeuralVoice, order: str, reason: str
) -> None:
    speeches = neural.speak([said(GOOD), said(f"{order} this sentence"), said(GOOD)])
    assert next(speeches).samples > 0
    with pytest.raises(VoicesError, match=f'"{order} this sentence": .*{reason}'):
        next(speeches)


@pytest.mark.parametrize("file", [".onnx", ".onnx.json"])
def test_a_file_that_changed_after_it_was_installed_is_refused(
    neural: NeuralVoice, file: str
) -> None:
    assert neural.check() is None
    path = neural.folder / f"{NAME}{file}"
    data = bytearray(path.read_bytes())
    data[-1] ^= 1
    path.write_bytes(data)
    assert f'"{NAME}{file}" has changed since it was installed' in str(neural.check())
    with pytest.raises(VoicesError, match="has changed since it was installed"):
        list(neural.speak([said(GOOD)]))


def test_a_change_that_hides_its_time_is_still_refused_when_it_speaks(neural: NeuralVoice) -> None:
    """`check` remembers what it read; the helper reads again, and is what counts."""
    assert neural.check() is None
    path = neural.folder / f"{NAME}.onnx"
    before = path.stat()
    with path.open("r+b") as file:
        file.seek(100)
        file.write(b"\1")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    with pytest.raises(VoicesError, match="has changed since it was installed"):
        list(neural.speak([said(GOOD)]))


def test_a_file_that_is_gone_is_said_by_the_check(neural: NeuralVoice) -> None:
    (neural.folder / f"{NAME}.onnx.json").unlink()
    assert "No such file" in str(neural.check())


def test_a_sentence_longer_than_the_network_takes_is_divided_and_joined(
    neural: NeuralVoice,
) -> None:
    words = "word " * (2 * LONGEST_PIECE // 5)
    whole, once = neural.speak([said(words), said("word")])
    assert whole.samples == once.samples * len(words.split())


def test_a_language_it_did_not_learn_and_a_line_too_long_are_refused(neural: NeuralVoice) -> None:
    with pytest.raises(VoicesError, match=r'not speak the language "vi" of "Vâng\."'):
        list(neural.speak([SpokenSentence("Vâng.", "vi")]))
    with pytest.raises(VoicesError, match=f"at most {LONGEST_SENTENCE} characters"):
        list(neural.speak([said("word " * LONGEST_SENTENCE)]))


@pytest.mark.parametrize("text", ["…", "- - -", "?!"])
def test_a_line_without_words_is_silence_and_starts_no_engine(
    neural: NeuralVoice, text: str
) -> None:
    gone = replace(neural, installed=PiperEngine(Path(), "1", Path("/nowhere")))
    (speech,) = gone.speak([said(text)])
    assert speech.samples == 0


def test_what_the_engine_would_take_for_orders_is_spoken(neural: NeuralVoice) -> None:
    plain, marked = neural.speak([said("one [ [two] ] three"), said("one\0[[two]] three")])
    assert plain == marked


def test_an_engine_that_is_not_there_says_how_it_is_installed(neural: NeuralVoice) -> None:
    from broadcaster.voices.neural import engine

    assert "make neural" in str(engine._not_installed())
    nowhere = replace(neural, installed=PiperEngine(Path(), "1", Path("/nowhere")))
    with pytest.raises(VoicesError, match="speech engine failed"):
        list(nowhere.speak([said(GOOD)]))
