"""What the table says of one address."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from starlette.responses import Response

from broadcaster.web.visit import Typed, Visit
from broadcaster.web.who import Who

PAGE_BYTES = 64 * 1024
TEXT_BYTES = 3_000_000
"""The longest text that is read, as a form encodes it: nine bytes for a letter like ệ."""
Again = Callable[[Visit, Typed, str], Response]
"""Shows a page once more: what was typed, and the sentence that says what was refused."""


@dataclass(frozen=True)
class Route:
    """One address. A form (POST) has an `act`, under which the trail keeps it."""

    method: str
    path: str
    answer: Callable[..., Any]
    who: Who
    act: str = ""
    again: Again | None = None
    most_bytes: int = PAGE_BYTES
    is_use: bool = True
    """False for what a page asks by itself: it does not keep a session from idling out."""
    acts_as: Who = None
    """The roles the act may rest on, where they are more than those the page is for."""

    @property
    def is_form(self) -> bool:
        """Say whether it changes something."""
        return self.method == "POST"


def page(path: str, answer: Callable[..., Any], who: Who) -> Route:
    """Return an address that only shows."""
    return Route("GET", path, answer, who)


def form(
    path: str,
    answer: Callable[..., Any],
    who: Who,
    act: str,
    again: Again | None = None,
    most_bytes: int = PAGE_BYTES,
) -> Route:
    """Return an address that does something."""
    return Route("POST", path, answer, who, act, again, most_bytes)
