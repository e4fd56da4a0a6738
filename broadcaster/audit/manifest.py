"""The list of everything in an export, with the SHA-256 of each file. Pure.

It shows that the stick was read back as it was written. It is no evidence of more: whoever
changes a file can change this list. Evidence are the log and its signatures.
"""

import json
from collections.abc import Sequence
from typing import Any

from broadcaster.audit.model import Copied, Extent, Wanted

NAME = "manifest.json"
KIND = "broadcaster-export"


def to_bytes(about: dict[str, str], wanted: Wanted, logs: Sequence[Extent],
             missing_cuts: Sequence[str], files: Sequence[Copied]) -> bytes:  # fmt: skip
    """Return the manifest. `about` says whose export it is and who made it when."""
    document: dict[str, Any] = {
        "v": 1,
        "kind": KIND,
        **about,
        "from": wanted.since.isoformat() if wanted.since else "",
        "to": wanted.until.isoformat() if wanted.until else "",
        "cuts": list(wanted.cuts),
        "texts": wanted.texts,
        "missing_cuts": list(missing_cuts),
        "logs": [_log(one) for one in logs],
        "files": [
            {"path": one.path, "size": one.size, "sha256": one.sha256}
            for one in sorted(files, key=lambda one: one.path)
        ],
    }
    return json.dumps(document, ensure_ascii=False, indent=1).encode() + b"\n"


def _log(one: Extent) -> dict[str, Any]:
    return {
        "log": one.log_id,
        "records": one.records,
        "left_off": one.left_off,
        "checkpoint": one.sealed,
        "code": one.code,
    }
