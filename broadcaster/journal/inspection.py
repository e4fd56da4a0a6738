"""Verifying the logs of a journal folder: each against itself, its checkpoints and its orders.

Reads the files; `verification.survey` and `accounts.Accounts` decide. The folder may be a copy in
an auditor's hands: no home, no private key and no network are needed.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from broadcaster.home import Home
from broadcaster.journal import checkpoint as c2sp
from broadcaster.journal import notes
from broadcaster.journal.accounts import Accounts, Discrepancy, Tally
from broadcaster.journal.checkpoint import Checkpoint
from broadcaster.journal.cosignature import Cosignature, cosignatures
from broadcaster.journal.errors import JournalError
from broadcaster.journal.head_code import Head
from broadcaster.journal.keeping import Gap, Keeping
from broadcaster.journal.links import links_of
from broadcaster.journal.logs import CURRENT_NAME, REHEARSAL_PREFIX, Log, current_in, logs_in
from broadcaster.journal.named_files import order_copy, recording_hash
from broadcaster.journal.public_key import KEY_BYTES
from broadcaster.journal.record import Record
from broadcaster.journal.verification import Survey, survey
from broadcaster.journal.vouchers import Asked, Bounds, Voucher, Words
from broadcaster.signed import BoxKey, KeyFileError

NOBODY = Asked()


@dataclass(frozen=True)
class LogReport:
    """What verification says of one log."""

    log_id: str
    survey: Survey | None
    """None when the log is not there, though a checkpoint or the log after it names it."""
    seal: Checkpoint | None
    """The largest checkpoint that matches."""
    bad_notes: tuple[notes.BadNote, ...]
    key_source: str
    """Whose word the checkpoints are checked by: `given`, `home`, or the `log`'s own boot."""
    named_by: str = ""
    """For a log that is not there: the checkpoint, log or file that names it."""
    discrepancies: tuple[Discrepancy, ...] = ()
    """Where its plans, their orders and its outcomes do not agree, up to the first bad record."""
    tally: Tally = field(default_factory=Tally)
    gaps: tuple[Gap, ...] = ()
    """Stretches without a record, the one before the log's start included."""
    vouchers: tuple[Voucher, ...] = ()
    """Who beside the station vouches for it, of those that were asked for."""
    silent: tuple[str, ...] = ()
    """Witnesses that were asked for and do not vouch for any of it."""

    @property
    def vouched(self) -> int:
        """How many of its first records somebody beside the station vouches for."""
        return max((one.size for one in self.vouchers), default=0)

    @property
    def is_whole(self) -> bool:
        """Say whether nothing wrong was found in the log or its checkpoints."""
        return self.survey is not None and self.survey.is_whole and not self.bad_notes

    @property
    def is_sound(self) -> bool:
        """Say whether it is whole and agrees with its running orders and its own plans."""
        return self.is_whole and not self.discrepancies


@dataclass(frozen=True)
class Trust:
    """The key to check checkpoints by; None takes each log's own word for its key."""

    key: bytes | None
    source: str


def trust_of(home: Home) -> Trust:
    """Return the home's key, or none when it cannot be read (an auditor may not read `keys/`)."""
    try:
        return Trust(BoxKey.load(home.keys).public_bytes, "home")
    except KeyFileError:
        return Trust(None, "log")


def box_key(home: Home, log: Log) -> bytes:
    """Return the key that signs a log's checkpoints: the home's, else the one the log names."""
    return trust_of(home).key or _own_key(log)


@dataclass(frozen=True)
class _Chain:
    """What is remembered from one log of a chain to the next."""

    accounts: Accounts
    keeping: Keeping

    @classmethod
    def over(cls, folder: Path) -> "_Chain":
        copies = partial(order_copy, folder)
        return cls(Accounts(copies, partial(recording_hash, folder)), Keeping())


def inspect(
    folder: Path,
    trust: Trust,
    against: Sequence[tuple[str, bytes]] = (),
    which: str = "all",
    asked: Asked = NOBODY,
) -> list[LogReport]:
    """Verify the logs under a journal `folder`; `against` are notes kept elsewhere (name, bytes).

    `asked` names who may vouch for them; `unmatched` says which papers do not. JournalError when
    there is nothing to verify, or a note of `against` is not what the box signed: then the
    comparison that was asked for cannot be made.
    """
    logs = logs_in(folder, which)
    claims = {name: _claim(note, name, trust) for name, note in against}
    named = {claim.log_id: name for name, claim in claims.items()}
    gone = list(_gone(folder, logs, named)) if which == "all" else []
    if not logs and not gone:
        raise JournalError.no_log(folder)
    return [*_inspect_logs(folder, logs, trust, list(claims.values()), asked), *gone]


def unmatched(heads: Sequence[Head], reports: Sequence[LogReport]) -> list[Head]:
    """Return the heads on paper that no log has: it was rewritten, cut short, or is another's."""
    matched = {one.name for report in reports for one in report.vouchers if one.by == "paper"}
    return [head for head in heads if head.code not in matched]


def _inspect_logs(
    folder: Path,
    logs: Sequence[Log],
    trust: Trust,
    against: Sequence[Checkpoint],
    asked: Asked,
) -> list[LogReport]:
    """Go over the logs; a rehearsal is a chain of its own, the real ones are one chain."""
    real = _Chain.over(folder)
    links = links_of(logs)
    kept = [_Chain.over(folder) if log.is_rehearsal else real for log in logs]
    reports = []
    for log, chain in zip(logs, kept, strict=True):
        ended = links.ended_at(log.id)
        reports.append(_inspect_log(folder, log, trust, against, asked, chain, ended))
    surveys = {report.log_id: report.survey for report in reports}
    return [
        replace(
            report,
            tally=chain.accounts.tally(report.log_id),
            discrepancies=(
                *links.faults(report.log_id, surveys),
                *chain.accounts.without_purged(report.discrepancies),
            ),
        )
        for report, chain in zip(reports, kept, strict=True)
    ]


def _claim(note: bytes, name: str, trust: Trust) -> Checkpoint:
    """Read a note that was brought in; with no key yet, who signed it is asked later."""
    return c2sp.read(note, trust.key, name) if trust.key else c2sp.parse(note, name)


def _inspect_log(
    folder: Path,
    log: Log,
    trust: Trust,
    against: Sequence[Checkpoint],
    asked: Asked,
    chain: _Chain,
    ended_at: int,
) -> LogReport:
    public = trust.key or _own_key(log)
    brought = [c2sp.read(one.note, public, one.name) for one in against if one.log_id == log.id]
    good, bad = notes.read_notes(folder, log.id, public)
    cosigned, false = _cosigned([*good, *brought], asked)
    words = Words(cosigned, brought, asked.heads)
    bounds = Bounds(cosigned)
    differing: list[Discrepancy] = []

    def each(record: Record) -> None:
        differing.extend(chain.accounts.take(record))
        differing.extend(chain.keeping.take(record))
        differing.extend(bounds.take(record))

    roots: dict[int, set[bytes]] = {}
    for seal in [*good, *brought]:
        roots.setdefault(seal.size, set()).add(seal.root)
    found = survey(log.id, log.lines(), roots, each, {ended_at, *words.sizes})
    chain.accounts.close(log.id, is_whole=found.is_whole)
    sound_to = found.findings[0].seq if found.findings else found.range.size
    matching = [seal for seal in [*good, *brought] if seal.size == found.covered and found.covered]
    vouchers = words.that_hold(found.covered, found.roots_at)
    heard = {one.name for one in vouchers}
    return LogReport(
        log.id,
        found,
        matching[-1] if matching else None,
        (*bad, *false),
        trust.source,
        discrepancies=tuple(one for one in differing if one.seq < sound_to),
        gaps=tuple(gap for gap in chain.keeping.gaps() if gap.seq < sound_to),
        vouchers=vouchers,
        silent=tuple(one.name for one in asked.witnesses if one.name not in heard),
    )


def _cosigned(
    seals: Sequence[Checkpoint], asked: Asked
) -> tuple[list[Cosignature], list[notes.BadNote]]:
    found: list[Cosignature] = []
    false: list[notes.BadNote] = []
    for seal in seals:
        try:
            found += cosignatures(seal, asked.witnesses)
        except JournalError as error:
            false.append(notes.BadNote(seal.name, error.detail))
    return found, false


def _own_key(log: Log) -> bytes:
    boot = log.first()
    try:
        key = bytes.fromhex(boot.text("key")) if boot else b""
    except ValueError:
        key = b""
    # With no readable key no checkpoint can be right; 32 zeros verify nothing.
    return key if len(key) == KEY_BYTES else bytes(KEY_BYTES)


def _gone(folder: Path, logs: list[Log], against: dict[str, str]) -> Iterator[LogReport]:
    """Yield the logs that something names and that are not there; lost rehearsals are no loss."""
    named = {current_in(folder): CURRENT_NAME} | notes.logs_with_notes(folder)
    named.pop("", None)
    for log in logs:
        first = log.first()
        if first and first.text("previous_log"):
            named[first.text("previous_log")] = log.id
    named = {name: by for name, by in named.items() if not name.startswith(REHEARSAL_PREFIX)}
    named |= against
    for log_id in sorted(named.keys() - {log.id for log in logs}):
        yield LogReport(log_id, None, None, (), "", named[log_id])
