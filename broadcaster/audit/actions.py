"""Give an inspector the log and what belongs to it, as a folder on a stick."""

import contextlib
from importlib.resources import files
from pathlib import Path

from broadcaster import __version__
from broadcaster.audit import contents, manifest
from broadcaster.audit.contents import Made, Source
from broadcaster.audit.errors import AuditError
from broadcaster.audit.extents import extent_of
from broadcaster.audit.mentions import find_mentions
from broadcaster.audit.model import Exported, Extent, Mentions, Wanted
from broadcaster.audit.page_file import NAME as PAGE_NAME
from broadcaster.audit.page_file import build_page, page_sha256
from broadcaster.audit.stick import Stick, check_empty, check_room, filling
from broadcaster.desk import Desk
from broadcaster.journal import JournalError
from broadcaster.journal.actions import sign_checkpoint
from broadcaster.journal.lock import is_locked
from broadcaster.journal.logs import current_log_id, read_logs
from broadcaster.timebase import as_rfc3339
from broadcaster.units import Authority, Role
from broadcaster.units import actions as units_actions
from broadcaster.users.actions import keep_action


def export(desk: Desk, target: Path, wanted: Wanted) -> Exported:
    """Write an export to `target`, which must be empty or not there; whole or not at all.

    By an auditor, or an administrator; kept in the trail. While the player runs its log is given
    up to its newest checkpoint, else one is signed first. `AuditError` when the folder is in use
    or has no room, or an id of `wanted.cuts` names nothing; `JournalError` without any log.
    """
    by = units_actions.require_role(desk, Role.AUDITOR, Role.ADMINISTRATOR)
    if wanted.since and wanted.until and wanted.until < wanted.since:
        raise AuditError.backwards(wanted.since.isoformat(), wanted.until.isoformat())
    target = target.absolute()
    check_empty(target)
    seals, extents, mentions = _read_logs(desk, wanted)
    cuts, missing = contents.cut_files(desk, mentions.cuts)
    sources = [
        *seals,
        *contents.log_files(desk.home, extents),
        *contents.signed_papers(desk.home),
        *cuts,
    ]
    made = _made(desk, wanted, extents, mentions, by)
    check_room(target, [*(one.bytes for one in sources), *(len(one.data) for one in made)])
    with filling(target) as stick:
        _fill(stick, sources, made)
        about = _about(desk, by)
        data = manifest.to_bytes(about, wanted, extents, missing, stick.files)
        stick.put(manifest.NAME, data)
    size = sum(one.size for one in stick.files)
    done = Exported(target, len(stick.files), size, tuple(extents), tuple(missing))
    _keep(desk, by, done, wanted)
    return done


def _read_logs(desk: Desk, wanted: Wanted) -> tuple[list[Source], list[Extent], Mentions]:
    """Return the seals, how much of each log they are given with, and what the records name."""
    grows = is_locked(desk.home)
    if not grows:
        # A log that is damaged is not signed any more, and exported all the same.
        with contextlib.suppress(JournalError):
            sign_checkpoint(desk)
    seals = contents.seal_files(desk.home)
    logs = read_logs(desk.home, "all")
    if not logs:
        raise JournalError.no_log(desk.home.journal)
    current, public = current_log_id(desk.home) if grows else "", desk.key.public_bytes
    extents = [extent_of(desk.home.journal, log, public, grows=log.id == current) for log in logs]
    given = {one.log_id: one.records for one in extents if one.left_off}
    records = (
        record
        for log in logs
        for record in log.records()
        if log.id not in given or record.seq < given[log.id]
    )
    mentions = find_mentions(records, wanted, desk.settings.zone_info)
    if mentions.unknown:
        raise AuditError.unknown_cuts(mentions.unknown)
    return seals, extents, mentions


def _made(
    desk: Desk, wanted: Wanted, extents: list[Extent], mentions: Mentions, by: Authority
) -> list[Made]:
    about = _about(desk, by)
    text = (files("broadcaster.audit") / "readme.txt").read_text(encoding="utf-8")
    readme = text.format(**about, page_sha256=page_sha256()).replace("\n", "\r\n")
    return [
        Made("README.txt", readme.encode("utf-8-sig")),
        Made(PAGE_NAME, build_page()),
        *contents.public_keys(desk, extents),
        *(contents.texts_of(desk, mentions.approvals) if wanted.texts else ()),
    ]


def _about(desk: Desk, by: Authority) -> dict[str, str]:
    return {
        "station": desk.settings.station,
        "unit": desk.settings.unit,
        "zone": desk.settings.zone,
        "at": as_rfc3339(desk.time.now()),
        "by": by.person,
        "software": f"broadcaster {__version__}",
    }


def _fill(stick: Stick, sources: list[Source], made: list[Made]) -> None:
    for one in made:
        stick.put(one.name, one.data)
    for source in sources:
        stick.copy(source.name, source.path, source.size)


def _keep(desk: Desk, by: Authority, done: Exported, wanted: Wanted) -> None:
    heads = ", ".join(f"{one.log_id} {one.records} {one.code}".strip() for one in done.logs)
    days = f"{wanted.since or ''}..{wanted.until or ''}"
    who = units_actions.person(desk, by.person)
    detail = f"{days} cuts={','.join(wanted.cuts)} {heads}"
    keep_action(desk, who, "journal-export", str(done.folder), detail, in_name_of=by.in_name_of)
