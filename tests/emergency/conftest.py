"""A desk whose home holds one template."""

import pytest

from broadcaster.desk import Desk
from broadcaster.home import write_atomically
from tests.conftest import as_person

SHORT = """
name = "lu-quet"
title = "Cảnh báo lũ quét"
text = "Lũ trên {song}. Lên đồi ngay."
drill = "Diễn tập."
repeat_minutes = 10
expire_minutes = 60

[blanks]
song = ["sông Ren", "suối Hoa"]
"""


@pytest.fixture
def template_desk(desk: Desk) -> Desk:
    write_atomically(desk.home.emergency / "lu-quet.toml", SHORT.encode())
    return desk


@pytest.fixture
def approver(template_desk: Desk) -> Desk:
    return as_person(template_desk, "approver")
