"""Take in what residents ask and complain about, answer it, look at it."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from broadcaster.bulletins import actions as bulletins_actions
from broadcaster.desk import Desk
from broadcaster.feedback import store
from broadcaster.feedback.asking import ask
from broadcaster.feedback.errors import FeedbackError
from broadcaster.feedback.model import Answered, Channel, Feedback, FeedbackKind
from broadcaster.handles import HandleError, resolve
from broadcaster.journal import JournalError
from broadcaster.journal.stretch import read_stretches
from broadcaster.reports.moment import MomentPage, text_of
from broadcaster.units import Role
from broadcaster.units import actions as units_actions

MAY_ANSWER = (Role.OPERATOR, Role.APPROVER)
LONGEST_TEXT = 4000
LONGEST_WHO = 200


def add(
    desk: Desk,
    text: str,
    *,
    kind: FeedbackKind = FeedbackKind.QUESTION,
    channel: Channel = Channel.OTHER,
    who: str = "",
    heard: str = "",
    cluster: str = "",
    owner: str = "",
    due: date | None = None,
) -> Feedback:
    """Take one in, with what the log says now about the moment it is about.

    `heard` is station time as `journal at` takes it; the page stays as it is found now. Without an
    owner the person at the desk answers; without `due`, after the setting `feedback_days`.
    `FeedbackError`, `JournalError` for a time that is none, `UnitsError` without the role.
    """
    by = units_actions.require_role(desk, *MAY_ANSWER)
    today, now = units_actions.today(desk), desk.time.now()
    due = due or today + timedelta(days=desk.settings.feedback_days)
    if due < today:
        raise FeedbackError.due_before(f"{due:%d/%m/%Y}")
    if len(who.strip()) > LONGEST_WHO:
        raise FeedbackError.bad_who(LONGEST_WHO)
    one = Feedback(
        id="",
        kind=kind,
        channel=channel,
        text=_text(text),
        who=" ".join(who.split()),
        received_at=now,
        received_by=by.person,
        owner=units_actions.person(desk, owner).id if owner else by.person,
        due=due,
    )
    if heard:
        one = _with_page(desk, one, heard, cluster)
    unit = desk.settings.unit
    with desk.database.transaction() as session:
        number = store.next_number(session, unit, today.year)
        one = replace(one, id=f"{unit}-pa-{today.year}-{number:04}")
        store.insert(session, one, by, unit, number)
    return one


def _text(text: str) -> str:
    if not text.strip() or len(text) > LONGEST_TEXT:
        raise FeedbackError.bad_text(LONGEST_TEXT)
    return text.strip()


def _with_page(desk: Desk, one: Feedback, heard: str, cluster: str) -> Feedback:
    now, zone = desk.time.now(), desk.settings.zone_info
    asked = read_stretches(heard, now.astimezone(zone).date(), now, zone)[0]
    one = replace(one, heard_at=asked.start)
    try:
        pages = ask(desk.home, desk.settings, desk.time, heard, cluster=cluster)
    except JournalError as error:
        if error.reason != "no-log":
            raise
        return replace(one, page=str(error))  # nothing was ever recorded: an answer, too
    return replace(one, page="\n".join(map(text_of, pages)), code=_code(pages))


def _code(pages: Iterable[MomentPage]) -> str:
    return next((page.seal.code for page in pages if page.seal), "")


def answer(desk: Desk, handle: str, text: str = "", *, bulletin: str = "") -> Feedback:
    """Answer one, which closes it: in words, by a bulletin that says it on air, or both.

    `FeedbackError` when it is closed or nothing is said; `UnitsError` without the role.
    """
    by = units_actions.require_role(desk, *MAY_ANSWER)
    one = find(desk, handle)
    if not text.strip() and not bulletin:
        raise FeedbackError.no_answer()
    named = bulletins_actions.find(desk, bulletin).id if bulletin else ""
    said = Answered(_text(text) if text.strip() else "", named, by.person, desk.time.now())
    with desk.database.transaction() as session:
        is_written = store.close(session, one.id, said)
    if not is_written:
        before = find(desk, one.id).answer or said
        day = f"{before.at.astimezone(desk.settings.zone_info):%d/%m/%Y}"
        raise FeedbackError.answered(one.id, before.by, day)
    return replace(one, answer=said)


def forget(desk: Desk, handle: str) -> Feedback:
    """Remove who asked, and nothing else: what was asked and answered stays."""
    units_actions.require_role(desk, *MAY_ANSWER)
    one = find(desk, handle)
    with desk.database.transaction() as session:
        store.forget(session, one.id)
    return replace(one, who="")


def find(desk: Desk, handle: str) -> Feedback:
    """Return the one that `handle` means: id, unique tail or `@last`; HandleError for none."""
    with desk.database.transaction() as session:
        one = store.read(session, resolve(handle, store.ids(session)))
    if one is None:
        raise HandleError(handle, ())
    return one


def show(desk: Desk, handle: str) -> Feedback:
    """Return one with who asked; for somebody who holds any role here."""
    units_actions.require_role(desk, *Role)
    return find(desk, handle)


def listing(desk: Desk, *, only_open: bool = False) -> tuple[Feedback, ...]:
    """Return all of them, oldest first, or those without an answer by due day; not who asked."""
    with desk.database.transaction() as session:
        found = store.read_all(session, only_open=only_open)
    return tuple(replace(one, who="") for one in found)
