"""Which cells of a sheet were joined, and what that says of its rows.

A value joined downward stands for every row it covers; a row joined across several columns is a
heading between the rows and no row of the list.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

BANNER_COLUMNS = 3
"""Joined over this many columns, a row announces the rows below it."""
_MERGE = re.compile(
    rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"'
)


@dataclass(frozen=True)
class Merges:
    """Joined cells of one sheet; rows count from 1, columns from 0."""

    down: Mapping[tuple[int, int], int] = field(default_factory=dict)
    """(first row, column) -> last row that the value stands for."""
    banners: frozenset[int] = frozenset()
    """Rows that are joined across."""


def find_merges(sheet_xml: bytes) -> Merges:
    """Return the joins that a worksheet part declares; they cost no more than its bytes."""
    down: dict[tuple[int, int], int] = {}
    banners = set()
    for left, top, right, bottom in _MERGE.findall(sheet_xml):
        column, first, last = _number(left), int(top), int(bottom)
        if last > first:
            down[first, column] = last
        elif _number(right) - column + 1 >= BANNER_COLUMNS:
            banners.add(first)
    return Merges(down, frozenset(banners))


def _number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number - 1
