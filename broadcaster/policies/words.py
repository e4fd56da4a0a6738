"""The codes of this feature in the reader's language."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from broadcaster.i18n import N_, gettext
from broadcaster.policies.agency import Post
from broadcaster.policies.model import Level, Scope, Stage

STAGES: Mapping[Stage, str] = {
    Stage.PROPOSAL: N_("proposal"),
    Stage.DRAFTING: N_("drafting"),
    Stage.CONSULTATION: N_("consultation"),
    Stage.APPROVAL: N_("approval"),
    Stage.PROMULGATION: N_("promulgation"),
    Stage.IMPLEMENTATION: N_("implementation"),
    Stage.FEEDBACK: N_("feedback"),
}
LEVELS: Mapping[Level, str] = {
    Level.CENTRAL: N_("central"),
    Level.PROVINCE: N_("province"),
    Level.COMMUNE: N_("commune"),
}
SCOPES: Mapping[Scope, str] = {
    Scope.OWN: N_("made here"),
    Scope.IMPACT: N_("from above, bearing on the people"),
}
POSTS: Mapping[Post, str] = {
    Post.LEADER: N_("leader in charge"),
    Post.FOCAL_POINT: N_("focal point"),
}
FIELDS: Mapping[str, str] = {
    "title": N_("Title"),
    "level": N_("Level"),
    "scope": N_("Scope"),
    "issuer": N_("Issued by"),
    "owner": N_("Agency"),
    "unit": N_("For the people of"),
    "until": N_("Last day"),
    "leader-contact": N_("contact of the leader"),
    "focal-point-contact": N_("contact of the focal point"),
    "document": N_("Document"),
    "from": N_("From"),
    "founded": N_("Founded"),
    "dissolved": N_("Last day"),
}


def stage_name(stage: Stage) -> str:
    """Return a stage as people say it."""
    return gettext(STAGES[stage])


def level_name(level: Level) -> str:
    """Return a level as people say it."""
    return gettext(LEVELS[level])


def scope_name(scope: Scope) -> str:
    """Return a scope as people say it."""
    return gettext(SCOPES[scope])


def post_name(post: Post) -> str:
    """Return a post as people say it."""
    return gettext(POSTS[post])


def field_name(name: str) -> str:
    """Return what a list calls a field, a stage or a post."""
    named: Mapping[str, str] = {
        **FIELDS,
        **{str(stage): word for stage, word in STAGES.items()},
        **{str(post): word for post, word in POSTS.items()},
    }
    return gettext(named[name])


def value_text(value: Any) -> str:
    """Return a value of a list as people read it; a dash where there is none."""
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, Level):
        return level_name(value)
    return scope_name(value) if isinstance(value, Scope) else str(value or "–")
