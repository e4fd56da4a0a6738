"""The verdict on a moment: sent by us, not by us, or not to be said, and then why."""

from collections.abc import Iterator

from broadcaster.i18n import _
from broadcaster.journal.clusters import Reach, share_of
from broadcaster.journal.moments import Answer, Knowledge
from broadcaster.reports.moment.clock import clock, day_and_clock
from broadcaster.reports.moment.model import MomentPage


def verdict(page: MomentPage) -> str:
    """Return the one sentence that answers the question."""
    answer = page.answer
    if answer.status == "in-doubt":
        return _(
            "It cannot be said for certain: the moment lies nearer to the edge of an item than "
            "the station's clock may have been off."
        )
    if answer.status == "sounded":
        return _sent(page)
    if answer.unordered:
        return _(
            "Nothing was sent by this station, as far as its log was kept, but its loopback heard "
            "something about that time that nobody ordered (record {seq})."
        ).format(seq=answer.unordered.seq)
    if answer.status == "silence":
        return f"{_silence(page)} {_since(page)}"
    return _unknown(page)


def _sent(page: MomentPage) -> str:
    shares = [share_of(one.end, page.cluster).reach for one in page.answer.sounded]
    if page.cluster and all(one in (Reach.NOT_FOR, Reach.NOTHING) for one in shares):
        return _("This station sent something then, but nothing to cluster {cluster}.").format(
            cluster=page.cluster
        )
    return _("Sent by this station:")


def _silence(page: MomentPage) -> str:
    kept_from, until = page.answer.kept_from, page.answer.kept_until
    if kept_from is None or until is None:
        raise AssertionError("silence is known between two records")
    return _(
        "Silence: nothing sounded. The player kept its log over that time, as records "
        "{first} ({from_}) and {last} ({until}) show; its word alone, nothing was measured."
    ).format(
        first=kept_from.seq,
        from_=clock(kept_from.at, page.zone),
        last=until.seq,
        until=clock(until.at, page.zone),
    )


def _since(page: MomentPage) -> str:
    if page.answer.before is None:
        return _("The station had sent nothing in the 36 hours before, as far as its log was kept.")
    return _("The station had sent nothing since {time}.").format(
        time=day_and_clock(page.answer.before.last, page.zone)
    )


def _unknown(page: MomentPage) -> str:
    answer = page.answer
    sentence = {
        Knowledge.BEFORE_FIRST: _(
            "It cannot be said: this lies before the first record of the log ({until})."
        ),
        Knowledge.AFTER_LAST: _(
            "It cannot be said: this lies after the last record of the log ({from_}), which is "
            "written at least hourly. Ask again later, or look whether the player runs."
        ),
        Knowledge.STOPPED: _(
            "It cannot be said: the player was not running all the time between its records of "
            "{from_} and {until}. None of them says that something sounded."
        ),
        Knowledge.GAP: _(
            "It cannot be said: the log has a gap from {from_} to {until}. Nothing is recorded as "
            "sounding in it."
        ),
        Knowledge.CLOCK: _(
            "It cannot be said: nobody vouched for the station's clock between its records of "
            "{from_} and {until}."
        ),
    }[answer.knowledge]
    return sentence.format(**_around(answer, page))


def _around(answer: Answer, page: MomentPage) -> dict[str, str]:
    records = {"from_": answer.kept_from, "until": answer.kept_until}
    return {
        name: day_and_clock(record.at, page.zone) if record else _("no record at all")
        for name, record in records.items()
    }


def not_ours(page: MomentPage) -> Iterator[str]:
    """Yield what people declared to have sounded then by other means, each on its own line."""
    for one in page.answer.declared:
        yield _(
            "Declared by {by}, not logged by this station: “{title}” by {source}, {where}, "
            "{first} to {last}, document {document} (record {seq})."
        ).format(
            by=one.by,
            title=one.title,
            source=one.source,
            where=one.where,
            first=clock(one.first, page.zone),
            last=clock(one.last, page.zone),
            document=one.document,
            seq=one.seq,
        )
