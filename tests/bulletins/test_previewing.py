"""A recording with less noise is heard before it is accepted; until then nothing is used."""

from pathlib import Path

import numpy as np
import pytest

from broadcaster.bulletins import Act, Bulletin, BulletinsError, State, Wanted, actions
from broadcaster.bulletins.previewing import Which
from broadcaster.bulletins.rewording import Edits
from broadcaster.desk import Desk
from broadcaster.production import ProductionError
from broadcaster.units import UnitsError
from tests.production.signals import noise, sine, write_file


@pytest.fixture
def noisy(tmp_path: Path) -> Path:
    sound = noise(5, 0.01) + np.concatenate([sine(300, 2), 0 * sine(300, 1), sine(300, 2)])
    return write_file(tmp_path / "ồn.wav", sound, "pcm_s16le", 24_000)


def test_a_preview_makes_two_cuts_of_one_length_and_uses_neither(
    desk: Desk, approver: Desk, approved: Bulletin, noisy: Path
) -> None:
    made = actions.preview(desk, approved.id, noisy)
    before, after = actions.cut_of(desk, made.before), actions.cut_of(desk, made.after)
    assert before.sha256 != after.sha256
    assert before.samples == after.samples
    assert (before.parameters, after.parameters) == ({}, {"denoised_db": 12})
    assert actions.find(desk, approved.id) == approved
    assert {made.before, made.after} <= actions.previews_in_hand(desk)


@pytest.mark.parametrize("which", Which)
def test_the_one_that_is_accepted_becomes_the_sound_and_ends_the_approval(
    desk: Desk, approved: Bulletin, noisy: Path, which: Which
) -> None:
    made = actions.preview(desk, approved.id, noisy)
    with pytest.raises(BulletinsError, match="--yes"):
        actions.take_preview(desk, approved.id, which, airings=lambda _bulletin: ["17:00"])
    taken = actions.take_preview(desk, approved.id, which)
    assert (taken.cut.sha256, taken.bulletin.state) == (made.cut(which), State.RENDERED)
    assert actions.approved_bulletins(desk) == ()
    assert Act.RECORDED in [step.act for step in actions.history(desk, approved.id)]
    with pytest.raises(BulletinsError, match="waits to be compared"):
        actions.take_preview(desk, approved.id, which)


def test_another_text_makes_it_void(desk: Desk, draft: Bulletin, noisy: Path) -> None:
    actions.preview(desk, draft.id, noisy)
    actions.edit(desk, draft.id, Wanted(title="Khác"))
    assert actions.preview_of(desk, actions.find(desk, draft.id))
    actions.edit(desk, draft.id, edits=Edits(say=((1, "Mốt mất điện."),)))
    with pytest.raises(BulletinsError, match="waits to be compared"):
        actions.take_preview(desk, draft.id, Which.AFTER)


def test_the_same_recording_gives_the_same_two_cuts(
    desk: Desk, draft: Bulletin, noisy: Path
) -> None:
    first, second = (actions.preview(desk, draft.id, noisy) for _ in range(2))
    assert (first.before, first.after) == (second.before, second.after)


def test_only_an_operator_makes_and_takes_one(
    desk: Desk, approver: Desk, draft: Bulletin, noisy: Path
) -> None:
    with pytest.raises(UnitsError):
        actions.preview(approver, draft.id, noisy)
    actions.preview(desk, draft.id, noisy)
    with pytest.raises(UnitsError):
        actions.take_preview(approver, draft.id, Which.AFTER)


def test_a_recording_too_short_to_know_its_noise_is_refused(
    desk: Desk, draft: Bulletin, tmp_path: Path
) -> None:
    path = write_file(tmp_path / "ngắn.wav", sine(300, 0.9), "pcm_s16le", 24_000)
    with pytest.raises(ProductionError, match=r'"ngắn.wav" has no noise'):
        actions.preview(desk, draft.id, path)
    assert actions.preview_of(desk, draft) is None
