"""A recording with and without its noise: bring it, hear both, take one."""

from pathlib import PurePosixPath
from typing import Annotated

from fastapi import File, Form, UploadFile
from starlette.responses import FileResponse, Response

from broadcaster.bulletins import actions
from broadcaster.bulletins.previewing import PreviewError, Which
from broadcaster.production import actions as production_actions
from broadcaster.web.consent import WhatWasSeen, consent
from broadcaster.web.fields import Turn
from broadcaster.web.pages.sound import MEDIA
from broadcaster.web.pages.write import kept_on_disk
from broadcaster.web.visit import Visitor, go_to


def bring(
    visit: Visitor, bulletin: str, turn: Turn, file: Annotated[UploadFile, File()]
) -> Response:
    """Make both of a recording; nothing is used yet."""
    name = PurePosixPath((file.filename or "").replace("\\", "/"))
    with kept_on_disk(file, name) as path:
        actions.preview(visit.desk, bulletin, path, turn=turn)
    return go_to(f"/write/{bulletin}", "previewed", "sound")


def hear(visit: Visitor, bulletin: str, which: Which) -> Response:
    """Answer with one of the two."""
    found = actions.find(visit.desk, bulletin)
    waiting = actions.preview_of(visit.desk, found)
    if waiting is None:
        raise PreviewError.nothing(found.id)
    cut = actions.cut_of(visit.desk, waiting.cut(which))
    cache = production_actions.open_cache(visit.desk)
    cache.read(cut.sha256)
    media = MEDIA.get(cut.format, "application/octet-stream")
    return FileResponse(cache.path(cut.sha256), media_type=media)


def accept(
    visit: Visitor, bulletin: str, seen: WhatWasSeen, which: Annotated[Which, Form()]
) -> Response:
    """Take one of the two as the bulletin's sound."""
    actions.take_preview(visit.desk, bulletin, which, **consent(visit, seen))
    visit.office.speaking.forget(bulletin)
    return go_to(f"/write/{bulletin}", "recorded", "sound")
