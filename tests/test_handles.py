"""A thing is named by its id, a unique tail of it, or `@last`."""

import pytest

from broadcaster.handles import HandleError, resolve

IDS = ("khe-ren-2026-0001", "khe-ren-2026-0002", "khe-ren-2026-0011", "1")


@pytest.mark.parametrize(
    ("handle", "id_"),
    [
        ("khe-ren-2026-0001", "khe-ren-2026-0001"),
        ("0002", "khe-ren-2026-0002"),
        ("11", "khe-ren-2026-0011"),
        ("1", "1"),
        ("@last", "1"),
    ],
)
def test_an_id_wins_over_a_tail(handle: str, id_: str) -> None:
    assert resolve(handle, IDS) == id_


def test_a_tail_of_several_is_refused_and_names_them() -> None:
    with pytest.raises(HandleError, match=r"khe-ren-2026-0001, khe-ren-2026-0011"):
        resolve("1", IDS[:3])


@pytest.mark.parametrize("handle", ["", "9", "@last", "khe"])
def test_what_names_nothing_is_refused_and_quoted(handle: str) -> None:
    with pytest.raises(HandleError) as refused:
        resolve(handle, () if handle == "@last" else IDS)
    assert f'"{handle}"' in str(refused.value)
