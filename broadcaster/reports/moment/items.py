"""One item that sounded: when, by whose approval, under which hours, how well it is known."""

from collections.abc import Iterator

from broadcaster.i18n import _
from broadcaster.journal.clusters import Reach, clusters_of, share_of
from broadcaster.journal.model import HEADLINES, Kind
from broadcaster.journal.moments import Sounding
from broadcaster.journal.record import Record
from broadcaster.reports.moment.clock import clock
from broadcaster.reports.moment.model import MomentPage
from broadcaster.reports.station_clock import duration_text
from broadcaster.reports.words import EVIDENCE, SOUNDS, UNPLANNED, word


def name_of(one: Sounding) -> str:
    """Return its title and revision."""
    record = one.record
    sound = word(SOUNDS, record.text("sound"))
    title = sound or record.text("title") or word(UNPLANNED, record.text("what"))
    bulletin = record.text("revision") or record.text("bulletin")
    return f"“{title or one.item}”" + (f" ({bulletin})" if bulletin else "")


def about_item(page: MomentPage, one: Sounding) -> Iterator[str]:
    """Yield what the log says of it."""
    yield _times(page, one)
    if one in page.answer.in_doubt:
        yield _(
            "The moment lies nearer to its beginning or end than the clock may have been off "
            "({ms} ms): it cannot be said whether it sounded then."
        ).format(ms=one.record.number("uncertainty_ms"))
    yield from _authority(page, one)
    if one.end is not None:
        grade = one.end.text("evidence") or "0"
        yield _("Evidence: grade {grade}, {words}.").format(
            grade=grade, words=word(EVIDENCE, grade)
        )
        yield _loopback(one.end)
    yield from _clusters(page, one)


def _times(page: MomentPage, one: Sounding) -> str:
    if one.end is None:
        return _(
            "{what} was begun at {first} (record {seq}); no end is recorded, so it may have "
            "sounded until {last} at the latest."
        ).format(
            what=name_of(one),
            first=clock(one.first, page.zone),
            last=clock(one.last, page.zone),
            seq=one.record.seq,
        )
    return _("{what} sounded from {first} to {last} (records {seq} and {end}).").format(
        what=name_of(one),
        first=clock(one.first, page.zone),
        last=clock(one.last, page.zone),
        seq=one.record.seq,
        end=one.end.seq,
    )


def _authority(page: MomentPage, one: Sounding) -> Iterator[str]:
    record = one.record
    if approval := record.text("approval"):
        yield _("Approval: {approval}.").format(approval=approval)
        if words := page.words.get(approval):
            yield _("Written by {author}, approved by {approver}.").format(
                author=words.author, approver=words.approver
            )
    if record.kind == Kind.UNPLANNED:
        yield _("Outside the plan, ordered by {person}.").format(person=record.text("by") or "-")
        return
    yield _("Hours policy: {policy}.").format(policy=one.hours_policy or _("(no document number)"))


def _loopback(end: Record) -> str:
    if "heard_cdbfs" not in end:
        return _("No loopback measured it.")
    level = f"{end.number('heard_cdbfs') / 100:.1f}"
    if "match_permille" not in end:
        return _("The loopback heard it at {level} dBFS.").format(level=level)
    return _("The loopback heard it at {level} dBFS, like the cut by {match} of 1000.").format(
        level=level, match=end.number("match_permille")
    )


def _clusters(page: MomentPage, one: Sounding) -> Iterator[str]:
    if not page.cluster:
        for name, sounded_ms, grade in clusters_of(one.end) if one.end else ():
            yield _("Cluster {cluster}: {sent} sent, grade {grade}.").format(
                cluster=name, sent=duration_text(sounded_ms), grade=grade
            )
        return
    share = share_of(one.end, page.cluster)
    sentence = {
        Reach.GOT: _("Cluster {cluster}: {sent} sent, grade {grade}."),
        Reach.NOTHING: _("It was for cluster {cluster}, whose output took nothing of it."),
        Reach.NOT_FOR: _("It was not for cluster {cluster}: nothing of it was sent there."),
        Reach.ALL: _(
            "One output fed all clusters; the log does not tell cluster {cluster} from the others."
        ),
        Reach.OPEN: _("The log does not say what cluster {cluster} got of it."),
    }[share.reach]
    yield sentence.format(
        cluster=page.cluster, sent=duration_text(share.sounded_ms), grade=share.evidence
    )


def spoken_words(page: MomentPage, one: Sounding) -> Iterator[str]:
    """Yield the exact words, sentence by sentence, or why they are not at hand."""
    record = one.record
    if said := record.text("text"):
        yield said
        return
    words = page.words.get(record.text("approval"))
    if not record.text("revision"):
        return
    if record.text("part") == HEADLINES:
        yield _("Only its headline sounded, not the bulletin.")
        return
    if words is None:
        yield _("Its text is not at hand here; the log names cut {cut}.").format(
            cut=record.text("cut") or "-"
        )
    elif not words.is_approved:
        yield _("The words in the database are not those that were approved; they are not shown.")
    elif not words.spoken:
        yield _("It was brought as a recording; there is no text of it.")
    else:
        yield from words.spoken
