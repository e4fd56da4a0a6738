"""A voice brought on a stick: whole, on terms that somebody accepted, or not at all."""

import json
import os
from pathlib import Path

import pytest

from broadcaster.desk import Desk
from broadcaster.units import UnitsError
from broadcaster.voices import VoicesError, actions
from broadcaster.voices.neural import Manifest, NeuralError, installed_voices
from broadcaster.voices.neural.installing import install, propose, remove
from broadcaster.voices.neural.staging import digest_of, staging
from tests.conftest import as_person
from tests.voices.neural.made_files import NAME, network, write_voice

LICENCE = "CC0-1.0"


def bring(desk: Desk, stick: Path, name: str = NAME) -> Manifest:
    return install(desk, propose(desk, name, source=stick, licence=LICENCE), accepted=True)


def everything_in(folder: Path) -> list[str]:
    return sorted(p.name for p in folder.rglob("*") if p.is_file() and p.name != "lock")


def test_the_note_says_what_was_installed_on_what_terms_and_by_whom(
    technician: Desk, stick: Path
) -> None:
    manifest = bring(technician, stick)
    assert manifest.model == digest_of(stick / f"{NAME}.onnx")
    assert manifest.config == digest_of(stick / f"{NAME}.onnx.json")
    assert (manifest.language, manifest.rate_hz) == ("en", 22050)
    assert (manifest.data_licence, manifest.accepted_by) == (LICENCE, "technician")
    assert manifest.accepted_at == "2026-11-22T01:00:00.000000Z"
    voices, left_out = installed_voices(technician.home.voices)
    assert [voice.manifest for voice in voices] == [manifest]
    assert left_out == []
    assert everything_in(technician.home.voices) == [
        f"{NAME}.onnx", f"{NAME}.onnx.json", f"{NAME}.voice.json"
    ]  # fmt: skip


def test_it_is_on_without_anybodys_leave_and_tried_first(technician: Desk, stick: Path) -> None:
    bring(technician, stick)
    assert [voice.id for voice in actions.choose(technician, "en")] == [NAME, "embedded-en"]
    assert [voice.id for voice in actions.choose(technician, "en", NAME)] == [NAME]
    with pytest.raises(VoicesError, match="nothing leaves the house with it, so it needs no leave"):
        actions.enable(as_person(technician, "approver"), NAME)


def test_installing_and_removing_are_a_technicians_work(desk: Desk, stick: Path) -> None:
    for person in ("operator", "approver", "auditor"):
        with pytest.raises(UnitsError):
            propose(as_person(desk, person), NAME, source=stick, licence=LICENCE)
        with pytest.raises(UnitsError):
            remove(as_person(desk, person), NAME)


def test_a_stranger_has_to_state_the_terms(technician: Desk, stick: Path) -> None:
    with pytest.raises(NeuralError, match=f'"{NAME}" is not in the catalogue.*--licence'):
        propose(technician, NAME, source=stick)


def test_what_nobody_accepted_is_not_installed(technician: Desk, stick: Path) -> None:
    proposal = propose(technician, NAME, source=stick, licence=LICENCE)
    with pytest.raises(NeuralError, match="were not accepted"):
        install(technician, proposal, accepted=False)
    assert not technician.home.voices.exists()


def test_a_known_name_has_to_be_the_known_files(technician: Desk, tmp_path: Path) -> None:
    name = "vi_VN-vais1000-medium"
    stick = write_voice(tmp_path / "stick", name, espeak={"voice": "vi"})
    proposal = propose(technician, name, source=stick)
    assert [licence.title for licence in proposal.licences] == [
        "VAIS-1000: CC BY 4.0",
        "en_US lessac: Lessac Technologies, Blizzard Challenge 2013",
    ]
    with pytest.raises(NeuralError, match=f'"{name}.onnx" is not the file of the catalogue'):
        install(technician, proposal, accepted=True)
    assert everything_in(technician.home.voices) == []


@pytest.mark.parametrize(
    ("file", "content", "reason"),
    [
        (".onnx", network()[:-40], "cut off"),
        (".onnx", b"", "not an ONNX network"),
        (".onnx.json", b"{}", "does not describe"),
        (".onnx.json", b" " * (1024 * 1024 + 1), "more than 1 MB"),
    ],
)
def test_what_does_not_fit_leaves_nothing(
    technician: Desk, stick: Path, file: str, content: bytes, reason: str
) -> None:
    (stick / f"{NAME}{file}").write_bytes(content)
    with pytest.raises(NeuralError, match=reason):
        bring(technician, stick)
    assert everything_in(technician.home.voices) == []


@pytest.mark.parametrize("state", ["gone", "folder", "pipe"])
def test_a_file_that_cannot_be_read_is_named(technician: Desk, stick: Path, state: str) -> None:
    path = stick / f"{NAME}.onnx.json"
    path.unlink()
    if state == "folder":
        path.mkdir()
    if state == "pipe":
        os.mkfifo(path)
    with pytest.raises(NeuralError, match=f"{NAME}.onnx.json.* cannot be read"):
        bring(technician, stick)
    assert everything_in(technician.home.voices) == []


@pytest.mark.parametrize("name", ["embedded-north", "../../etc", "vi", "gtts-vi"])
def test_a_name_that_is_not_pipers_is_refused(technician: Desk, stick: Path, name: str) -> None:
    with pytest.raises(NeuralError, match="is no name of a Piper voice"):
        bring(technician, stick, name)


def test_a_voice_is_replaced_whole(technician: Desk, stick: Path) -> None:
    first = bring(technician, stick)
    write_voice(stick, model=network(weights=2000))
    second = bring(technician, stick)
    assert first.model != second.model
    (voice,) = installed_voices(technician.home.voices)[0]
    assert voice.manifest == second
    assert voice.parameters["model_sha256"] == second.model.sha256


def test_a_voice_that_is_refused_leaves_the_installed_one_alone(
    technician: Desk, stick: Path
) -> None:
    first = bring(technician, stick)
    write_voice(stick, num_speakers=2)
    with pytest.raises(NeuralError, match="2 speakers"):
        bring(technician, stick)
    assert installed_voices(technician.home.voices)[0][0].manifest == first


def test_a_removed_voice_is_gone_and_the_next_one_speaks(technician: Desk, stick: Path) -> None:
    bring(technician, stick)
    remove(technician, NAME)
    assert everything_in(technician.home.voices) == []
    assert actions.choose(technician, "en")[0].id == "embedded-en"
    with pytest.raises(NeuralError, match=f'"{NAME}" is not installed. Installed are: -'):
        remove(technician, NAME)


def test_two_commands_do_not_install_at_once(technician: Desk, stick: Path) -> None:
    with (
        staging(technician.home.voices),
        pytest.raises(NeuralError, match="Another command is changing"),
    ):
        bring(technician, stick)


def test_a_folder_that_cannot_be_written_is_named(technician: Desk, stick: Path) -> None:
    technician.home.voices.write_text("a file where the folder should be")
    with pytest.raises(NeuralError, match=r"voices.* cannot be written: .*Nothing was installed"):
        bring(technician, stick)


@pytest.mark.parametrize("note", ["", "[]", "{}", '{"name": 3}', "\0", '{"name": "../x"}'])
def test_a_damaged_note_leaves_its_voice_out_and_says_so(
    technician: Desk, stick: Path, note: str
) -> None:
    bring(technician, stick)
    (technician.home.voices / f"{NAME}.voice.json").write_text(note)
    listed, left_out = actions.list_voices(technician)
    assert NAME not in [one.voice.id for one in listed]
    assert left_out[0].startswith(f"{NAME}.voice.json is not a note of an installed voice")


@pytest.mark.parametrize("change", [{"rate_hz": "fast"}, {"revision": None}, {"model": {}}])
def test_a_note_with_values_of_another_kind_is_not_believed(
    technician: Desk, stick: Path, change: dict[str, object]
) -> None:
    bring(technician, stick)
    path = technician.home.voices / f"{NAME}.voice.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | change))
    voices, left_out = installed_voices(technician.home.voices)
    assert (voices, len(left_out)) == ([], 1)


def test_a_note_of_another_voice_is_not_believed(technician: Desk, stick: Path) -> None:
    """Else a copied note would make one voice answer to two names."""
    bring(technician, stick)
    folder = technician.home.voices
    document = json.loads((folder / f"{NAME}.voice.json").read_text())
    (folder / "en_US-other-medium.voice.json").write_text(json.dumps(document))
    assert len(installed_voices(folder)[0]) == 1
