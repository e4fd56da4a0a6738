"""Alarms of the schedule, in `run/alarms.jsonl` where `playout status` shows them.

The file is the player's; commands only add whole lines to it, in its form: `state` says whether
the alarm is raised or cleared, and `detail` is the sentence people read.
"""

import contextlib
import json
import os
from datetime import datetime
from pathlib import Path

from broadcaster.home import Home
from broadcaster.timebase import as_rfc3339

FILE_NAME = "alarms.jsonl"
PROGRAMME_NOT_APPLIED = "programme-not-applied"


def raise_alarm(home: Home, code: str, detail: str, at: datetime) -> None:
    """Raise an alarm. A disk that refuses is no second failure: the caller has its sentence."""
    _add(home.run / FILE_NAME, {"code": code, "detail": detail, "state": "raised"}, at)


def clear_alarms(home: Home, code: str, at: datetime) -> None:
    """End every alarm of this code: what caused it is over."""
    path = home.run / FILE_NAME
    for detail in _standing(path, code):
        _add(path, {"code": code, "detail": detail, "state": "cleared"}, at)


def _standing(path: Path, code: str) -> list[str]:
    standing: dict[str, None] = {}
    with contextlib.suppress(OSError):
        for line in path.read_text(encoding="utf-8").splitlines():
            with contextlib.suppress(ValueError, KeyError, TypeError):
                entry = json.loads(line)
                if entry["code"] == code:
                    standing.pop(entry["detail"], None)
                    if entry["state"] == "raised":
                        standing[entry["detail"]] = None
    return list(standing)


def _add(path: Path, entry: dict[str, str], at: datetime) -> None:
    line = json.dumps({"at": as_rfc3339(at), **entry}, ensure_ascii=False) + "\n"
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)
        try:
            os.write(handle, line.encode())  # one write, so that two writers never mix lines
        finally:
            os.close(handle)
