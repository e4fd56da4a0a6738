"""The body of a form, of which no more is read than its route takes.

What a request says of its own length is believed only when it says too much. The framework's own
bound is not used: it answers by itself, in plain English, whatever the visitor reads.
"""

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.types import Message

LONGEST_LENGTH = 15
"""Digits; no file of that many bytes exists."""


class TooLarge(HTTPException):
    """A body is larger than its route takes. Nothing of it is kept."""

    def __init__(self) -> None:
        super().__init__(413)


def bounded(request: Request, most: int) -> Request:
    """Return the request as one that breaks off, with `TooLarge`, after `most` bytes."""
    left = most

    async def receive() -> Message:
        nonlocal left
        message = await request.receive()
        left -= len(message.get("body", b""))
        if left < 0:
            raise TooLarge
        return message

    return Request(request.scope, receive)


def require_room(request: Request, most: int) -> None:
    """Refuse, before anything is read, a body that calls itself larger than `most` bytes."""
    length = request.headers.get("content-length", "")
    if length.isdecimal() and (len(length) > LONGEST_LENGTH or int(length) > most):
        raise TooLarge
