"""How a bulletin sounds: one line, the whole, spoken by a voice, or a person's recording."""

from pathlib import PurePosixPath
from typing import Annotated

from fastapi import File, UploadFile
from starlette.responses import FileResponse, JSONResponse, Response

from broadcaster.bulletins import BulletinsError, actions
from broadcaster.production import actions as production_actions
from broadcaster.production.marks import NO_LINE
from broadcaster.reading import ReadingError
from broadcaster.web.consent import WhatWasSeen, consent
from broadcaster.web.fields import Text
from broadcaster.web.pages.write import kept_on_disk
from broadcaster.web.visit import Visitor, go_to

MEDIA = {"mp3": "audio/mpeg", "flac": "audio/flac", "opus": "audio/ogg", "ogg": "audio/ogg"}


def hear_line(visit: Visitor, bulletin: str, line: int) -> Response:
    """Answer with one line as it would be spoken."""
    script = actions.find(visit.desk, bulletin).revision.script
    if not 1 <= line <= len(script.sentences):
        raise ReadingError.no_line(line, len(script.sentences))
    wave = production_actions.hear_line(visit.desk, script.sentences[line - 1], script.language)
    return Response(wave, media_type="audio/wav")


def hear(visit: Visitor, bulletin: str) -> Response:
    """Answer with the whole cut, byte for byte as it would air; a part of it when asked."""
    found = actions.find(visit.desk, bulletin)
    if not found.has_fitting_cut:
        raise BulletinsError.not_rendered(found.id)
    return _whole(visit, found.cut)


def hear_headline(visit: Visitor, bulletin: str) -> Response:
    """Answer with the headline's cut, byte for byte as it would air."""
    found = actions.find(visit.desk, bulletin)
    if not found.headline_cut:
        raise BulletinsError.not_rendered(found.id)
    return _whole(visit, found.headline_cut)


def _whole(visit: Visitor, sha256: str) -> Response:
    cut = actions.cut_of(visit.desk, sha256)
    cache = production_actions.open_cache(visit.desk)
    cache.read(cut.sha256)  # what is listened to must be what would be approved
    path = cache.path(cut.sha256)
    return FileResponse(path, media_type=MEDIA.get(cut.format, "application/octet-stream"))


def times(visit: Visitor, bulletin: str) -> Response:
    """Answer with [line, millisecond it begins, millisecond it ends] of each line that sounds.

    None for a recording: nobody knows which of its sentences is which line.
    """
    marks = actions.marks_of(visit.desk, actions.find(visit.desk, bulletin))
    return JSONResponse(
        [[one.line, one.start_ms, one.end_ms] for one in marks.sentences if one.line != NO_LINE]
    )


def speak(visit: Visitor, bulletin: str, seen: WhatWasSeen, bed: Text = "") -> Response:
    """Begin to speak the whole bulletin, over a bed if one was chosen; the page shows how far."""
    agreed = {**consent(visit, seen), "bed": bed or None}
    visit.office.speaking.begin(visit.desk, bulletin, agreed)
    return go_to(f"/write/{bulletin}", anchor="sound")


def record(
    visit: Visitor, bulletin: str, seen: WhatWasSeen, file: Annotated[UploadFile, File()]
) -> Response:
    """Take a person's recording as the bulletin's sound."""
    name = PurePosixPath((file.filename or "").replace("\\", "/"))
    with kept_on_disk(file, name) as path:
        actions.render(visit.desk, bulletin, recording=path, **consent(visit, seen))
    visit.office.speaking.forget(bulletin)
    return go_to(f"/write/{bulletin}", "recorded", "sound")
