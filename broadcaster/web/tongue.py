"""In which language a visitor reads: chosen by the switch, kept in a cookie, else the station's."""

from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Receive, Scope, Send

from broadcaster.i18n import LANGUAGES, use_language

COOKIE = "broadcaster_lang"
A_YEAR_S = 365 * 24 * 3600


class Tongue:
    """Lets everything that happens for one request speak the visitor's language."""

    def __init__(self, app: ASGIApp, default: str) -> None:
        self.app, self._default = app, default

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Choose the language, then answer."""
        if scope["type"] == "http":
            chosen = HTTPConnection(scope).cookies.get(COOKIE, "")
            use_language(chosen if chosen in LANGUAGES else self._default)
        await self.app(scope, receive, send)
