"""An approver corrects a line; the author takes it over and stays the author."""

import pytest

from broadcaster.bulletins import Bulletin, BulletinsError, State, Wanted, actions
from broadcaster.bulletins.difference import Kept, compare
from broadcaster.bulletins.rewording import Edits
from broadcaster.desk import Desk
from broadcaster.reading import ReadingError, read

SAID = "Ngày mai mất điện cả ngày."


def test_a_correction_changes_nothing_until_the_author_takes_it(
    desk: Desk, approver: Desk, submitted: Bulletin
) -> None:
    actions.return_(approver, submitted.id, "", [(1, SAID)])
    seen = actions.find(desk, submitted.id)
    assert (seen.state, seen.revision) == (State.RETURNED, submitted.revision)
    assert actions.corrections_of(desk, seen) == ((1, SAID),)


def test_what_was_taken_over_is_the_authors_and_the_approver_may_approve_it(
    desk: Desk, approver: Desk, submitted: Bulletin
) -> None:
    actions.return_(approver, submitted.id, "đọc rõ hơn", [(1, SAID)])
    taken = actions.take_corrections(desk, submitted.id)
    assert [s.spoken for s in taken.revision.script.spoken_sentences] == [SAID]
    assert taken.author == "operator"
    actions.render(desk, taken.id)
    actions.submit(desk, taken.id)
    assert actions.approve(approver, taken.id).author == "operator"


def test_a_later_return_without_corrections_leaves_none_waiting(
    desk: Desk, approver: Desk, submitted: Bulletin
) -> None:
    actions.return_(approver, submitted.id, "", [(1, SAID)])
    actions.submit(desk, submitted.id)
    actions.return_(approver, submitted.id, "không hợp lệ")
    with pytest.raises(BulletinsError, match="No corrections wait"):
        actions.take_corrections(desk, submitted.id)


def test_a_correction_that_says_nothing_or_of_no_line_is_refused(
    approver: Desk, submitted: Bulletin
) -> None:
    for wrong in ((9, SAID), (1, "")):
        with pytest.raises(ReadingError):
            actions.return_(approver, submitted.id, "", [wrong])
    assert actions.find(approver, submitted.id).state is State.SUBMITTED


def test_a_return_needs_a_comment_or_a_line_that_differs(
    approver: Desk, submitted: Bulletin
) -> None:
    same = submitted.revision.script.sentences[0].spoken
    with pytest.raises(BulletinsError):
        actions.return_(approver, submitted.id, "", [(1, same)])


def test_what_was_looked_at_and_no_later_turn_is_decided_on(
    desk: Desk, approver: Desk, submitted: Bulletin
) -> None:
    """A new cut of the same revision is not approved by whoever heard the old one."""
    heard = actions.find(approver, submitted.id).turn
    actions.render(desk, submitted.id)
    actions.submit(desk, submitted.id)
    with pytest.raises(BulletinsError):
        actions.approve(approver, submitted.id, turn=heard)
    with pytest.raises(BulletinsError):
        actions.return_(approver, submitted.id, "khoan", turn=heard)
    actions.approve(approver, submitted.id, turn=actions.find(approver, submitted.id).turn)


def test_a_revision_is_compared_with_the_one_approved_before(
    desk: Desk, approved: Bulletin
) -> None:
    assert actions.last_approved(desk, approved) is None
    edited = actions.edit(desk, approved.id, edits=Edits(text="Mai có điện."))
    before = actions.last_approved(desk, edited)
    assert before == approved.revision
    kept = [line.kept for line in compare(before.script, edited.revision.script)]
    assert kept == [Kept.GONE, Kept.NEW]


def test_the_first_revision_of_a_successor_is_compared_with_what_it_supersedes(
    desk: Desk, approved: Bulletin
) -> None:
    newer = actions.add(desk, "Mai có điện.", Wanted(supersedes=approved.id))
    assert actions.last_approved(desk, newer) == approved.revision


def test_same_lines_stay_and_a_replaced_one_stands_before_its_successor() -> None:
    old, new = read("Một. Hai. Ba."), read("Một. Bốn. Ba.")
    said = [(line.kept, line.spoken) for line in compare(old, new)]
    assert said == [
        (Kept.SAME, "Một."),
        (Kept.GONE, "Hai."),
        (Kept.NEW, "Bốn."),
        (Kept.SAME, "Ba."),
    ]
