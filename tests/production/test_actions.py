"""Rendering: the whole script in one voice, stepping down aloud, the same cut every time."""

import json
import subprocess
import sys
from importlib.metadata import EntryPoint

import pytest

from broadcaster.desk import Desk
from broadcaster.production import Cut, ProductionError
from broadcaster.production.actions import hear_line, open_cache, render
from broadcaster.reading import Region, Script, read
from broadcaster.voices import Voice, VoicesError, catalogue, online
from broadcaster.voices import actions as voices_actions
from tests.conftest import as_person
from tests.production.signals import meter
from tests.voices.fake import FakeVoice
from tests.voices.google import running

TEXT = "Ủy ban nhân dân xã thông báo.\nSáng mai họp dân tại nhà văn hóa.\nXin mời bà con."
INSTALLED: list[Voice] = []


def installed() -> list[Voice]:
    return INSTALLED


@pytest.fixture
def package(monkeypatch: pytest.MonkeyPatch) -> list[Voice]:
    """The voices of a package as if it were installed."""
    INSTALLED.clear()
    point = EntryPoint("fake", f"{__name__}:installed", catalogue.GROUP)
    monkeypatch.setattr(catalogue, "entry_points", lambda group: [point])
    return INSTALLED


@pytest.fixture(scope="module")
def script() -> Script:
    return read(TEXT)


def enable(desk: Desk, *voices: str) -> None:
    for voice in voices:
        voices_actions.enable(as_person(desk, "approver"), voice)


def test_a_script_becomes_a_cut_in_the_regions_embedded_voice(desk: Desk, script: Script) -> None:
    cut = render(desk, script)
    assert (cut.voice, cut.engine, cut.step_downs) == ("embedded-north", "espeak-ng", ())
    assert cut.parameters == {"rate": 150, "pitch": 50, "volume": 70}
    assert len(cut.sentence_ends_ms) == len(script.spoken_sentences) == 3
    other = meter(open_cache(desk).path(cut.sha256))
    assert other.loudness_lufs == pytest.approx(-16, abs=0.5)
    assert other.true_peak_dbtp <= -1.5


def test_a_cut_says_what_made_it(desk: Desk, script: Script) -> None:
    cut = render(desk, script)
    assert cut.making() == {
        "voice": "embedded-north",
        "voice_kind": "embedded",
        "engine": "espeak-ng",
        "engine_version": "1.52.0",
        "licence": "GPL-3.0-or-later",
        "parameters": {"rate": 150, "pitch": 50, "volume": 70},
        "lexicon_version": script.version,
        "step_downs": [],
    }
    assert Cut.from_document(json.loads(json.dumps(cut.to_document()))) == cut


@pytest.mark.parametrize(
    ("engine", "kind"),
    [("espeak-ng", "embedded"), ("gtts", "online"), ("recording", "recording")],
)
def test_a_cut_stored_before_kinds_were_has_the_kind_of_its_engine(
    desk: Desk, script: Script, engine: str, kind: str
) -> None:
    stored = {**render(desk, script).to_document(), "engine": engine}
    for name in ("voice_kind", "licence", "lexicon_version"):
        del stored[name]
    assert Cut.from_document(stored).voice_kind == kind


def test_one_word_is_a_cut_too(desk: Desk) -> None:
    cut = render(desk, read("Họp."))
    assert cut.duration_ms < 1200
    assert meter(open_cache(desk).path(cut.sha256)).loudness_lufs == pytest.approx(-16, abs=0.5)


def test_rendering_again_gives_the_same_cut(desk: Desk, script: Script) -> None:
    assert render(desk, script) == render(desk, script)


def test_another_process_gives_the_same_cut(desk: Desk, script: Script) -> None:
    cut = render(desk, script)
    code = (
        "import sys, json, shutil; from pathlib import Path; from broadcaster.desk import Desk;"
        "from broadcaster.home import Home; from broadcaster.reading import read;"
        "from broadcaster.production.actions import render; home = Home(Path(sys.argv[1]));"
        "shutil.rmtree(home.audio_cache);"
        "print(json.dumps(render(Desk.open(home), read(sys.argv[2])).to_document()))"
    )
    command = [sys.executable, "-c", code, str(desk.home.root), TEXT]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert json.loads(done.stdout) == cut.to_document()


def test_a_foreign_text_gets_a_voice_of_its_language(desk: Desk) -> None:
    assert render(desk, read("Hello everyone.", language="en")).voice == "embedded-en"


def test_a_language_without_a_voice_is_refused(desk: Desk) -> None:
    with pytest.raises(VoicesError, match='No voice here speaks the language "hmn"'):
        render(desk, read("Nyob zoo", language="hmn"))


@pytest.mark.parametrize("language", ["tyz", "hmn", "lo"])
def test_no_sentence_of_another_bulletin_reaches_a_vietnamese_voice(
    desk: Desk, language: str
) -> None:
    foreign = read(TEXT, language=language)
    with pytest.raises(VoicesError, match=f'No voice here speaks the language "{language}"'):
        render(desk, foreign)
    with pytest.raises(VoicesError, match=f'does not speak the language "{language}" of "Ủy ban'):
        render(desk, foreign, "embedded-north")
    with pytest.raises(VoicesError, match="No voice here speaks"):
        hear_line(desk, foreign.sentences[0], foreign.language)


def test_an_english_sentence_of_a_vietnamese_bulletin_is_said_in_english(desk: Desk) -> None:
    script = read(f"{TEXT}\nPlease wear your masks.")
    assert [sentence.language for sentence in script.sentences] == ["vi", "vi", "vi", "en"]
    assert render(desk, script).voice == "embedded-north"
    alone = read("Please wear your masks.", language="en").sentences[0]
    assert hear_line(desk, script.sentences[3], "vi") == hear_line(desk, alone, "en")


def test_a_vietnamese_bulletin_with_a_line_of_lao_is_refused_in_one_sentence(desk: Desk) -> None:
    with pytest.raises(VoicesError, match='does not speak the language "lo" of "ສະບາຍດີ"'):
        render(desk, read(f"{TEXT}\nສະບາຍດີ"))


def test_a_voice_that_fails_is_stepped_down_from_for_the_whole_script(
    desk: Desk, script: Script, package: list[Voice]
) -> None:
    """It fails at the last sentence; the first ones in it are not used."""
    package.append(FakeVoice("fake-vi", fails_at="mời"))
    enable(desk, "fake-vi")
    cut = render(desk, script)
    assert cut.voice == "embedded-north"
    (reason,) = cut.step_downs
    assert reason.startswith("fake-vi: ")
    assert "could not speak" in reason
    assert cut.sha256 == render(desk, script, "embedded-north").sha256


def test_a_voice_that_cannot_be_reached_is_passed_over_with_its_reason(
    desk: Desk, script: Script, package: list[Voice]
) -> None:
    package += [FakeVoice("a-vi", trouble="no network"), FakeVoice("b-vi")]
    enable(desk, "a-vi", "b-vi")
    cut = render(desk, script)
    assert cut.voice == "b-vi"
    assert "no network" in cut.step_downs[0]


def test_the_online_voice_speaks_and_when_it_refuses_the_embedded_one_takes_over(
    desk: Desk, script: Script, monkeypatch: pytest.MonkeyPatch
) -> None:
    with running() as google:
        monkeypatch.setattr(online, "SERVICE", google.url)
        enable(desk, "gtts-vi")
        assert render(desk, script).voice == "gtts-vi"
        google.mood = "refusing"
        google.texts.clear()
        assert render(desk, script).voice == "gtts-vi", "what was said once needs no service"
        assert google.texts == []
        other = render(desk, read(TEXT.replace("Sáng mai", "Chiều mai")))
    assert other.voice == "embedded-north"
    assert "the service refused (403)" in other.step_downs[0]


def test_a_voice_that_was_asked_for_is_never_stepped_down_from(
    desk: Desk, script: Script, package: list[Voice]
) -> None:
    package.append(FakeVoice("fake-vi", fails_at="mời"))
    enable(desk, "fake-vi")
    with pytest.raises(VoicesError, match='"fake-vi" could not speak'):
        render(desk, script, "fake-vi")
    assert open_cache(desk).list() == []


def test_a_voice_that_is_off_cannot_be_asked_for(desk: Desk, script: Script) -> None:
    with pytest.raises(VoicesError, match='"gtts-vi" is off'):
        render(desk, script, "gtts-vi")


def test_when_every_voice_fails_the_last_reason_is_said(desk: Desk, package: list[Voice]) -> None:
    package += [
        FakeVoice("a-hmn", "hmn", trouble="no model"),
        FakeVoice("b-hmn", "hmn", fails_at="zoo"),
    ]
    enable(desk, "a-hmn", "b-hmn")
    with pytest.raises(VoicesError, match='"b-hmn" could not speak "Nyob zoo'):
        render(desk, read("Nyob zoo", language="hmn"))


def test_a_script_that_says_nothing_is_refused(desk: Desk) -> None:
    with pytest.raises(ProductionError, match="Nothing would be spoken"):
        render(desk, Script("", "vi", Region.NORTH, ()))


def test_sentences_and_samples_are_reported(desk: Desk, script: Script) -> None:
    sentences: list[tuple[int, int]] = []
    samples: list[tuple[int, int]] = []
    render(
        desk,
        script,
        progress=lambda done, of: sentences.append((done, of)),
        step=lambda done, of: samples.append((done, of)),
    )
    assert sentences == [(0, 3), (1, 3), (2, 3), (3, 3)]
    assert samples[0][0] == 0
    assert samples[-1][0] == samples[-1][1] > 0
