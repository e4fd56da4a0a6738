"""How programmes, station sounds and relays are named in a programme's file."""

import re
from typing import Any

from broadcaster.i18n import _

LONGEST_NAME = 60
_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def programme_name(value: Any) -> str:
    """Read a name: small letters, digits, single hyphens. ValueError says so."""
    if not isinstance(value, str) or len(value) > LONGEST_NAME or not _NAME.fullmatch(value):
        raise ValueError(
            _("needs small letters a-z, digits and single hyphens, 60 at most, in quotes")
        )
    return value
