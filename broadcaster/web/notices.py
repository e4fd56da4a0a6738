"""The sentences that follow a form, named in the address by a code and by nothing else."""

from collections.abc import Mapping

from broadcaster.i18n import N_, gettext
from broadcaster.users import EndCause
from broadcaster.users.wording import cause_sentence

NOTICES: Mapping[str, str] = {
    "added": N_("The bulletin is entered. Check how it will be read."),
    "added-recording": N_("The recording is entered. Listen to it, and say until when it airs."),
    "added-in-part": N_(
        "Some pages of the PDF are pictures and could not be read. "
        "Compare, and type what is missing."
    ),
    "approved": N_("Approved. It airs as shown below."),
    "approved-unplanned": N_("Approved, but the plan could not be made anew; an alarm says why."),
    "attested": N_("Thank you. Your word stands in the approval."),
    "announced": N_("Accepted. It sounds after the present item, or at once when nothing is on."),
    "confirmed": N_("The approver's wording is taken over; it is spoken and submitted again."),
    "edited": N_("Kept."),
    "feedback-added": N_("It is taken in, with what the log says now."),
    "feedback-answered": N_("It is answered, and closed."),
    "fields": N_("Kept. What is planned follows these."),
    "languages": N_("Recorded."),
    "muted": N_("Muted. Nothing sounds until the time shown."),
    "omitted": N_("Left out. It can be taken back in the list."),
    "paragraph-read": N_("The paragraph is recorded. Listen to it."),
    "previewed": N_("Hear both, and take one. Nothing is used until then."),
    "put-out": N_("That person cannot sign in any more."),
    "recorded": N_("The recording is taken."),
    "returned": N_("Sent back to its author with your comment."),
    "session-ended": N_("Signed out."),
    "sound-approved": N_("Approved. It sounds from the next session that is not locked yet."),
    "sound-taken-back": N_("Taken back. What was approved before stays."),
    "stopped": N_("Stopped. What comes later stays planned."),
    "submitted": N_("Submitted. Send the approver the message below."),
    "taught": N_("Learnt. Lines with this word were read again."),
    "unmuted": N_("Sound again."),
    "withdrawn": N_("Withdrawn. It will not air any more."),
}


def notice(code: str) -> str:
    """Return the sentence of a code; nothing for a code that is none of ours."""
    return gettext(NOTICES[code]) if code in NOTICES else ""


def why_ended(code: str) -> str:
    """Return why somebody has to sign in again; nothing for any other code."""
    return cause_sentence(EndCause(code)) if code in set(EndCause) else ""
