"""What may air outside emergencies: the least voice of the settings, asked before anybody signs."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadcaster.bulletins import Bulletin, BulletinClass, BulletinsError, State, Wanted, actions
from broadcaster.bulletins.on_air import ORDER, reaches
from broadcaster.desk import Desk
from broadcaster.voices import VoiceKind
from tests.bulletins.conftest import SHORT_TEXT

MINIMA = ("any", "neural", "online", "recording")


def wanting(desk: Desk, minimum: str) -> Desk:
    return replace(desk, settings=replace(desk.settings, on_air_minimum=minimum))


def state(desk: Desk, bulletin: Bulletin) -> State:
    return actions.find(desk, bulletin.id).state


@given(st.sampled_from(ORDER), st.sampled_from(ORDER), st.sampled_from(MINIMA))
def test_a_better_kind_airs_wherever_a_lesser_one_does(
    one: VoiceKind, other: VoiceKind, minimum: str
) -> None:
    if ORDER.index(one) <= ORDER.index(other) and reaches(one, minimum):
        assert reaches(other, minimum)


@pytest.mark.parametrize("kind", VoiceKind)
def test_any_is_any_and_a_kind_reaches_itself(kind: VoiceKind) -> None:
    assert reaches(kind, "any")
    assert kind not in ORDER[1:] or reaches(kind, str(kind))


@pytest.mark.parametrize("minimum", MINIMA[1:])
def test_an_embedded_voice_below_the_minimum_is_not_submitted(
    desk: Desk, rendered: Bulletin, minimum: str
) -> None:
    with pytest.raises(BulletinsError) as caught:
        actions.submit(wanting(desk, minimum), rendered.id)
    for part in (rendered.id, '"embedded-north"', f'"{minimum}"', "--recording FILE"):
        assert part in str(caught.value)
    assert "--recording" not in caught.value.on_page
    assert state(desk, rendered) is State.RENDERED


def test_a_minimum_that_was_raised_meanwhile_is_asked_at_approval_too(
    desk: Desk, approver: Desk, submitted: Bulletin
) -> None:
    with pytest.raises(BulletinsError, match='airs "neural" or better'):
        actions.approve(wanting(approver, "neural"), submitted.id)
    assert state(desk, submitted) is State.SUBMITTED
    actions.approve(approver, submitted.id)


def test_what_was_approved_before_the_minimum_was_raised_stays(
    desk: Desk, approved: Bulletin
) -> None:
    (approval,) = actions.approved_bulletins(wanting(desk, "recording"))
    assert approval.bulletin == approved.id
    assert approval.details["voice_kind"] == "embedded"


def test_a_persons_recording_reaches_every_minimum(
    desk: Desk, approver: Desk, draft: Bulletin, tone: Path
) -> None:
    actions.render(desk, draft.id, recording=tone)
    actions.submit(wanting(desk, "recording"), draft.id)
    actions.approve(wanting(approver, "recording"), draft.id)


def test_an_emergency_is_approved_in_any_voice(desk: Desk, approver: Desk) -> None:
    added = actions.add(desk, SHORT_TEXT, Wanted(bulletin_class=BulletinClass.EMERGENCY))
    actions.render(desk, added.id)
    actions.submit(wanting(desk, "recording"), added.id)
    actions.approve(wanting(approver, "recording"), added.id)
