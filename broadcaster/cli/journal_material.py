"""What lies behind a record: the words that were approved, and the file of the cut."""

from collections.abc import Iterator, Mapping, Sequence

import click

from broadcaster.home import Home
from broadcaster.i18n import _
from broadcaster.journal.record import Record
from broadcaster.production import ProductionError
from broadcaster.production.cache import AudioCache
from broadcaster.reports.columns import wrap
from broadcaster.reports.layout import plain
from broadcaster.reports.moment import ApprovedWords


def show(home: Home, records: Sequence[Record], words: Mapping[str, ApprovedWords]) -> None:
    """Write both for each approval and cut that the records name, each once."""
    lines = [*_spoken(records, words), *_cuts(home, records)]
    if lines:
        click.echo()
    for line in lines:
        click.echo("\n".join(wrap(plain(line), "  ")))


def _spoken(records: Sequence[Record], words: Mapping[str, ApprovedWords]) -> Iterator[str]:
    for approval in dict.fromkeys(record.text("approval") for record in records):
        known = words.get(approval)
        if known is None or not (known.spoken or not known.is_approved):
            continue
        yield _("Written by {author}, approved by {approver}.").format(
            author=known.author, approver=known.approver
        )
        if known.is_approved:
            yield from known.spoken
        else:
            yield _(
                "The words in the database are not those that were approved; they are not shown."
            )


def _cuts(home: Home, records: Sequence[Record]) -> Iterator[str]:
    cache = AudioCache(home.audio_cache, 0)
    for cut in filter(None, dict.fromkeys(record.text("cut") for record in records)):
        try:
            yield _("Cut {cut}: {path}").format(cut=cut, path=cache.path(cut))
        except ProductionError:
            yield _("Cut {cut} is not in the audio cache any more.").format(cut=cut)
