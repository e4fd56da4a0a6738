"""Serve the console until the process is told to stop."""

import contextlib
import gc
import threading
from pathlib import Path

import uvicorn

from broadcaster.desk import Desk
from broadcaster.errors import BroadcasterError
from broadcaster.schedule import actions as schedule_actions
from broadcaster.web.app import make_app

MOST_CONNECTIONS = 200
LAST_WORDS_S = 3
"""How long open event streams may take to end when the process is stopped."""


def serve(
    desk: Desk, *, host: str, port: int, certificate: Path | None = None, key: Path | None = None
) -> None:
    """Serve on one address; returns after SIGTERM or SIGINT.

    Behind a proxy on this machine its `X-Forwarded-For` and `-Proto` are believed, from no other.
    """
    config = uvicorn.Config(
        make_app(desk),
        host=host,
        port=port,
        ssl_certfile=certificate,
        ssl_keyfile=key,
        log_level="warning",
        access_log=False,  # addresses of unpublished bulletins are nobody's to collect
        server_header=False,
        limit_concurrency=MOST_CONNECTIONS,
        timeout_graceful_shutdown=LAST_WORDS_S,
        forwarded_allow_ips="127.0.0.1",
        lifespan="on",
    )
    threading.Thread(target=_look_ahead, args=(desk,), daemon=True).start()
    uvicorn.Server(config).run()


def _look_ahead(desk: Desk) -> None:
    """Take the first look at log and plan, which takes seconds, before a visitor has to.

    What was read then stays for the life of the process. Python would go over all of it again
    and again to find what may be thrown away, a tenth of a second in the middle of some page.
    """
    with contextlib.suppress(BroadcasterError):  # the pages say what is wrong
        schedule_actions.planned(desk)
    gc.collect()
    gc.freeze()
