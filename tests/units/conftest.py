"""Fixtures of the register's tests."""

import pytest

from broadcaster.desk import Desk
from tests.conftest import as_person


@pytest.fixture
def office(desk: Desk) -> Desk:
    """The desk with its administrator at it."""
    return as_person(desk, "administrator")
