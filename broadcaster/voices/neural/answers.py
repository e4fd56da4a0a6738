"""What a server answers to "give me the rest of this file", judged by status and headers. Pure."""

from collections.abc import Mapping, Sequence
from fnmatch import fnmatchcase
from urllib.parse import urljoin, urlsplit

from broadcaster.i18n import _

GONE_ON, WHOLE, NOT_SATISFIABLE = 206, 200, 416
MOVED = frozenset({301, 302, 303, 307, 308})


class AnswerError(Exception):
    """The answer cannot be used, and asking again would not help; the text says why."""


class LineError(Exception):
    """The answer broke off, or came too slowly; what has come is kept. The text says why."""


def next_address(address: str, location: str, hosts: Sequence[str]) -> str:
    """Return where a redirect leads; `AnswerError` when nobody agreed to that host.

    The first address's own host is among those agreed to. Encryption is never dropped.
    """
    target = urljoin(address, location)
    before, after = urlsplit(address), urlsplit(target)
    host = after.hostname or ""
    agreed = host == before.hostname or any(fnmatchcase(host, one) for one in hosts)
    encrypted = after.scheme == "https" or (after.scheme == before.scheme == "http")
    if not agreed or not encrypted:
        raise AnswerError(
            _("the server sends on to {address}").format(address=f"{after.scheme}://{host}")
        )
    return target


def writes_from(status: int, headers: Mapping[str, str], have: int, size: int) -> int:
    """Return from which byte on an answer's body counts; `have` bytes of `size` are there.

    0 when the server begins anew. `AnswerError` when it speaks of a file of another size.
    """
    if status == NOT_SATISFIABLE and have:
        return 0
    if status == GONE_ON:
        return _continued(headers.get("Content-Range", ""), have, size)
    if status == WHOLE:
        _agree(headers.get("Content-Length"), size)
        return 0
    if status in (408, 429) or status >= 500:
        raise LineError(_("the server answered {status}").format(status=status))
    raise AnswerError(_("the server answered {status}").format(status=status))


def _continued(span: str, have: int, size: int) -> int:
    if not have or not span.startswith(f"bytes {have}-"):
        raise AnswerError(
            _('the server gives another part than was asked for ("{span}")').format(span=span)
        )
    _agree(span.rpartition("/")[2], size)
    return have


def _agree(said: str | None, size: int) -> None:
    """Refuse a stated length other than the file's; a server may also state none."""
    if said not in (None, "", "*", str(size)):
        raise AnswerError(
            _("the server's file has {said} bytes instead of {size}").format(said=said, size=size)
        )
