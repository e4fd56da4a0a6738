"""Bulletins: revisions, submission, approval by a second person, policies, the lexicon."""

from broadcaster.bulletins.errors import BulletinsError
from broadcaster.bulletins.fields import Wanted
from broadcaster.bulletins.model import Approval, ApprovalKind, BulletinClass, Ended, State
from broadcaster.bulletins.policy import Level, Policy, Stage
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
    "Level",
    "Policy",
    "Revision",
    "Stage",
    "State",
    "Step",
    "Submission",
    "Wanted",
    "hash_of",
    "script_bytes",
]
