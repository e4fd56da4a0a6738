"""What corrected lines teach: entries that the lexicon could have. Nothing here writes."""

from broadcaster.bulletins.actions.lexicon import commune_lexicon
from broadcaster.desk import Desk
from broadcaster.reading import Script
from broadcaster.reading.corrections import Offer, offers, offers_in


def offered(desk: Desk, before: Script, after: Script) -> tuple[Offer, ...]:
    """Return what the lines teach that somebody worded between two scripts of one text."""
    return offers(before, after, commune_lexicon(desk))


def offered_by_line(desk: Desk, script: Script) -> dict[int, tuple[Offer, ...]]:
    """Return what each line of a script teaches that a person worded, whenever that was.

    What has been taught since is not offered again.
    """
    lexicon = commune_lexicon(desk)
    lines = range(1, len(script.sentences) + 1)
    return {line: found for line in lines if (found := offers_in(script, line, lexicon))}
