"""What a page calls the fields that the command line knows by their options."""

from collections.abc import Mapping

from broadcaster.i18n import N_, gettext

WORDS: Mapping[str, str] = {
    "--title": N_("Title"),
    "--column": N_("Column"),
    "--translator": N_("Translator"),
    "--reader": N_("Reader"),
    "--answers-until": N_("Opinions until"),
    "--answers-to": N_("How to answer"),
    "--legal-ref": N_("Legal reference"),
    "--from": N_("Valid from"),
    "--until": N_("Valid until"),
    "--times": N_("Times"),
    "--origin": N_("Made by"),
    "--licence": N_("Licence"),
    "--holder": N_("Rights holder"),
    "--rights-until": N_("Rights until"),
    "--accept-flags": N_("The reason"),
    "COMMENT": N_("The comment"),
    "REASON": N_("The reason"),
    "WRITTEN": N_("The written word"),
    "SPOKEN": N_("The spoken word"),
}


def field_word(option: str) -> str:
    """Return what a page calls an option; a line of a script by its number, others as they are."""
    if option.startswith("--say"):
        return gettext(N_("The spoken line"))
    return gettext(WORDS[option]) if option in WORDS else option
