"""Read a bulletin paragraph by paragraph: hear each, bring it anew, and join them at the end."""

import mimetypes
from pathlib import PurePosixPath
from typing import Annotated

from fastapi import File, Form, UploadFile
from starlette.responses import FileResponse, Response

from broadcaster.bulletins import actions
from broadcaster.web import notices
from broadcaster.web.consent import WhatWasSeen, consent
from broadcaster.web.fields import Turn
from broadcaster.web.pages.write import kept_on_disk
from broadcaster.web.stopping import airings_in_words
from broadcaster.web.visit import Typed, Visit, Visitor, go_to


def page(visit: Visitor, bulletin: str, done: str = "") -> Response:
    """Show the paragraphs with what was recorded of each."""
    return show(visit, bulletin, said=notices.notice(done))


def page_again(visit: Visit, _typed: Typed, refusal: str) -> Response:
    """Show them once more with what was refused."""
    return show(visit, visit.request.path_params["bulletin"], status=422, refusal=refusal)


def show(
    visit: Visit, handle: str, *, status: int = 200, said: str = "", refusal: str = ""
) -> Response:
    """Return the page."""
    bulletin = actions.find(visit.desk, handle)
    placed = actions.takes_of(visit.desk, handle)
    return visit.page(
        "takes.html",
        status,
        said=said,
        refusal=refusal,
        bulletin=bulletin,
        given=bulletin.revision.fields,
        placed=placed,
        complete=all(one.take for one in placed),
        stopping=airings_in_words(visit.desk, actions.ends_with_change(visit.desk, bulletin)),
    )


def hear(visit: Visitor, bulletin: str, paragraph: int) -> Response:
    """Answer with the take of a paragraph as it was brought."""
    path, name = actions.take_path(visit.desk, bulletin, paragraph)
    kind = mimetypes.guess_type(name)[0] or ""
    media = kind if kind.startswith(("audio/", "video/")) else "application/octet-stream"
    return FileResponse(path, media_type=media)


def record(
    visit: Visitor,
    bulletin: str,
    turn: Turn,
    paragraph: Annotated[int, Form(ge=1, le=100_000)],
    file: Annotated[UploadFile, File()],
) -> Response:
    """Take a recording as that of one paragraph."""
    name = PurePosixPath((file.filename or "").replace("\\", "/"))
    with kept_on_disk(file, name) as path:
        actions.record_paragraph(visit.desk, bulletin, paragraph, path, name=name.name, turn=turn)
    return go_to(f"/write/{bulletin}/takes", "paragraph-read", f"paragraph-{paragraph}")


def join(visit: Visitor, bulletin: str, seen: WhatWasSeen) -> Response:
    """Make the bulletin's sound of all its takes."""
    actions.render(visit.desk, bulletin, takes=True, **consent(visit, seen))
    visit.office.speaking.forget(bulletin)
    return go_to(f"/write/{bulletin}", "recorded", "sound")
