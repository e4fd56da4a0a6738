"""How a session went, in one sentence."""

from zoneinfo import ZoneInfo

from broadcaster.i18n import _, ngettext
from broadcaster.reports.last_session import LastSession, Trouble
from broadcaster.reports.words import CAUSES, NO_PLAN_CAUSES, OUTCOMES, word


def sentence_of_session(last: LastSession, zone: ZoneInfo) -> str:
    """Return how many items sounded whole and how long, or what went wrong with the others."""
    time = f"{last.planned.astimezone(zone):%H:%M}"
    if last.no_plan:
        why = word(NO_PLAN_CAUSES, last.no_plan)
        return _("{time}: nothing was broadcast: {why}").format(time=time, why=why)
    if not last.count:
        return _("{time}: nothing was planned").format(time=time)
    items = ngettext("{whole} of {count} item", "{whole} of {count} items", last.count)
    items = items.format(whole=last.whole, count=last.count)
    if not last.troubles:
        return _("{time}: {items}, {length}").format(
            time=time, items=items, length=length_words(last.sounded_ms)
        )
    troubles = ", ".join(_trouble(trouble) for trouble in last.troubles)
    return _("{time}: {items}; {troubles}").format(time=time, items=items, troubles=troubles)


def _trouble(trouble: Trouble) -> str:
    outcome = word(OUTCOMES, trouble.outcome)
    if not trouble.cause:
        return _("{count} {outcome}").format(count=trouble.count, outcome=outcome)
    return _("{count} {outcome}: {cause}").format(
        count=trouble.count, outcome=outcome, cause=word(CAUSES, trouble.cause)
    )


def length_words(length_ms: int) -> str:
    """Return a length as people say it, seconds to the nearest: `14 min 20 s`."""
    minutes, seconds = divmod((length_ms + 500) // 1000, 60)
    if not minutes:
        return _("{seconds} s").format(seconds=seconds)
    if not seconds:
        return _("{minutes} min").format(minutes=minutes)
    return _("{minutes} min {seconds} s").format(minutes=minutes, seconds=seconds)
