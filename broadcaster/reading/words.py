"""The codes of this feature in the reader's language."""

from collections.abc import Mapping

from broadcaster.i18n import N_, gettext

FURNITURE = "furniture"
"""What the codes of page furniture begin with: `furniture-caption`. Scripts from before there
were kinds hold it bare."""

REASONS: Mapping[str, str] = {
    "abbreviation-by-parts": N_("abbreviation read by its parts"),
    "abbreviation-from-text": N_("abbreviation explained by the text itself"),
    "ambiguous-abbreviation": N_("abbreviation with several meanings"),
    "date-or-fraction": N_("a date or a fraction"),
    "day-or-code": N_("a day, a month or a code"),
    "decimal-date-or-time": N_("a decimal, a section, a date or a time"),
    "decimal-or-thousand": N_("decimals or thousands"),
    "foreign-sentence": N_("sentence that is not Vietnamese"),
    "foreign-word": N_("foreign word, said as the voice can"),
    "furniture": N_("page furniture, perhaps not meant to be read"),
    "furniture-caption": N_("caption of a picture"),
    "furniture-debris": N_("leftover of the page"),
    "furniture-letterhead": N_("head of an official letter"),
    "furniture-navigation": N_("navigation of a web page"),
    "furniture-page-number": N_("number of a page"),
    "furniture-photo-credit": N_("who made the picture"),
    "furniture-recipients": N_("who receives the letter"),
    "furniture-signature": N_("signature under the letter"),
    "furniture-source-line": N_("source or author"),
    "hotline-or-count": N_("a telephone or a count"),
    "language-mark": N_("mark of a language, not spoken"),
    "initial-or-title": N_("one letter before a name"),
    "no-voice": N_("language that no voice here speaks; say it otherwise or leave it out"),
    "other-letters": N_("letters that the voice cannot say; say it otherwise"),
    "placeholder": N_("number left to be filled in"),
    "range-or-pause": N_("a range or a pause"),
    "range-or-score": N_("a range or a score"),
    "unknown-abbreviation": N_("unknown abbreviation, spelled out"),
    "tonne-or-age": N_("tonnes or years of age"),
    "sign-by-name": N_("sign between words, said by its name"),
    "unmet-form": N_("written in a form never met before; listen whether it is right"),
    "unmet-short-form": N_("short form never met before, said by the one meaning listed"),
    "unread": N_("characters no rule could read"),
    "unspoken-sign": N_("sign that is not spoken"),
    "web-address": N_("address on the net"),
}


def is_furniture(reason: str) -> bool:
    """Say whether a flag proposes a line of the page, of whatever kind, for omission."""
    return reason.partition("-")[0] == FURNITURE


def reason_text(reason: str) -> str:
    """Return why a flag was raised, in words; the code itself when it has none yet."""
    return gettext(REASONS[reason]) if reason in REASONS else reason
