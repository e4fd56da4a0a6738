"""Ask the log what sounded at a moment, and find the words that were approved.

Reads the journal; of the working database only what the log names, and nothing where it is not at
hand: an auditor's copy of the journal answers all the same.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from broadcaster.bulletins import Approval, hash_of
from broadcaster.bulletins import actions as bulletins_actions
from broadcaster.config import Settings
from broadcaster.desk import Desk
from broadcaster.handles import HandleError
from broadcaster.home import Home
from broadcaster.journal import JournalError, notes
from broadcaster.journal.inspection import trust_of
from broadcaster.journal.logs import Log, choose_log
from broadcaster.journal.moments import Answer
from broadcaster.journal.recalling import what_sounded
from broadcaster.journal.record import Record
from broadcaster.journal.stretch import Stretch, read_stretches
from broadcaster.reports.model import Seal
from broadcaster.reports.moment import ApprovedWords, MomentPage
from broadcaster.store import Database, StoreError
from broadcaster.store.migration import MigrationError, check_revision
from broadcaster.timebase import TimeSource


def ask(
    home: Home,
    settings: Settings,
    time: TimeSource,
    typed: str,
    *,
    cluster: str = "",
    which: str | None = None,
) -> list[MomentPage]:
    """Answer what sounded at `typed`, station time as `read_stretches` takes it.

    Two pages where that local time came twice. Without a date, a rehearsal is asked about its own
    last day. JournalError: no log, no time, or a cluster that no record names.
    """
    logs = choose_log(home, which)
    now = _newest(logs[-1]) if logs[-1].is_rehearsal else None
    now = now or time.now()
    zone = settings.zone_info
    stretches = read_stretches(typed, now.astimezone(zone).date(), now, zone)
    page = MomentPage(
        Answer(stretches[0]),
        zone,
        settings.station,
        logs[-1].is_rehearsal,
        cluster,
        seal=_seal(home, logs[-1]),
    )
    answers = [_answer(logs, stretch, cluster) for stretch in stretches]
    named = [one.record for answer in answers for one in (*answer.sounded, *answer.in_doubt)]
    words = approved_words(home, settings, time, named)
    return [replace(page, answer=answer, words=words) for answer in answers]


def _newest(log: Log) -> datetime | None:
    newest = None
    for record in log.records():
        newest = record.at
    return newest


def _answer(logs: Sequence[Log], stretch: Stretch, cluster: str) -> Answer:
    answer = what_sounded((record for log in logs for record in log.records()), stretch)
    if cluster and answer.clusters and cluster not in answer.clusters:
        raise JournalError.unknown_cluster(cluster, sorted(answer.clusters))
    return answer


def _seal(home: Home, log: Log) -> Seal | None:
    key = trust_of(home).key
    newest = notes.newest(home.journal, log.id, key) if key else None
    return Seal(log.id, newest.size, newest.short_code) if newest else None


def approved_words(
    home: Home, settings: Settings, time: TimeSource, records: Iterable[Record]
) -> dict[str, ApprovedWords]:
    """Return the words of the approvals that records name, as far as they are at hand."""
    wanted = dict.fromkeys(record.text("approval") for record in records)
    if not home.database.is_file():
        return {}
    desk = Desk(home, settings, time, Database(home.database))
    found: dict[str, ApprovedWords] = {}
    try:
        check_revision(desk.database)
        for id_ in filter(None, wanted):
            if approval := bulletins_actions.approval_named(desk, id_):
                found[id_] = _approved_words(desk, approval)
    except (MigrationError, StoreError):
        return {}
    return found


def _approved_words(desk: Desk, approval: Approval) -> ApprovedWords:
    author = approval.details.get("author_name") or approval.author
    approver = approval.details.get("approver_name") or approval.approver
    if not approval.revision:
        return ApprovedWords(author, approver, (), is_approved=True)
    try:
        script = bulletins_actions.find_revision(desk, approval.revision).script
    except HandleError:
        return ApprovedWords(author, approver, (), is_approved=False)
    spoken = tuple(sentence.spoken for sentence in script.spoken_sentences)
    return ApprovedWords(author, approver, spoken, hash_of(script) == approval.script_sha256)
