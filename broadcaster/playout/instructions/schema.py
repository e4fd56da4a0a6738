"""May this version play from that home? Decided from `plan/schema.json`, without the database.

The forms a version knows are the numbers of its migrations; reading their file names needs no
database library.
"""

import re
from functools import cache
from pathlib import Path

import broadcaster
from broadcaster.home import Home
from broadcaster.playout.errors import PlayoutError
from broadcaster.signed import BoxKey, SignatureError, read_signed

_STEPS = Path(broadcaster.__file__).parent / "store" / "migrations" / "versions"
_STEP = re.compile(r"(\d{4})_.*\.py")


@cache
def known_forms() -> tuple[str, ...]:
    """Return every form of a home that this version knows, oldest first."""
    return tuple(sorted(m[1] for path in _STEPS.iterdir() if (m := _STEP.fullmatch(path.name))))


def check_schema(home: Home, key: BoxKey) -> None:
    """Refuse, with `PlayoutError`, a home that is not in the newest form this version knows."""
    wanted = known_forms()[-1]
    try:
        found = str(read_signed(home.schema, "schema", [key.public])["revision"])
    except SignatureError as error:
        raise PlayoutError.schema_missing(home.schema, error.reason) from error
    except KeyError as error:
        raise PlayoutError.schema_missing(home.schema, "unreadable") from error
    if found in known_forms()[:-1]:
        raise PlayoutError.unmigrated(found, wanted)
    if found != wanted:
        raise PlayoutError.newer_home(found, wanted)
