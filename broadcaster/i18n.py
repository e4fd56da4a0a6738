"""The words people read, Vietnamese by default and English on request.

Message ids are English. `_("...")` translates at the moment of the call, so call it where the
sentence is made, never at import; mark a string that is translated later with `N_`. Catalogues
stand in `locale/<language>/<feature>.po`.
"""

import gettext as _gettext
import os
from contextvars import ContextVar
from functools import cache
from pathlib import Path

DEFAULT_LANGUAGE = "vi"
LANGUAGES = ("vi", "en")
ENVIRONMENT = "BROADCASTER_LANG"

_chosen: ContextVar[str | None] = ContextVar("language", default=None)


@cache
def _catalogue(language: str) -> _gettext.NullTranslations:
    folder = Path(__file__).parent / "locale"
    # English is the language of the message ids, so it has no catalogue.
    return _gettext.translation("broadcaster", folder, [language], fallback=language == "en")


def language() -> str:
    """Return the language in use: what `use_language` set, else `BROADCASTER_LANG`, else `vi`."""
    wanted = _chosen.get() or os.environ.get(ENVIRONMENT, DEFAULT_LANGUAGE)
    return wanted if wanted in LANGUAGES else DEFAULT_LANGUAGE


def use_language(wanted: str) -> None:
    """Read and write in `wanted` (one of `LANGUAGES`) from here on, in this context."""
    _chosen.set(wanted)


def gettext(message: str) -> str:
    """Return `message` in the language in use."""
    return _catalogue(language()).gettext(message)


def ngettext(one: str, many: str, count: int) -> str:
    """Return the form of the message that fits `count`, in the language in use."""
    return _catalogue(language()).ngettext(one, many, count)


def N_(message: str) -> str:  # noqa: N802 - gettext's own name for a deferred message
    """Mark a message for the catalogue; translate it with `gettext` when it is shown."""
    return message


_ = gettext
