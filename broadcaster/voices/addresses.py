"""Which computers a voice may talk to: the open internet, or this machine where that is named.

A service, or whoever redirects to another one, must not lead us to the commune's own printers,
routers and files. So the address is looked at, not the name, and the connection is made to the
address that was looked at.
"""

import ipaddress
import socket

from broadcaster.i18n import _
from broadcaster.voices.failure import Failure, ServiceError, unreachable

THIS_MACHINE = frozenset({"localhost", "127.0.0.1", "::1"})

Address = ipaddress.IPv4Address | ipaddress.IPv6Address


def is_this_machine(host: str) -> bool:
    """Say whether a host of a URL names this machine, in so many words."""
    return host in THIS_MACHINE


def may_reach(host: str, address: str) -> bool:
    """Say whether `address`, found for `host`, may be connected to."""
    found = _unmapped(ipaddress.ip_address(address.partition("%")[0]))
    if is_this_machine(host):
        return found.is_loopback
    return found.is_global and not found.is_multicast


def addresses_of(host: str, port: int) -> list[tuple[str, int]]:
    """Look a host up and return where it may be reached, in the resolver's order.

    `ServiceError` when it is unknown, or lies where no voice has business. How long the look-up
    may take is the resolver's own setting.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise unreachable(host, getattr(error, "strerror", None) or str(error)) from error
    every = [(str(where[0]), int(where[1])) for *_rest, where in found]
    open_ones = [(address, number) for address, number in every if may_reach(host, address)]
    if not open_ones:
        clause = _("{host} lies in a closed network ({address}), where nothing is fetched")
        raise ServiceError(Failure.REFUSED, clause.format(host=host, address=every[0][0]))
    return open_ones


def _unmapped(address: Address) -> Address:
    """Return the IPv4 address inside an IPv6 one; else a private one would pass in disguise."""
    mapped = address.ipv4_mapped if isinstance(address, ipaddress.IPv6Address) else None
    return mapped or address
