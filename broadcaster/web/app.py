"""The console as an application: the table of routes behind their doors, and the refusals."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from anyio import to_thread
from fastapi import FastAPI

from broadcaster.desk import Desk
from broadcaster.units import actions as units_actions
from broadcaster.web import refusals
from broadcaster.web.air import Air
from broadcaster.web.door import Door
from broadcaster.web.headers import SecurityHeaders
from broadcaster.web.office import Office
from broadcaster.web.routes import ROUTES
from broadcaster.web.speaking import Speaking
from broadcaster.web.templating import Templates
from broadcaster.web.tongue import Tongue

THREADS = 12
"""Requests worked on at once; the player on the same box comes first."""


def make_app(desk: Desk) -> FastAPI:
    """Return the console of a home; `desk` names nobody, each request brings its own person."""
    templates = Templates(desk.settings.zone_info, desk.time.now)
    name = units_actions.station(desk).name
    office = Office(desk, templates, Speaking(), Air(desk), name)

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        to_thread.current_default_thread_limiter().total_tokens = THREADS
        yield
        office.speaking.stop()

    # No list of addresses for machines: everything there is stands in the table.
    app = FastAPI(openapi_url=None, docs_url=None, redoc_url=None, lifespan=lifespan)
    app.router.routes.extend(Door(route, office) for route in ROUTES)
    refusals.install(app, office)
    app.add_middleware(Tongue, default=desk.settings.language)
    app.add_middleware(SecurityHeaders)
    return app
