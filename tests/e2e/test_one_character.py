"""A text of which one character is changed after its approval: the old sound never airs again."""

from datetime import timedelta
from pathlib import Path

import pytest

from broadcaster.journal.logs import read_logs
from tests.e2e.test_emergency import TIME, Emergencies, commands

__all__ = ["commands"]

TEXT = "Sáng mai xã họp dân tại nhà văn hoá lúc 7 giờ 30 phút.\n"


def rehearse(station: Emergencies) -> dict[str, tuple[str, str]]:
    """Live through the next two days on the virtual clock; return (outcome, cause) by bulletin."""
    now = TIME.now()
    until = (now + timedelta(days=2)).isoformat()
    station("run", "--virtual", now.isoformat(), "--until", until, "--output", "null", person="")
    records = list(read_logs(station.home, "rehearsal")[-1].records())
    return {
        record.text("revision"): (record.text("outcome"), record.text("cause"))
        for record in records
        if record.kind == "outcome" and record.text("bulletin")
    }


@pytest.mark.timeout(300)
def test_old_audio_cannot_air_and_the_new_one_may_once_it_is_approved(
    commands: Emergencies, tmp_path: Path
) -> None:
    station = commands
    file = tmp_path / "hop-dan.txt"
    file.write_text(TEXT, encoding="utf-8")
    id_ = station.type("bulletin", "add", str(file), "--times", "9").split()[0]

    def approve() -> str:
        said = station.type("render", id_).split()
        sha256 = next(word for word in said if len(word) == 64)
        station.type("bulletin", "submit", id_)
        station.type("bulletin", "approve", id_, person="approver")
        return sha256

    old = approve()
    station.type("programme", "apply", "--yes")
    station.type("schedule", "plan")
    assert rehearse(station) == {f"{id_}.r1": ("aired", "whole")}

    station.type("bulletin", "edit", id_, "--say", f"1={TEXT.replace('30', '45').strip()}", "--yes")
    assert rehearse(station) == {f"{id_}.r1": ("skipped", "approval-void")}

    new = approve()
    assert new != old
    station.type("schedule", "plan")
    assert rehearse(station) == {f"{id_}.r2": ("aired", "whole")}
