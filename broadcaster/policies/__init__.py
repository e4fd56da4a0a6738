"""Policies that bulletins speak of, with their dated stages; agencies and whom each has named."""

from broadcaster.policies.agency import Agency, Holder, Post
from broadcaster.policies.errors import PoliciesError
from broadcaster.policies.model import Level, Policy, Scope, Stage

__all__ = [
    "Agency",
    "Holder",
    "Level",
    "PoliciesError",
    "Policy",
    "Post",
    "Scope",
    "Stage",
]
