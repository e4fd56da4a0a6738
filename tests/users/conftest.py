"""Fixtures of the users' tests: somebody who has a password, and how time passes for them."""

from collections.abc import Callable

import pytest

from broadcaster.desk import Desk
from broadcaster.timebase import VirtualTime
from broadcaster.users import SignedIn, actions
from tests.conftest import as_person

PASSWORD = "ba con voi qua suối"
ADDRESS = "192.168.1.20"

Enter = Callable[..., SignedIn]
Wait = Callable[[float], None]


@pytest.fixture
def office(desk: Desk) -> Desk:
    """The desk with its administrator at it."""
    return as_person(desk, "administrator")


@pytest.fixture
def wait(clock: VirtualTime) -> Wait:
    """Let seconds pass."""
    return lambda seconds: clock.advance(round(seconds * 10**9))


@pytest.fixture
def enter(office: Desk) -> Enter:
    """Sign somebody in, giving them `PASSWORD` if they have none yet."""

    def enter(person: str = "operator") -> SignedIn:
        if person not in [user.person.id for user in actions.users(office)]:
            give_password(office, person)
        return actions.sign_in(office, person, PASSWORD, address=ADDRESS, agent="Firefox")

    return enter


def give_password(office: Desk, person: str, password: str = PASSWORD) -> None:
    """Let a person set a password with a new code."""
    issued = actions.issue_code(office, person)
    actions.set_password(office, person, issued.code, password, address=ADDRESS)
