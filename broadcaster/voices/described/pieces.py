"""Read single values of a description: each returns what it read, or says what is allowed."""

import math
import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from broadcaster.checked_table import Reader, text
from broadcaster.i18n import _
from broadcaster.voices.addresses import is_this_machine
from broadcaster.voices.described.model import Scalar

LONGEST_HOST = 100
"""So that an approver's leave can hold it whole."""
OURS = frozenset(
    {"host", "connection", "content-length", "transfer-encoding", "accept-encoding", "upgrade"}
)
"""Headers that belong to the connection; a description does not set them."""
_ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_TAKEN = ("embedded-", "gtts-", "piper-", "neural-")
LONGEST_ID = 60
_LANGUAGE = re.compile(r"[a-z]{2,3}")
_FILE = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9._-]*\.secret")
"""The ending is there so that no description can send the box's own key away."""
_HOST = re.compile(r"(\*\.)?([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}|localhost|127\.0\.0\.1")
_PATH = re.compile(r"[^.\s]+(\.[^.\s]+)*")
_NAME = re.compile(r"[a-z][a-z0-9_]*")
_RESERVED = frozenset({"text", "secret", "language", "description"})
_HEADER = re.compile(r"[A-Za-z0-9!#$%&'*+.^_`|~-]+")
_VALUE = re.compile(r"[ -~]*")


def short(most: int) -> Reader[str]:
    """Return a reader of one line of at most `most` characters."""

    def read(value: Any) -> str:
        line = text(value)
        if len(line) > most:
            raise ValueError(_("needs at most {most} characters").format(most=most))
        return line

    return read


def voice_id(value: Any) -> str:
    """Read the id of a voice, which is not one of the program's own."""
    found = _fitting(value, _ID, _("needs small letters, figures and single dashes"))
    if found.startswith(_TAKEN) or len(found) > LONGEST_ID:
        raise ValueError(_("must not begin like a voice of the program itself, nor be that long"))
    return found


def language(value: Any) -> str:
    """Read a code of a language."""
    return _fitting(value, _LANGUAGE, _('needs the code of a language, such as "vi"'))


def file_name(value: Any) -> str:
    """Read the name of a secret file in `keys/`."""
    return _fitting(
        value, _FILE, _('needs the name of a file in keys/ that ends in ".secret", no folder')
    )


def host(value: Any) -> str:
    """Read the name of a host, with `*.` before it for every name under it."""
    return _fitting(value, _HOST, _('needs a host such as "cdn.example.vn" or "*.example.vn"'))


def path(value: Any) -> str:
    """Read a path into a JSON answer."""
    return _fitting(value, _PATH, _('needs keys with points between, such as "data.url"'))


def place(value: Any) -> str:
    """Read the URL of a service: https, or http to this machine. It has no query of its own."""
    wanted = _('needs an address that begins with "https://", without user, "?" or "#"')
    try:
        parts = urlsplit(text(value))
        _port = parts.port
    except ValueError as error:
        raise ValueError(wanted) from error
    plain = parts.scheme == "http" and is_this_machine(parts.hostname or "")
    secure = parts.scheme == "https" and bool(_HOST.fullmatch(parts.hostname or ""))
    long = len(parts.netloc) > LONGEST_HOST
    extra = long or parts.query or parts.fragment or parts.username is not None or "{" in parts.path
    if extra or not (plain or secure) or not _VALUE.fullmatch(parts.path):
        raise ValueError(wanted)
    return parts.geturl()


def scalar(value: Any) -> Scalar:
    """Read a text, a number, or true or false."""
    if not isinstance(value, str | int | float) or not is_finite(value):
        raise ValueError(_("needs a text, a number, true or false"))
    return value


def is_finite(value: Scalar) -> bool:
    """Say whether a value is one that JSON has too; TOML also knows `nan` and `inf`."""
    return isinstance(value, str) or math.isfinite(value)


def scalar_table(value: Any) -> Mapping[str, Scalar]:
    """Read a table of such values."""
    if not isinstance(value, dict):
        raise ValueError(_("needs a table"))
    return {_key(name): scalar(one) for name, one in value.items()}


def parameter_table(value: Any) -> Mapping[str, Scalar]:
    """Read a table of values whose names templates can use."""
    table = scalar_table(value)
    for name in table:
        if not _NAME.fullmatch(name) or name in _RESERVED:
            raise ValueError(_('"{name}" cannot be the name of a parameter').format(name=name))
    return table


def header_table(value: Any) -> Mapping[str, str]:
    """Read headers: ASCII on one line, and none that belongs to the connection."""
    if not isinstance(value, dict):
        raise ValueError(_("needs a table"))
    for name, one in value.items():
        fits = isinstance(one, str) and _HEADER.fullmatch(name) and _VALUE.fullmatch(one)
        if not fits or name.lower() in OURS:
            raise ValueError(_('"{name}" is no header that can be sent').format(name=name))
    return dict(value)


def _key(name: str) -> str:
    if not name.isprintable() or not name.strip():
        raise ValueError(_("has a name that cannot be sent"))
    return name


def _fitting(value: Any, pattern: re.Pattern[str], wanted: str) -> str:
    if not isinstance(value, str) or not pattern.fullmatch(value):
        raise ValueError(wanted)
    return value
