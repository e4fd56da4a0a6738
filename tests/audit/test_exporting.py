"""An export holds the whole log with all that belongs to it, and leaves nothing half-written."""

import json
import os
import shutil
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest

from broadcaster.audit import AuditError, Wanted, actions
from broadcaster.audit.names import is_portable
from broadcaster.bulletins import Approval
from broadcaster.bulletins import actions as bulletins
from broadcaster.bulletins.rewording import Edits
from broadcaster.desk import Desk
from broadcaster.journal import JournalError, Kind
from broadcaster.journal.inspection import Trust, inspect
from broadcaster.journal.lock import WriterLock
from broadcaster.journal.public_key import read_key
from broadcaster.timebase import VirtualTime
from broadcaster.units import UnitsError
from broadcaster.users import actions as users
from tests.audit.conftest import NEXT, TEXT, air, approve, open_journal
from tests.conftest import as_person


def names(folder: Path) -> set[str]:
    return {p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()}


def test_the_log_is_given_byte_for_byte_and_verifies_without_a_home(
    auditor: Desk, aired: Approval, target: Path
) -> None:
    actions.export(auditor, target, Wanted())
    journal = auditor.home.journal
    for name in names(journal):
        if name.startswith(("reserve", ".reserve")):  # room kept for a full disk: no evidence
            continue
        assert (target / "journal" / name).read_bytes() == (journal / name).read_bytes()
    key = read_key(target / "keys" / "box.pem")
    (report,) = inspect(target / "journal", Trust(key, "given"))
    assert report.is_sound
    assert report.seal is not None
    assert report.survey is not None
    assert report.seal.size == report.survey.records


def test_the_manifest_has_the_hash_of_every_file(
    auditor: Desk, aired: Approval, target: Path
) -> None:
    actions.export(auditor, target, Wanted())
    manifest = json.loads((target / "manifest.json").read_bytes())
    listed = {one["path"]: one for one in manifest["files"]}
    assert listed.keys() == names(target) - {"manifest.json"}
    for name, one in listed.items():
        data = (target / name).read_bytes()
        assert (one["size"], one["sha256"]) == (len(data), sha256(data).hexdigest())
        assert all(is_portable(part) for part in name.split("/"))


def test_texts_are_those_that_were_approved_under_their_hash(
    auditor: Desk, aired: Approval, target: Path
) -> None:
    actions.export(auditor, target, Wanted())
    script = (target / f"texts/{aired.revision}.json").read_bytes()
    assert sha256(script).hexdigest() == aired.script_sha256
    assert json.loads(script)["source"] == TEXT
    shown = (target / f"texts/{aired.revision}.txt").read_bytes()
    assert shown.startswith("\ufeffLịch tiêm phòng\r\n".encode())
    assert aired.script_sha256.encode() in shown


def test_an_earlier_revision_stays_the_text_of_its_airing(
    auditor: Desk, desk: Desk, aired: Approval, target: Path
) -> None:
    bulletins.edit(desk, aired.bulletin, edits=Edits(say=((1, "Khác hẳn."),)))
    actions.export(auditor, target, Wanted())
    script = (target / f"texts/{aired.revision}.json").read_bytes()
    assert sha256(script).hexdigest() == aired.script_sha256


def test_days_choose_cuts_and_texts_and_never_the_log(
    auditor: Desk, desk: Desk, clock: VirtualTime, aired: Approval, target: Path
) -> None:
    other = approve(desk, "Họp thôn\nMời bà con đến họp.")
    with open_journal(desk.home, clock) as journal:
        air(journal, desk, other, "toi@2026-11-24T08:30")
    wanted = Wanted(date(2026, 11, 24), date(2026, 11, 24))
    done = actions.export(auditor, target, wanted)
    held = names(target)
    assert {n for n in held if n.startswith("cuts/")} == {f"cuts/{other.cut}.mp3"}
    assert f"texts/{other.revision}.txt" in held
    assert f"texts/{aired.revision}.txt" not in held
    assert f"plan/approvals/{aired.id}.json" in held
    assert sum(one.records for one in done.logs) == 12


def test_only_what_was_begun_unless_all_is_asked_for(
    auditor: Desk, desk: Desk, clock: VirtualTime, approved: Approval, target: Path
) -> None:
    with open_journal(desk.home, clock) as journal:
        air(journal, desk, approved, NEXT, heard=False)
    actions.export(auditor, target, Wanted())
    assert not any(name.startswith("cuts/") for name in names(target))
    second = target.with_name("all")
    actions.export(auditor, second, Wanted(cuts=("all",), texts=False))
    assert f"cuts/{approved.cut}.mp3" in names(second)
    assert not any(name.startswith("texts/") for name in names(second))


def test_a_cut_that_is_gone_or_altered_is_named_and_not_given(
    auditor: Desk, aired: Approval, target: Path
) -> None:
    (path,) = auditor.home.audio_cache.rglob(f"{aired.cut}.mp3")
    path.write_bytes(b"something else")
    done = actions.export(auditor, target, Wanted())
    assert done.missing_cuts == (aired.cut,)
    assert json.loads((target / "manifest.json").read_bytes())["missing_cuts"] == [aired.cut]


def test_while_the_player_runs_the_log_is_given_to_its_newest_checkpoint(
    auditor: Desk, desk: Desk, clock: VirtualTime, aired: Approval, target: Path
) -> None:
    with WriterLock(desk.home), open_journal(desk.home, clock) as journal:
        journal.append(Kind.HEARTBEAT)
        (log,) = actions.export(auditor, target, Wanted()).logs
        assert (log.left_off, log.records) == (2, log.sealed)
    (report,) = inspect(target / "journal", Trust(desk.key.public_bytes, "given"))
    assert report.is_sound
    assert report.survey is not None
    assert report.survey.records == log.sealed


def test_a_damaged_log_is_given_as_it_is(auditor: Desk, aired: Approval, target: Path) -> None:
    (segment,) = auditor.home.journal.glob("khe-ren*/*.jsonl")
    spoilt = segment.read_bytes().replace(b"aired", b"AIRED", 1)
    segment.write_bytes(spoilt)
    actions.export(auditor, target, Wanted())
    (given,) = (target / "journal").glob("khe-ren*/*.jsonl")
    assert given.read_bytes() == spoilt


def test_only_an_auditor_or_an_administrator_may(desk: Desk, aired: Approval, target: Path) -> None:
    with pytest.raises(UnitsError):
        actions.export(desk, target, Wanted())
    assert not target.exists()
    actions.export(as_person(desk, "administrator"), target, Wanted())


def test_who_took_what_stands_in_the_trail(auditor: Desk, aired: Approval, target: Path) -> None:
    done = actions.export(auditor, target, Wanted())
    event = users.trail(auditor)[0]
    assert (event.person, event.act, event.subject) == ("auditor", "journal-export", str(target))
    assert done.logs[0].code in event.detail


def test_a_folder_that_holds_something_is_left_alone(
    auditor: Desk, aired: Approval, target: Path
) -> None:
    target.mkdir(parents=True)
    (target / "photo.jpg").write_bytes(b"mine")
    with pytest.raises(AuditError, match="not an empty folder"):
        actions.export(auditor, target, Wanted())
    assert names(target.parent) == {f"{target.name}/photo.jpg"}


def test_an_empty_folder_is_filled(auditor: Desk, aired: Approval, target: Path) -> None:
    target.mkdir(parents=True)
    actions.export(auditor, target, Wanted())
    assert "manifest.json" in names(target)
    assert [path.name for path in target.parent.iterdir()] == [target.name]


def test_a_stick_without_room_is_refused_before_anything_is_written(
    auditor: Desk, aired: Approval, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.statvfs(auditor.home.root)
    full = os.statvfs_result((*real[:4], 3, *real[5:]))
    monkeypatch.setattr(os, "statvfs", lambda _path: full)
    with pytest.raises(AuditError, match="MB free"):
        actions.export(auditor, target, Wanted())
    assert not target.parent.exists() or not any(target.parent.iterdir())


def test_what_fails_half_way_leaves_nothing(
    auditor: Desk, aired: Approval, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A stick that is pulled out: from some write on every one fails."""
    written = []
    real = os.write

    def write(handle: int, data: bytes) -> int:
        written.append(handle)
        if len(written) > 6:
            raise OSError(5, "Input/output error")
        return real(handle, data)

    monkeypatch.setattr("broadcaster.audit.stick.os.write", write)
    with pytest.raises(AuditError, match="Input/output error"):
        actions.export(auditor, target, Wanted())
    assert list(target.parent.iterdir()) == []


def test_an_id_that_names_nothing_is_refused(auditor: Desk, aired: Approval, target: Path) -> None:
    with pytest.raises(AuditError, match="khe-ren-2031-0001"):
        actions.export(auditor, target, Wanted(cuts=("khe-ren-2031-0001",)))


def test_days_that_end_before_they_begin_are_refused(
    auditor: Desk, aired: Approval, target: Path
) -> None:
    with pytest.raises(AuditError, match="2026-11-24"):
        actions.export(auditor, target, Wanted(date(2026, 11, 24), date(2026, 11, 1)))


def test_a_home_without_a_log_has_nothing_to_export(auditor: Desk, target: Path) -> None:
    shutil.rmtree(auditor.home.journal)
    with pytest.raises(JournalError):
        actions.export(auditor, target, Wanted())
