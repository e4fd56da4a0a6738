"""Is a form ours? Both must hold: it comes from a page of this address, and it has our token.

The token is made from the visitor's cookie, which other sites cannot read; nothing is stored.
Where nobody is signed in yet, a cookie without meaning stands in for the session's.
"""

import hmac
from hashlib import sha256
from urllib.parse import urlsplit

from starlette.requests import Request

FIELD = "token"


def token_of(secret: str) -> str:
    """Return the token that forms carry for the visitor with this cookie."""
    return hmac.new(secret.encode(), b"broadcaster form", sha256).hexdigest()


def is_token(secret: str, token: str) -> bool:
    """Say whether a form carries the visitor's own token."""
    return bool(secret) and hmac.compare_digest(token_of(secret).encode(), token.encode())


def is_same_origin(request: Request) -> bool:
    """Say whether the browser states that a page of this very address sent the form.

    Every browser of the last eight years sends `Origin` with a form; `Referer` is the fallback.
    A request that states neither is not taken.
    """
    stated = request.headers.get("origin") or request.headers.get("referer") or ""
    try:
        came_from = urlsplit(stated)
    except ValueError:  # as for `http://[`
        return False
    return bool(came_from.netloc) and came_from.netloc == request.headers.get("host")
