"""The codes of this feature in the reader's language."""

from broadcaster.bulletins.model import BulletinClass, State
from broadcaster.bulletins.policy import Level, Stage
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
STAGES = {
    Stage.PROPOSAL: N_("proposal"),
    Stage.DRAFTING: N_("drafting"),
    Stage.CONSULTATION: N_("consultation"),
    Stage.APPROVAL: N_("approval"),
    Stage.PROMULGATION: N_("promulgation"),
    Stage.IMPLEMENTATION: N_("implementation"),
    Stage.FEEDBACK: N_("feedback"),
}
LEVELS = {
    Level.CENTRAL: N_("central"),
    Level.PROVINCE: N_("province"),
    Level.COMMUNE: N_("commune"),
}
ACTS = {
    Act.ADDED: N_("added"),
    Act.EDITED: N_("edited"),
    Act.RENDERED: N_("spoken by a voice"),
    Act.RECORDED: N_("recording taken"),
    Act.SUBMITTED: N_("submitted"),
    Act.APPROVED: N_("approved"),
    Act.RETURNED: N_("returned"),
    Act.WITHDRAWN: N_("withdrawn"),
    Act.SUPERSEDED: N_("superseded"),
    Act.SUSPENDED: N_("suspended"),
    Act.APPROVAL_VOID: N_("approval void"),
}


def state_name(state: State) -> str:
    """Return a state as people say it."""
    return gettext(STATES[state])


def class_name(bulletin_class: BulletinClass) -> str:
    """Return a class as people say it."""
    return gettext(CLASSES[bulletin_class])


def stage_name(stage: Stage) -> str:
    """Return a stage as people say it."""
    return gettext(STAGES[stage])


def level_name(level: Level) -> str:
    """Return a level as people say it."""
    return gettext(LEVELS[level])


def act_name(act: Act) -> str:
    """Return what was done as people say it."""
    return gettext(ACTS[act])
