"""A backup holds everything that matters, as it was at one moment, and comes back the same."""

import io
import json
import stat
import tarfile
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import text

from broadcaster.desk import Desk
from broadcaster.home import Home
from broadcaster.i18n import use_language
from broadcaster.journal import Kind
from broadcaster.journal.lock import WriterLock
from broadcaster.journal.logs import read_logs
from broadcaster.journal.writer import Journal
from broadcaster.signed import BoxKey
from broadcaster.store.migration import MigrationError
from broadcaster.timebase import TimeQuality, TimeTrust, VirtualTime
from broadcaster.units import actions as units
from broadcaster.upkeep import actions as upkeep
from broadcaster.upkeep.archive import MANIFEST, is_safe
from broadcaster.upkeep.errors import UpkeepError
from tests.upkeep.conftest import contents, names

TRUST = TimeTrust(TimeQuality.OPERATOR, 0, "test")


def open_journal(home: Home, clock: VirtualTime) -> Journal:
    return Journal.open(
        home,
        station="khe-ren",
        unit="khe-ren",
        key=BoxKey.load(home.keys),
        time=clock,
        trust=lambda: TRUST,
        software="test",
    )


@pytest.fixture
def saved(office: Desk, tmp_path: Path) -> Path:
    archive = tmp_path / "station.tar"
    upkeep.back_up(office, archive)
    return archive


def test_everything_comes_back_the_same(office: Desk, saved: Path, tmp_path: Path) -> None:
    home, manifest, aside = upkeep.restore(saved, tmp_path / "back")
    assert aside is None
    before, after = contents(office.home.root), contents(home.root)
    remade = {name for name in before if name.startswith(("audio_cache/sentences/", "run/"))}
    before.pop("station.db"), after.pop("station.db")  # the copy has its own change counter
    assert after == {name: data for name, data in before.items() if name not in remade}
    assert {one.path for one in manifest.files} == {*after, "station.db"}
    restored = Desk.open(home, time=office.time)
    assert units.people(restored) == units.people(office)


def test_a_compressed_one_comes_back_too(office: Desk, tmp_path: Path) -> None:
    upkeep.back_up(office, tmp_path / "station.tar.gz")
    assert (tmp_path / "station.tar.gz").read_bytes()[:2] == b"\x1f\x8b"
    assert upkeep.restore(tmp_path / "station.tar.gz", tmp_path / "back")


def test_archive_and_key_are_their_owners_alone(saved: Path, tmp_path: Path) -> None:
    assert stat.S_IMODE(saved.stat().st_mode) == 0o600
    home, _manifest, _aside = upkeep.restore(saved, tmp_path / "back")
    assert stat.S_IMODE(home.keys.stat().st_mode) == 0o700
    assert stat.S_IMODE((home.keys / "box.pem").stat().st_mode) == 0o600


def test_what_is_committed_but_not_yet_in_plan_is_written_after_the_restore(
    office: Desk, tmp_path: Path
) -> None:
    with office.database.transaction() as session:
        session.execute(text("INSERT INTO outbox (path, content) VALUES ('plan/late.json', x'78')"))
    upkeep.back_up(office, tmp_path / "b.tar")
    home, _manifest, _aside = upkeep.restore(tmp_path / "b.tar", tmp_path / "back")
    Desk.open(home)
    assert (home.plan / "late.json").read_bytes() == b"x"


def test_a_record_that_is_being_written_is_left_out(
    office: Desk, clock: VirtualTime, tmp_path: Path
) -> None:
    with WriterLock(office.home):
        journal = open_journal(office.home, clock)
        journal.append(Kind.HEARTBEAT)
        (log,) = read_logs(office.home)
        with log.segments[0].open("ab") as segment:
            segment.write(b'{"v":1,"half')
        upkeep.back_up(office, tmp_path / "b.tar")
        journal.close()
    home, _manifest, _aside = upkeep.restore(tmp_path / "b.tar", tmp_path / "back")
    (copy,) = read_logs(home)
    assert copy.segments[0].read_bytes().endswith(b"}\n")
    assert [record.kind for record in copy.records()] == ["boot", "heartbeat"]


def test_a_restored_home_opens_a_new_log_that_names_the_old(
    office: Desk, clock: VirtualTime, tmp_path: Path
) -> None:
    with WriterLock(office.home):
        open_journal(office.home, clock).close()
    upkeep.back_up(office, tmp_path / "b.tar")
    home, _manifest, _aside = upkeep.restore(tmp_path / "b.tar", tmp_path / "back")
    clock.advance(10**10)
    with WriterLock(home):
        open_journal(home, clock).close()
    old, new = read_logs(home)
    first = new.first()
    assert first is not None
    assert first.text("previous_log") == old.id


def test_a_file_that_exists_is_never_overwritten(office: Desk, tmp_path: Path) -> None:
    (tmp_path / "b.tar").write_text("precious")
    with pytest.raises(UpkeepError, match="exists already"):
        upkeep.back_up(office, tmp_path / "b.tar")
    assert (tmp_path / "b.tar").read_text() == "precious"


def test_a_place_that_cannot_be_written_leaves_nothing(office: Desk, tmp_path: Path) -> None:
    with pytest.raises(UpkeepError, match="was not written"):
        upkeep.back_up(office, tmp_path / "none" / "b.tar")
    assert names(tmp_path) == ["station"]


def test_a_station_is_replaced_only_by_force_and_kept_aside(
    office: Desk, saved: Path, tmp_path: Path
) -> None:
    units.add_person(office, "Sau Sao Lưu")
    with pytest.raises(UpkeepError, match="--force"):
        upkeep.restore(saved, office.home.root)
    home, _manifest, aside = upkeep.restore(saved, office.home.root, force=True, time=office.time)
    assert home == office.home
    assert aside is not None
    assert len(units.people(Desk.open(home, time=office.time))) == 1
    assert len(units.people(Desk.open(Home(aside), time=office.time))) == 2
    assert names(tmp_path) == ["station", aside.name, "station.tar"]


def test_a_station_whose_player_runs_is_not_replaced(office: Desk, saved: Path) -> None:
    with WriterLock(office.home), pytest.raises(UpkeepError, match="player runs"):
        upkeep.restore(saved, office.home.root, force=True)


@pytest.mark.parametrize("share", [0.0, 0.001, 0.3, 0.7, 0.98])  # tar pads up to 10 KiB at the end
def test_an_archive_cut_short_is_refused_and_leaves_nothing(
    saved: Path, tmp_path: Path, share: float
) -> None:
    data = saved.read_bytes()
    saved.write_bytes(data[: int(len(data) * share)])
    with pytest.raises(UpkeepError, match=r"station\.tar"):
        upkeep.restore(saved, tmp_path / "back")
    assert not (tmp_path / "back").exists()


def test_a_changed_byte_is_refused_and_named(saved: Path, tmp_path: Path) -> None:
    data = bytearray(saved.read_bytes())
    at = data.index(b"[[layout]]") if b"[[layout]]" in data else data.index(b"station = ")
    data[at] ^= 1
    saved.write_bytes(data)
    with pytest.raises(UpkeepError, match="is not what was saved"):
        upkeep.restore(saved, tmp_path / "back")
    assert not (tmp_path / "back").exists()


Change = Callable[[list[tuple[tarfile.TarInfo, bytes]]], None]


def rewrite(archive: Path, change: Change) -> None:
    with tarfile.open(archive) as tar:
        members = [(one, file.read() if (file := tar.extractfile(one)) else b"") for one in tar]
    change(members)
    with tarfile.open(archive, "w") as tar:
        for one, data in members:
            one.size = len(data)
            tar.addfile(one, io.BytesIO(data))


def stranger(name: str, kind: bytes = tarfile.REGTYPE, target: str = "") -> Change:
    def change(members: list[tuple[tarfile.TarInfo, bytes]]) -> None:
        entry = tarfile.TarInfo(name)
        entry.type, entry.linkname = kind, target
        members.insert(0, (entry, b""))

    return change


@pytest.mark.parametrize(
    "change",
    [
        stranger("../outside"),
        stranger("/etc/outside"),
        stranger("plan/../../outside"),
        stranger("plan/link", tarfile.SYMTYPE, "/etc"),
        stranger("plan/hard", tarfile.LNKTYPE, "station.db"),
        stranger("plan/device", tarfile.CHRTYPE),
        stranger("plan/folder", tarfile.DIRTYPE),
    ],
)
def test_an_archive_that_reaches_outside_is_refused(
    saved: Path, tmp_path: Path, change: Change
) -> None:
    rewrite(saved, change)
    before = names(tmp_path)
    with pytest.raises(UpkeepError, match="which no backup does"):
        upkeep.restore(saved, tmp_path / "back")
    assert names(tmp_path) == before


def test_a_file_that_is_not_on_the_list_is_refused(saved: Path, tmp_path: Path) -> None:
    rewrite(saved, stranger("plan/extra.json"))
    with pytest.raises(UpkeepError, match=r"plan/extra\.json"):
        upkeep.restore(saved, tmp_path / "back")


def test_a_backup_of_a_newer_version_is_refused(saved: Path, tmp_path: Path) -> None:
    def change(members: list[tuple[tarfile.TarInfo, bytes]]) -> None:
        entry, data = members.pop()
        assert entry.name == MANIFEST
        document = json.loads(data)
        document["revision"] = "9999"
        members.append((entry, json.dumps(document).encode()))

    rewrite(saved, change)
    with pytest.raises(MigrationError, match="9999"):
        upkeep.restore(saved, tmp_path / "back")
    assert not (tmp_path / "back").exists()


@pytest.mark.parametrize("content", [b"", b"\x00" * 4096, b"PK\x03\x04", "xin chào".encode()])
def test_a_foreign_file_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "letter").write_bytes(content)
    with pytest.raises(UpkeepError, match="letter"):
        upkeep.restore(tmp_path / "letter", tmp_path / "back")
    assert names(tmp_path) == ["letter"]


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UpkeepError, match="no such file"):
        upkeep.restore(tmp_path / "none.tar", tmp_path / "back")


def test_names_stay_inside() -> None:
    use_language("en")
    assert is_safe("plan/approvals/a.json")
    for name in ("", ".", "..", "/x", "a/../b", "a//b", "a/./b", "a\\b", "a\0b", "./a"):
        assert not is_safe(name)


def test_a_backup_holds_the_timing_marks_beside_their_cuts(office: Desk, saved: Path) -> None:
    held = {path for path in contents(office.home.audio_cache) if path.endswith(".marks")}
    assert held  # of the sounds that `init` spoke
    with tarfile.open(saved) as tar:
        assert {f"audio_cache/{path}" for path in held} <= set(tar.getnames())
