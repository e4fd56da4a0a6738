"""`journal prove`, `check-proof`, `cosign` and `witness`, as a person types them."""

import io
import json
from pathlib import Path

import pytest

from broadcaster.home import Home
from broadcaster.journal.head_code import check_letter
from broadcaster.timebase import VirtualTime
from tests.cli.conftest import Run
from tests.cli.test_journal import ITEM, journal_of, play
from tests.journal.witnesses import NAME, PASSPHRASE


@pytest.fixture
def played(home: Home, clock: VirtualTime) -> Home:
    with journal_of(home, clock) as journal:
        play(home, journal, clock)
        journal.checkpoint()
    return home


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{PASSPHRASE}\n" * 2))


def test_an_item_is_proved_and_cosigned_and_checked_without_a_home(
    played: Home, at_home: Run, run: Run, tmp_path: Path, typed: None
) -> None:
    stick, proof, key = tmp_path / "usb", tmp_path / "x.tlog-proof", tmp_path / "box.key"
    key.write_text(json.loads(at_home("journal", "checkpoint", "--json").out)["verifier_key"])
    assert run("journal", "witness", "make", stick, "--name", NAME).out.startswith(f"{NAME}+")
    (told,) = json.loads(at_home("journal", "cosign", stick, "--json").out)
    assert (told["size"], told["signed_by_others"]) == (6, [NAME])
    assert at_home("journal", "prove", ITEM, "--out", proof).code == 0

    alone = run("journal", "check-proof", proof, "--key", key)
    assert "Nobody but the station vouches for it" in alone.out
    vouched = run("journal", "check-proof", proof, "--key", key, "--witness", stick / "witness.pub")
    assert "PROVED: record 4 stands in log khe-ren-" in vouched.out
    assert f"{NAME} had seen it by 20" in vouched.out

    proof.write_bytes(proof.read_bytes().replace(b"index 4", b"index 3"))
    refused = run("journal", "check-proof", proof, "--key", key)
    assert refused.code == 1
    assert '"x.tlog-proof" proves nothing' in refused.err
    assert told["code"] in run("journal", "witness", "show", stick).out


def test_a_copy_of_the_log_is_cosigned_only_under_a_key_that_is_given(
    played: Home, run: Run, at_home: Run, tmp_path: Path, typed: None
) -> None:
    stick = tmp_path / "usb"
    run("journal", "witness", "make", stick, "--name", NAME)
    refused = run("journal", "cosign", stick, "--journal", played.journal)
    assert refused.code == 1
    assert "give the box's public key with --key" in refused.err


def test_a_note_cosigned_elsewhere_is_taken_in(
    played: Home, at_home: Run, run: Run, tmp_path: Path, typed: None
) -> None:
    (note,) = played.checkpoints.glob("*.note")
    plain, stick = note.read_bytes(), tmp_path / "usb"
    run("journal", "witness", "make", stick, "--name", NAME)
    at_home("journal", "cosign", stick)
    brought = tmp_path / "from-the-inspector.note"
    brought.write_bytes(note.read_bytes())
    note.write_bytes(plain)
    assert at_home("journal", "checkpoint", "--add", brought).code == 0
    assert note.read_bytes() == brought.read_bytes() != plain


def test_verify_takes_codes_from_paper_and_keys_of_witnesses(
    played: Home, at_home: Run, run: Run, tmp_path: Path, typed: None
) -> None:
    stick = tmp_path / "usb"
    run("journal", "witness", "make", stick, "--name", NAME)
    (told,) = json.loads(at_home("journal", "cosign", stick, "--json").out)
    asked = ("journal", "verify", "--witness", stick / "witness.pub", "--head", told["code"])
    found = json.loads(at_home(*asked, "--json").out)
    assert [one["by"] for one in found["logs"][0]["vouched_by"]] == ["witness", "paper"]
    assert found["unmatched_heads"] == []

    strange = "9-ET879-HXGMH-C91JS-F9ZED-BMVN"
    strange += check_letter(strange.replace("-", ""))
    refused = at_home("journal", "verify", "--head", strange)
    assert refused.code == 1
    assert f"Code {strange} FITS NO LOG here" in refused.out.replace("\n  ", " ")
    assert "keep the paper as evidence" in refused.err
    misread = at_home("journal", "verify", "--head", told["code"][:-1] + "-")
    assert misread.code == 1
    assert "is no code of an as-run log" in misread.err
