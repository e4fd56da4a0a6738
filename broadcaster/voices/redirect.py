"""Where an answer may lead: to the same host, or to those that were named. Nowhere else.

A text was allowed to go to one computer, which the approver was told. A redirect is followed only
where it does not carry the text further, and the key goes to the service's own host alone.
"""

from collections.abc import Collection
from dataclasses import replace
from urllib.parse import urljoin, urlsplit

from broadcaster.i18n import _
from broadcaster.timebase import TimeSource
from broadcaster.voices.addresses import is_this_machine
from broadcaster.voices.exchange import Answer, Request, exchange
from broadcaster.voices.failure import Failure, ServiceError

KEEPING = frozenset({307, 308})
"""These repeat the request with its body (RFC 9110, 15.4); the others ask with a bare GET."""
REDIRECTS = frozenset({301, 302, 303}) | KEEPING
MOST_REDIRECTS = 3


def follow(request: Request, hosts: Collection[str], time: TimeSource, until: int) -> Answer:
    """Send a request and go where its answers lead; `hosts` are those besides its own.

    `until` (monotonic ns) holds for all of it together. `ServiceError` as `exchange` raises it,
    and when an answer leads where nothing may be fetched.
    """
    every = {request.host, *hosts}
    for _hop in range(MOST_REDIRECTS + 1):
        answer = exchange(request, time, until)
        if answer.status not in REDIRECTS:
            return answer
        request = redirected(request, answer, every)
    clause = _("the service sends from one address to the next without end")
    raise ServiceError(Failure.REFUSED, clause)


def redirected(request: Request, answer: Answer, hosts: Collection[str]) -> Request:
    """Return the request that a redirect asks for; `ServiceError` when it may not be made."""
    url = urljoin(request.url, answer.headers.get("location", ""))
    require_place(url, hosts)
    at_home = _origin(url) == _origin(request.url)
    if not (answer.status in KEEPING or request.method == "GET"):
        request = replace(request, method="GET", body=b"")
    if at_home:
        return replace(request, url=url)
    if request.body:
        clause = _("the service wants the text sent on to {host}, which nobody allowed")
        raise ServiceError(Failure.REFUSED, clause.format(host=urlsplit(url).hostname))
    return Request(request.method, url)


def require_place(url: str, hosts: Collection[str]) -> None:
    """Refuse a URL that is not https to one of `hosts`, or http to this machine if it is one."""
    try:
        parts = urlsplit(url)
        host, _port = parts.hostname or "", parts.port
    except ValueError:
        host = ""
    if not host or parts.username is not None or not _is_safe(parts.scheme, host):
        clause = _("the service leads to an address that is not https")
        raise ServiceError(Failure.REFUSED, clause)
    if not any(_matches(host, one) for one in hosts):
        clause = _("the service leads to {host}, from which nothing may be fetched")
        raise ServiceError(Failure.REFUSED, clause.format(host=host))


def _is_safe(scheme: str, host: str) -> bool:
    return scheme == "https" or (scheme == "http" and is_this_machine(host))


def _matches(host: str, pattern: str) -> bool:
    """Say whether a host is the one named, or lies under `*.` of it."""
    return host.endswith(pattern[1:]) if pattern.startswith("*.") else host == pattern


def _origin(url: str) -> tuple[str, str]:
    parts = urlsplit(url)
    return parts.scheme, parts.netloc
