"""What an airing is worth at this station: the shipped weights, and a home's `weights.toml`.

The file states only what differs, in the tables of `data/weights.toml`, and beside them
`[language_share]`: how many of a hundred minutes of speech should be in a language (its code). A
share is a preference like the others: it never breaks a rule and never asks for more airings.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import replace
from importlib.resources import files
from pathlib import Path
from typing import Any

from broadcaster.checked_table import CheckedTable, whole
from broadcaster.i18n import _
from broadcaster.schedule.choosing.worth import Weights
from broadcaster.schedule.errors import ScheduleError

HIGHEST = 100_000
LANGUAGE_SHARE = "language_share"


def shipped_weights() -> Weights:
    """Return the weights that come with the program."""
    values = {name: value for table in _shipped().values() for name, value in table.items()}
    return Weights(**values)


def _shipped() -> dict[str, dict[str, Any]]:
    text = files("broadcaster.schedule").joinpath("data/weights.toml").read_text("utf-8")
    return tomllib.loads(text)


def read_weights(path: Path) -> Weights:
    """Return the weights of a home whose file is, or is not, at `path`.

    `ScheduleError` lists every mistake: key, value, what is allowed.
    """
    try:
        document = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return shipped_weights()
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ScheduleError.weights_file(path, [str(error)]) from error
    mistakes: list[str] = []
    weights = _merged(document, mistakes)
    if mistakes:
        raise ScheduleError.weights_file(path, mistakes)
    return weights


def _merged(document: Mapping[str, Any], mistakes: list[str]) -> Weights:
    weights = shipped_weights()
    top = CheckedTable(document, mistakes)
    changed: dict[str, Any] = {}
    for name, keys in _shipped().items():
        table = CheckedTable(top.may(name, _table, {}), mistakes, where=f"[{name}] ")
        changed |= {key: table.may(key, whole(0, HIGHEST), value) for key, value in keys.items()}
        table.finish()
    shares = top.may(LANGUAGE_SHARE, _table, {})
    top.finish()
    table = CheckedTable(shares, mistakes, where=f"[{LANGUAGE_SHARE}] ")
    percents = tuple((code, table.need(code, whole(1, 100), 1)) for code in sorted(shares))
    return replace(weights, **changed, shares=percents)


def _table(value: Any) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise ValueError(_("needs a table: [name], and below it one key a line"))
    return value
