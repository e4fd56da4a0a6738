"""A bulletin is read paragraph by paragraph; one is redone without losing the others."""

from pathlib import Path

import pytest

from broadcaster.bulletins import Act, Bulletin, BulletinsError, State, Wanted, actions
from broadcaster.bulletins.rewording import Edits
from broadcaster.desk import Desk
from broadcaster.units import UnitsError
from tests.bulletins.conftest import write_tone

TEXT = "Mai mất điện cả ngày.\nBà con chuẩn bị đèn dầu.\nXin cảm ơn bà con."


@pytest.fixture
def text(desk: Desk) -> Bulletin:
    return actions.add(desk, TEXT)


@pytest.fixture
def read_all(desk: Desk, text: Bulletin, tone: Path) -> Bulletin:
    for number in (1, 2, 3):
        actions.record_paragraph(desk, text.id, number, tone)
    return text


def present(desk: Desk, bulletin: Bulletin) -> list[bool]:
    return [one.take is not None for one in actions.takes_of(desk, bulletin.id)]


def test_paragraphs_are_recorded_in_any_order_and_then_joined(
    desk: Desk, text: Bulletin, tone: Path
) -> None:
    for number in (3, 1):
        actions.record_paragraph(desk, text.id, number, tone)
    assert present(desk, text) == [True, False, True]
    with pytest.raises(BulletinsError, match="paragraphs 2 have no recording"):
        actions.render(desk, text.id, takes=True)
    assert actions.find(desk, text.id).state is State.DRAFT
    actions.record_paragraph(desk, text.id, 2, tone)
    done = actions.render(desk, text.id, takes=True)
    assert (done.bulletin.state, done.cut.voice) == (State.RENDERED, "recording")
    assert done.cut.duration_ms > 3 * 2000
    acts = [step.act for step in actions.history(desk, text.id)]
    assert acts == [Act.ADDED, *[Act.PARAGRAPH_READ] * 3, Act.RECORDED]


def test_a_redo_replaces_one_take_and_keeps_the_old_file(
    desk: Desk, read_all: Bulletin, tmp_path: Path
) -> None:
    before = [one.take for one in actions.takes_of(desk, read_all.id)]
    other = write_tone(tmp_path / "lan hai.wav")
    other.write_bytes(other.read_bytes()[:-1000])
    data = bytearray(other.read_bytes())
    data[40:44] = (len(data) - 44).to_bytes(4, "little")
    other.write_bytes(bytes(data))
    actions.record_paragraph(desk, read_all.id, 2, other)
    after = [one.take for one in actions.takes_of(desk, read_all.id)]
    assert (after[0], after[2]) == (before[0], before[2])
    assert before[1]
    assert after[1]
    assert after[1].heard.sha256 != before[1].heard.sha256
    kept = actions.takes_in_hand(desk)
    assert {before[1].heard.sha256, after[1].heard.sha256} <= kept


def test_another_text_keeps_the_takes_of_unchanged_paragraphs(
    desk: Desk, read_all: Bulletin
) -> None:
    actions.edit(desk, read_all.id, edits=Edits(say=((2, "Bà con chuẩn bị nến."),)))
    assert present(desk, read_all) == [True, False, True]
    actions.edit(desk, read_all.id, edits=Edits(text="Lời mới.\n" + TEXT))
    assert present(desk, read_all) == [False, True, True, True], "also the take of the old words"


def test_bringing_a_take_ends_no_approval_and_joining_does(
    desk: Desk, approver: Desk, read_all: Bulletin, tone: Path
) -> None:
    actions.render(desk, read_all.id, takes=True)
    actions.submit(desk, read_all.id)
    actions.approve(approver, read_all.id)
    actions.record_paragraph(desk, read_all.id, 1, tone)
    assert actions.find(desk, read_all.id).state is State.APPROVED
    actions.render(desk, read_all.id, takes=True)
    assert actions.approved_bulletins(desk) == ()


def test_what_is_not_there_is_refused_with_what_is(
    desk: Desk, approver: Desk, text: Bulletin, tone: Path
) -> None:
    for number in (0, 4, -1):
        with pytest.raises(BulletinsError, match=f"no paragraph {number} .* has 3"):
            actions.record_paragraph(desk, text.id, number, tone)
    with pytest.raises(UnitsError):
        actions.record_paragraph(approver, text.id, 1, tone)
    alone = actions.add_recording(desk, tone, Wanted())
    with pytest.raises(BulletinsError, match="without a text"):
        actions.takes_of(desk, alone.id)
    actions.withdraw(desk, text.id, "Sai")
    with pytest.raises(BulletinsError, match="withdrawn"):
        actions.record_paragraph(desk, text.id, 1, tone)


def test_the_take_of_a_paragraph_can_be_heard(desk: Desk, read_all: Bulletin, tone: Path) -> None:
    path, name = actions.take_path(desk, read_all.id, 2)
    assert (path.read_bytes(), name) == (tone.read_bytes(), tone.name)
