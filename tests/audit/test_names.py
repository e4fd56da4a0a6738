"""Every name in an export can be written by Windows on FAT32 and exFAT."""

import re
from pathlib import PureWindowsPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadcaster.audit.names import is_portable, portable

FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f]')


@pytest.mark.parametrize(
    "name",
    [
        "khe-ren-20261122T222800Z-af3337c5",
        "2026-11.jsonl",
        "khe-ren-2026-0007.r3.a1.json",
        "af" * 32 + ".opus",
    ],
)
def test_our_own_names_stay_as_they_are(name: str) -> None:
    assert portable(name) == name
    assert is_portable(name)


@pytest.mark.parametrize("name", ["aux", "con.json", "COM1.txt", "a:b", "cuối.", "x ", "a/b"])
def test_what_windows_refuses_is_written_otherwise(name: str) -> None:
    fit = portable(name)
    assert fit != name
    assert not is_portable(name)
    assert not FORBIDDEN.search(fit)
    assert not fit.endswith((".", " "))
    assert fit.split(".")[0].lower() not in {"aux", "con", "com1"}
    assert PureWindowsPath(fit).name == fit


@given(st.lists(st.text(min_size=1, max_size=20), min_size=2, max_size=2, unique=True))
def test_no_two_names_become_one(names: list[str]) -> None:
    first, second = (portable(name.encode("utf-8", "replace").decode()) for name in names)
    replaced = [name.encode("utf-8", "replace").decode().replace("%", "") for name in names]
    assert first != second or replaced[0] == replaced[1]
