"""Why a service outside gave no speech: of which sort, in one clause, and whether to ask again."""

from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from enum import StrEnum

from broadcaster.i18n import _


class Failure(StrEnum):
    """The sorts of failure, by what can be done about them."""

    NETWORK = "network"
    """Nobody was reached, or the answer did not come through: ask again."""
    BUSY = "busy"
    """The service takes no more now (429), or is in trouble itself (5xx): ask again, later."""
    RUBBISH = "rubbish"
    """An answer came, and there is no speech in it: ask again, it may have been cut."""
    REFUSED = "refused"
    """The service will not do it, or it leads to where nothing may be fetched: do not ask again."""
    OUT_OF_TIME = "out-of-time"
    """All the time that one bulletin may take is used up."""


PASSING = frozenset({Failure.NETWORK, Failure.BUSY, Failure.RUBBISH})


class ServiceError(Exception):
    """The service did not give speech; the text is the clause that says why."""

    def __init__(self, failure: Failure, clause: str, retry_after_s: float | None = None) -> None:
        super().__init__(clause)
        self.failure = failure
        self.retry_after_s = retry_after_s
        """How long the service itself wants to be left alone; None when it does not say."""


def unreachable(host: str, reason: str) -> ServiceError:
    """Say that no connection came about, or that it broke."""
    return ServiceError(
        Failure.NETWORK, _("{host} cannot be reached ({error})").format(host=host, error=reason)
    )


def late(seconds: float) -> ServiceError:
    """Say that an answer was not whole in time."""
    return ServiceError(
        Failure.NETWORK,
        _("the service gave no whole answer in {seconds} s").format(seconds=round(seconds)),
    )


def broke_off() -> ServiceError:
    """Say that the connection ended inside the answer."""
    return ServiceError(Failure.NETWORK, _("the service's answer broke off"))


def no_speech(reason: str = "") -> ServiceError:
    """Say that there is nothing to hear in an answer; `reason` is a clause that says more."""
    clause = _("the service's answer holds no speech")
    return ServiceError(Failure.RUBBISH, f"{clause} ({reason})" if reason else clause)


def too_large(most_bytes: int) -> ServiceError:
    """Say that an answer goes on and on."""
    return ServiceError(
        Failure.REFUSED,
        _("the service's answer is larger than {mb} MB").format(mb=most_bytes // (1024 * 1024)),
    )


def out_of_time(seconds: int, last: Exception | None) -> ServiceError:
    """Say that the bulletin has had its time, and what went wrong last."""
    clause = _("the {seconds} s that a bulletin may take with it are over").format(seconds=seconds)
    return ServiceError(Failure.OUT_OF_TIME, f"{clause}; {last}" if last else clause)


def by_status(status: int, headers: Mapping[str, str], now: datetime) -> ServiceError:
    """Return what an answer without a success says; names of `headers` are in small letters."""
    if status in (429, 503):
        clause = _("the service takes no more requests now ({status})")
        wanted = retry_after_s(headers.get("retry-after", ""), now)
        return ServiceError(Failure.BUSY, clause.format(status=status), wanted)
    if status >= 500 or status in (408, 425):
        clause = _("the service is out of order ({status})")
        return ServiceError(Failure.BUSY, clause.format(status=status))
    if status in (401, 403):
        clause = _("the service refused ({status}); see whether its key is right and paid for")
        return ServiceError(Failure.REFUSED, clause.format(status=status))
    clause = _("the service refused ({status})")
    return ServiceError(Failure.REFUSED, clause.format(status=status))


def retry_after_s(value: str, now: datetime) -> float | None:
    """Read a Retry-After header (RFC 9110, 10.2.3): seconds, or a date; None when it is neither."""
    text = value.strip()
    if text.isascii() and text.isdecimal():
        return float(text[:9])
    try:
        moment = parsedate_to_datetime(text)
    except ValueError:
        return None
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max(0.0, (aware - now).total_seconds())
