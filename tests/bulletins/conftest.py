"""Fixtures of the bulletins' tests: people at desks, a bulletin at each step, a recording."""

import math
import struct
import wave
from collections.abc import Callable
from pathlib import Path

import pytest

from broadcaster.bulletins import Bulletin, Wanted, actions
from broadcaster.bulletins.model import Approval
from broadcaster.desk import Desk
from broadcaster.units import Role
from broadcaster.units import actions as units
from tests.conftest import as_person

OWN = {"origin": "Đội văn nghệ xã", "licence": "Tự làm"}
"""By what right a station plays what its own people made."""
SHORT_TEXT = "Mai mất điện."

Approve = Callable[..., Approval]


@pytest.fixture
def approver(desk: Desk) -> Desk:
    return as_person(desk, "approver")


@pytest.fixture
def understanding(desk: Desk) -> None:
    """The approver is recorded to understand English and Chinese."""
    units.record_languages(as_person(desk, "administrator"), "approver", ["en", "zh"])


@pytest.fixture
def colleague(desk: Desk) -> Desk:
    """Somebody who is operator and approver both."""
    office = as_person(desk, "administrator")
    units.add_person(office, "colleague", role=Role.OPERATOR)
    units.appoint(office, "colleague", Role.APPROVER)
    return as_person(desk, "colleague")


@pytest.fixture
def draft(desk: Desk) -> Bulletin:
    return actions.add(desk, SHORT_TEXT)


@pytest.fixture
def rendered(desk: Desk, draft: Bulletin) -> Bulletin:
    return actions.render(desk, draft.id).bulletin


@pytest.fixture
def submitted(desk: Desk, rendered: Bulletin) -> Bulletin:
    actions.submit(desk, rendered.id)
    return actions.find(desk, rendered.id)


@pytest.fixture
def approved(desk: Desk, approver: Desk, submitted: Bulletin) -> Bulletin:
    actions.approve(approver, submitted.id)
    return actions.find(desk, submitted.id)


@pytest.fixture
def approve_new(desk: Desk, approver: Desk) -> Approve:
    """Take a text the whole way, with any fields."""

    def whole_way(text: str = SHORT_TEXT, **fields: object) -> Approval:
        fields.setdefault("translator", "Lan" if "translates" in fields else None)
        wanted = Wanted(**fields)  # type: ignore[arg-type]
        added = actions.add(desk, text, wanted)
        actions.render(desk, added.id)
        actions.submit(desk, added.id, accept_flags="tests")
        return actions.approve(approver, added.id)

    return whole_way


@pytest.fixture
def tone(tmp_path: Path) -> Path:
    return write_tone(tmp_path / "ghi-am.wav")


def write_tone(path: Path) -> Path:
    """Write two seconds of a tone, as a recorder might save it."""
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(16_000)
        samples = (int(8000 * math.sin(0.2 * n)) for n in range(32_000))
        file.writeframes(b"".join(struct.pack("<h", sample) for sample in samples))
    return path
