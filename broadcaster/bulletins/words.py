"""The codes of this feature in the reader's language."""

from collections.abc import Mapping

from broadcaster.bulletins.model import BulletinClass, State
from broadcaster.bulletins.revision import Act
from broadcaster.i18n import N_, gettext

STATES = {
    State.DRAFT: N_("draft"),
    State.RENDERED: N_("rendered"),
    State.SUBMITTED: N_("submitted"),
    State.RETURNED: N_("returned"),
    State.APPROVED: N_("approved"),
    State.WITHDRAWN: N_("withdrawn"),
}
CLASSES = {
    BulletinClass.NORMAL: N_("normal"),
    BulletinClass.PRIORITY: N_("priority"),
    BulletinClass.EMERGENCY: N_("emergency"),
}
ACTS = {
    Act.ADDED: N_("added"),
    Act.EDITED: N_("edited"),
    Act.RENDERED: N_("spoken by a voice"),
    Act.RECORDED: N_("recording taken"),
    Act.PARAGRAPH_READ: N_("paragraph read"),
    Act.ATTESTED: N_("heard by a second listener"),
    Act.SUBMITTED: N_("submitted"),
    Act.APPROVED: N_("approved"),
    Act.RETURNED: N_("returned"),
    Act.WITHDRAWN: N_("withdrawn"),
    Act.SUPERSEDED: N_("superseded"),
    Act.SUSPENDED: N_("suspended"),
    Act.APPROVAL_VOID: N_("approval void"),
}
KINDS: Mapping[str, str] = {
    "news": N_("news"),
    "law": N_("law"),
    "policy": N_("policy"),
    "health": N_("health"),
    "agriculture": N_("agriculture"),
    "education": N_("education"),
    "economy": N_("economy"),
    "environment": N_("environment"),
    "culture": N_("culture"),
    "sport": N_("sport"),
    "security": N_("security and order"),
    "disaster": N_("disaster prevention"),
    "notice": N_("notice"),
    "answer": N_("answer to residents"),
    "other": N_("other"),
}
"""Kinds that have a name; a station may use others, which are shown as typed."""
ORIGINS: Mapping[str, str] = {
    "own": N_("own production"),
    "province": N_("province"),
    "centre": N_("centre"),
    "border-guard": N_("border guard"),
    "other": N_("other"),
}


def kind_name(kind: str) -> str:
    """Return a content kind as people say it, or as it was typed."""
    return gettext(KINDS[kind]) if kind in KINDS else kind


def origin_name(origin: str) -> str:
    """Return an origin as people say it, or as it was typed."""
    return gettext(ORIGINS[origin]) if origin in ORIGINS else origin


def state_name(state: State) -> str:
    """Return a state as people say it."""
    return gettext(STATES[state])


def class_name(bulletin_class: BulletinClass) -> str:
    """Return a class as people say it."""
    return gettext(CLASSES[bulletin_class])


def act_name(act: Act) -> str:
    """Return what was done as people say it."""
    return gettext(ACTS[act])
