"""The key of a service, from a file that only its owner can read. It is never shown or logged."""

import os
import re
import stat
from pathlib import Path

from broadcaster.i18n import _
from broadcaster.voices.failure import Failure, ServiceError

MOST_BYTES = 4096
OTHERS = stat.S_IRWXG | stat.S_IRWXO
HIDDEN = "•••"
_LINE = re.compile(r"[!-~]([ -~]*[!-~])?")


def read_secret(keys: Path, name: str) -> str:
    """Return the secret in `keys/<name>`; `ServiceError` says what is wrong with the file."""
    path = keys / name
    try:
        with os.fdopen(os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK), "rb") as file:
            status = os.fstat(file.fileno())
            if status.st_mode & OTHERS:
                clause = _('others may read "keys/{name}"; run `chmod 600` on it')
                raise _refusal(clause.format(name=name))
            plain = stat.S_ISREG(status.st_mode) and status.st_size <= MOST_BYTES
            content = file.read(MOST_BYTES) if plain else b""
    except OSError as error:
        clause = _('the key "keys/{name}" cannot be read ({error})')
        raise _refusal(clause.format(name=name, error=error.strerror or str(error))) from error
    secret = content.decode("ascii", "replace").strip()
    if not _LINE.fullmatch(secret):
        raise _refusal(_('"keys/{name}" does not hold one line of a key').format(name=name))
    return secret


def masked(text: str, secret: str) -> str:
    """Return `text` without the secret, which a service may repeat in what it says."""
    return text.replace(secret, HIDDEN) if secret else text


def _refusal(clause: str) -> ServiceError:
    return ServiceError(Failure.REFUSED, clause)
