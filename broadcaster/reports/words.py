"""The journal's English codes in words a reader of reports knows.

A code that is not listed, from a later version, is shown as it stands: never dropped.
"""

from collections.abc import Mapping

from broadcaster.i18n import N_, _
from broadcaster.journal.model import Cause, Evidence, Kind, Outcome
from broadcaster.timebase import TimeQuality

OUTCOMES: Mapping[str, str] = {
    Outcome.AIRED: N_("aired"),
    Outcome.LATE: N_("aired late"),
    Outcome.PREEMPTED: N_("preempted"),
    Outcome.PARTIAL: N_("aired in part"),
    Outcome.SKIPPED: N_("skipped"),
    Outcome.REFUSED: N_("refused"),
    Outcome.MISSED: N_("missed"),
    "": N_("no outcome yet"),
}

CAUSES: Mapping[str, str] = {
    Cause.WHOLE: N_("whole, in time"),
    Cause.AFTER_GRACE: N_("whole, started after its grace"),
    Cause.RESUMED: N_("interrupted, then completed"),
    Cause.HIGHER_CLASS: N_("gave way to a higher class"),
    Cause.HARD_START: N_("gave way to a fixed start"),
    Cause.INTERRUPTED: N_("interrupted: the player stopped or lost power"),
    Cause.MUTED: N_("muted by a person"),
    Cause.STOPPED: N_("stopped by a person"),
    Cause.WITHDRAWN: N_("the bulletin was withdrawn"),
    Cause.SUPERSEDED: N_("superseded by a newer bulletin"),
    Cause.APPROVAL_VOID: N_("changed after approval, so the approval is void"),
    Cause.APPROVAL_MISSING: N_("no valid approval on the box"),
    Cause.NOT_YET_VALID: N_("not yet valid"),
    Cause.EXPIRED: N_("no longer valid"),
    Cause.TIMES_REACHED: N_("already aired as often as approved"),
    Cause.ZONE_NOT_APPROVED: N_("not approved for this zone"),
    Cause.CLASS_NOT_APPROVED: N_("not approved in this class"),
    Cause.PROGRAMME_RULE: N_("a rule of the programme"),
    Cause.OUTSIDE_HOURS: N_("outside the allowed hours"),
    Cause.HOURS_MISSING: N_("there is no hours policy on the box"),
    Cause.HOURS_UNSIGNED: N_("the hours policy is not signed by this box"),
    Cause.CLOCK_UNKNOWN: N_("the clock could not be trusted"),
    Cause.STATION_DOWN: N_("the station was not running"),
    Cause.CUT_MISSING: N_("the audio was missing"),
    Cause.CUT_ALTERED: N_("the audio had been altered"),
    Cause.CUT_UNREADABLE: N_("the audio could not be read"),
    Cause.NO_OUTPUT: N_("there was no output to play to"),
    Cause.NO_TIME_LEFT: N_("no time was left in the session"),
    Cause.JOURNAL_FULL: N_("the log could not be written: the disk was full"),
    Cause.MAINTENANCE: N_("the station was under maintenance"),
    Cause.SILENT: N_("silence left the station where it should have sounded"),
    Cause.JOINED: N_("joined late, where it would have been by then"),
    Cause.NOT_SUPPORTED: N_("this version of the player cannot play it"),
    Cause.SOURCE_LOST: N_("nothing came from its source"),
    Cause.SOURCE_SILENT: N_("its source was silent"),
    Cause.NOT_RECORDED: N_("it could not be recorded, so it might not sound"),
}

NO_PLAN_CAUSES: Mapping[str, str] = {
    "missing": N_("there was no running order"),
    "bad-signature": N_("its running order was not signed by this box"),
    "unreadable": N_("its running order could not be read"),
    "wrong-session": N_("its running order was for another session"),
}

EVIDENCE: Mapping[str, str] = {
    Evidence.PLANNED: N_("planned only"),
    Evidence.HANDED_ON: N_("decoded and handed on"),
    Evidence.OUTPUT_CLOCK: N_("taken by the output's own clock"),
    Evidence.LEVEL_MEASURED: N_("heard on the loopback, its level measured"),
    Evidence.RECORDING_MATCHED: N_("heard on the loopback, and it was what was sent"),
    Evidence.DECLARED: N_("declared by a person"),
}

CLASSES: Mapping[str, str] = {
    "normal": N_("normal"),
    "priority": N_("priority"),
    "emergency": N_("emergency"),
}

LANGUAGES: Mapping[str, str] = {
    "vi": N_("Vietnamese"),
    "tyz": N_("Tày"),
    "nut": N_("Nùng"),
    "hmn": N_("Hmong"),
    "blt": N_("Thái"),
    "mtq": N_("Mường"),
    "ium": N_("Dao"),
    "km": N_("Khmer"),
    "bdq": N_("Ba Na"),
    "jra": N_("Gia Rai"),
    "rad": N_("Ê Đê"),
    "cjm": N_("Chăm"),
    "zh": N_("Chinese"),
    "lo": N_("Lao"),
    "en": N_("English"),
}

SOUNDS: Mapping[str, str] = {
    "ident": N_("station ident"),
    "greeting": N_("opening words"),
    "opener": N_("column opener"),
    "separator": N_("separator"),
    "music": N_("music"),
    "closing": N_("closing words"),
    "bed": N_("music bed"),
    "alert": N_("alert tone"),
    "test": N_("loudspeaker test"),
}

UNPLANNED: Mapping[str, str] = {
    "announcement": N_("announcement"),
    "live": N_("live voice"),
    "test": N_("sound check"),
    "emergency": N_("emergency broadcast"),
    "drill": N_("emergency drill"),
    "fallback": N_("stand-in"),
}

EVENTS: Mapping[str, str] = {
    Kind.BOOT: N_("the player started"),
    "clock step": N_("the clock was stepped"),
    "clock quality": N_("the quality of the clock changed"),
    "heartbeat stopped": N_("people stopped the player"),
    "mute on": N_("sound switched off"),
    "mute off": N_("sound switched on again"),
    "maintenance on": N_("maintenance began"),
    "maintenance off": N_("maintenance ended"),
    "emergency ordered": N_("an emergency was ordered"),
    "emergency cancelled": N_("an emergency was cancelled"),
    "emergency over": N_("an emergency was over"),
    "emergency confirmed": N_("an approver confirmed an emergency"),
    "emergency overdue": N_("an emergency was not confirmed in time"),
    Kind.ALARM: N_("alarm"),
    Kind.PURGE: N_("old audio was deleted"),
    Kind.DECLARED: N_("declared by a person, not logged by this station"),
    Kind.TORN: N_("a torn end of the log was closed"),
}
"""By kind, or by kind and code where the code says what happened."""

TIME_QUALITIES: Mapping[str, str] = {
    TimeQuality.NTP: N_("synchronised by the network"),
    TimeQuality.RTC: N_("from the hardware clock"),
    TimeQuality.HELD: N_("held since it was last trusted"),
    TimeQuality.OPERATOR: N_("set or confirmed by a person"),
    TimeQuality.UNKNOWN: N_("not trusted"),
}


def word(words: Mapping[str, str], code: str) -> str:
    """Return the words for `code` in the language in use, or the code itself."""
    return _(words[code]) if code in words else code
