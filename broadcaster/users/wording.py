"""The words for what the trail says happened, and for why a session ended."""

from collections.abc import Mapping

from broadcaster.i18n import N_, _
from broadcaster.users.model import EndCause, What

EVENTS: Mapping[What, str] = {
    What.CODE_ISSUED: N_("code given out"),
    What.PASSWORD_SET: N_("password set"),
    What.SIGNED_IN: N_("signed in"),
    What.SIGN_IN_REFUSED: N_("not let in"),
    What.SIGNED_OUT: N_("signed out"),
    What.SESSION_ENDED: N_("session ended"),
    What.USER_REMOVED: N_("can no longer sign in"),
    What.PIN_SET: N_("PIN for emergencies set"),
    What.PIN_VOID: N_("PIN for emergencies taken away"),
    What.PIN_REFUSED: N_("wrong PIN for emergencies"),
    What.ACTION: N_("action"),
}
CAUSES: Mapping[EndCause, str] = {
    EndCause.SIGNED_OUT: N_("You signed out."),
    EndCause.EXPIRED: N_("You have been signed in for 12 hours. Sign in again."),
    EndCause.IDLE: N_("Nothing was done for 2 hours. Sign in again."),
    EndCause.RIGHTS_CHANGED: N_("Your roles have changed. Sign in again."),
    EndCause.PASSWORD_CHANGED: N_("Your password was changed. Sign in with the new one."),
    EndCause.ENDED_BY_ADMINISTRATOR: N_("An administrator signed you out. Sign in again."),
    EndCause.REMOVED: N_("You can no longer sign in here. Ask an administrator."),
    EndCause.RESTORED: N_("The station was restored from a backup. Sign in again."),
}


def event_word(what: What) -> str:
    """Return what happened, in the language in use."""
    return _(EVENTS[what])


def cause_sentence(cause: EndCause) -> str:
    """Return why a session ended, as a sentence to the person whose it was."""
    return _(CAUSES[cause])
