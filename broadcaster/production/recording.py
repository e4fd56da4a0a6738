"""A recording as a take: any file that can be decoded, listened to before it is believed."""

from collections.abc import Sequence
from pathlib import Path

from broadcaster.decoding.strangers import decode_sides
from broadcaster.production.errors import ProductionError
from broadcaster.production.listening.listener import Listener, in_seconds
from broadcaster.production.listening.model import Finding, Severity
from broadcaster.production.take import Take
from broadcaster.quantities import CUT_RATE_HZ


def fill_from_file(path: Path, take: Take, *, needed_s: float | None = None) -> tuple[Finding, ...]:
    """Fill `take` with the recording at `path`, mono, finish it, and return what was found in it.

    `needed_s` is how long its text takes to read. Sentence ends are the recording's own pauses.
    `DecodingError` when it is no whole sound file, `ProductionError` when what was found is too
    bad to broadcast.
    """
    begin, listener = take.samples, Listener()
    for sound in in_seconds(decode_sides(path, CUT_RATE_HZ)):
        take.add([listener.add(sound)])
    findings = listener.findings(needed_s)
    refuse_unfit(take.what, findings)
    take.speech_spans.append((begin, take.samples))
    ends = listener.sentence_ends
    take.sentence_ends += [begin + end for end in ends if begin + end < take.samples]
    take.end_sentence()
    take.finish()
    return findings


def refuse_unfit(what: str, findings: Sequence[Finding]) -> None:
    """Refuse a recording in which something was found that is too bad to broadcast."""
    if worst := [one for one in findings if one.severity is Severity.REFUSE]:
        raise ProductionError.unfit(what, worst)
