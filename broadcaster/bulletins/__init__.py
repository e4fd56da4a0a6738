"""Bulletins: revisions, submission, approval by a second person, the lexicon."""

from broadcaster.bulletins.errors import BulletinsError
from broadcaster.bulletins.fields import Wanted
from broadcaster.bulletins.model import Approval, ApprovalKind, BulletinClass, Ended, State
from broadcaster.bulletins.revision import (
    Act,
    Bulletin,
    Fields,
    Revision,
    Step,
    Submission,
    hash_of,
    script_bytes,
)

__all__ = [
    "Act",
    "Approval",
    "ApprovalKind",
    "Bulletin",
    "BulletinClass",
    "BulletinsError",
    "Ended",
    "Fields",
    "Revision",
    "State",
    "Step",
    "Submission",
    "Wanted",
    "hash_of",
    "script_bytes",
]
