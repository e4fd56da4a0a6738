"""What is kept of who did what, and what never is."""

from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from broadcaster.desk import Desk
from broadcaster.i18n import LANGUAGES, use_language
from broadcaster.units import Person
from broadcaster.users import EndCause, UsersError, What, actions
from broadcaster.users.wording import cause_sentence, event_word
from tests.store.plain import ask
from tests.users.conftest import ADDRESS, PASSWORD, Enter, give_password

AN = Person("an", "Lò Văn An")


def test_an_action_is_kept_with_its_ground(office: Desk) -> None:
    actions.keep_action(office, AN, "approve", "kr-1", "r1", ADDRESS, in_name_of="chu-tich")
    (event,) = actions.trail(office)
    assert (event.what, event.act, event.subject) == (What.ACTION, "approve", "kr-1")
    assert (event.person, event.name, event.in_name_of) == ("an", "Lò Văn An", "chu-tich")
    assert (event.at, event.address, event.detail) == (office.time.now(), ADDRESS, "r1")
    assert event.os_user


def test_the_newest_stands_first_and_pages_join(office: Desk) -> None:
    for number in range(7):
        actions.keep_action(office, AN, "edit", f"kr-{number}")
    first = actions.trail(office, limit=3)
    second = actions.trail(office, limit=3, before=first[-1].number)
    third = actions.trail(office, limit=3, before=second[-1].number)
    subjects = [event.subject for event in (*first, *second, *third)]
    assert subjects == [f"kr-{number}" for number in reversed(range(7))]


def test_a_persons_trail_is_what_they_did_and_what_was_done_to_them(
    office: Desk, enter: Enter
) -> None:
    enter("operator")
    enter("auditor")
    of_operator = [event.what for event in actions.trail(office, person="operator")]
    assert of_operator == [What.SIGNED_IN, What.PASSWORD_SET, What.CODE_ISSUED]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(st.lists(st.text(max_size=700), min_size=4, max_size=4))
def test_any_text_is_kept_tidy_and_bounded(office: Desk, texts: list[str]) -> None:
    actions.keep_action(office, AN, *(text.encode("utf-8", "replace").decode() for text in texts))
    event = actions.trail(office, limit=1)[0]
    assert (len(event.act) <= 40, len(event.subject) <= 100, len(event.detail) <= 500) == (
        True,
        True,
        True,
    )
    assert "\n" not in event.act + event.subject + event.detail + event.address


def test_after_a_whole_journey_no_secret_stands_in_the_database(office: Desk) -> None:
    secrets = ["sai mật khẩu đó nhé", "K7QM-4XRT-P2WD", PASSWORD, "năm ngôi nhà ven sông"]
    issued = actions.issue_code(office, "operator")
    secrets += [issued.code, issued.code.replace("-", "")]
    for code, password in [(secrets[1], PASSWORD), (issued.code, "x"), (issued.code, PASSWORD)]:
        with suppress(UsersError):
            actions.set_password(office, "operator", code, password, address=ADDRESS)
    for name in ("operator", secrets[0], PASSWORD):  # a password typed into the wrong field, too
        with pytest.raises(UsersError) as refused_in:
            actions.sign_in(office, name, secrets[0], address=ADDRESS, agent="Firefox")
        assert not any(secret in str(refused_in.value) for secret in secrets)
    entered = actions.sign_in(office, "operator", PASSWORD, address=ADDRESS, agent="Firefox")
    secrets.append(entered.token)
    actions.session_of(office, entered.token)
    actions.sign_out(office, entered.token)
    give_password(office, "operator", secrets[3])
    assert len(actions.trail(office)) == 10
    content = office.home.database.read_bytes().lower()
    assert [s for s in secrets if s.lower().encode() in content or s.encode() in content] == []
    assert ask(office.home.database, "SELECT count(*) FROM user_event") == [(10,)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_event_and_cause_has_its_words(language: str) -> None:
    use_language(language)
    assert len({event_word(what) for what in What}) == len(What)
    assert len({cause_sentence(cause) for cause in EndCause}) == len(EndCause)
