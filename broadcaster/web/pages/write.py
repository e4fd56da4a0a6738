"""Write: what is in hand, and the form that brings a text, a document or a recording."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Annotated

from fastapi import File, UploadFile
from starlette.responses import Response

from broadcaster.bulletins import Bulletin, State, Wanted, actions
from broadcaster.bulletins.intake import bring_file, is_recording
from broadcaster.bulletins.tidying import LONGEST_TITLE
from broadcaster.errors import BroadcasterError
from broadcaster.i18n import _
from broadcaster.reading import recognise_legacy
from broadcaster.web import notices
from broadcaster.web.fields import Tick, Whole
from broadcaster.web.visit import Typed, Visit, Visitor, go_to

SHOWN = 20
IN_HAND = (State.DRAFT, State.RENDERED)
EXAMPLE_CHARACTERS = 300


class TwoTextsError(BroadcasterError):
    """A text was typed and a file chosen; taking one of them would lose the other unsaid."""

    def __init__(self) -> None:
        super().__init__(
            _("Both a text and a file were given. Send one of them, or empty the text first.")
        )


@dataclass(frozen=True)
class Converted:
    """A text in an old encoding, as it was brought and as it would be read."""

    encoding: str
    original: str
    text: str
    in_part: bool = False
    """Pages of its PDF are pictures, and were not read."""


def page(visit: Visitor, done: str = "") -> Response:
    """Show what is in hand, and the form."""
    return _page(visit, said=notices.notice(done))


def page_again(visit: Visit, typed: Typed, refusal: str) -> Response:
    """Show it once more with what was wrong; the text that was typed stays."""
    return _page(visit, 422, refusal=refusal, typed=typed)


def add(
    visit: Visitor,
    text: Whole = "",
    title: Whole = "",
    as_written: Tick = "",
    in_part: Tick = "",
    file: Annotated[UploadFile | None, File()] = None,
) -> Response:
    """Enter a text, a document or a recording as a new bulletin."""
    wanted = Wanted(title=title or None)
    if file is not None and file.size:
        if text.strip():
            raise TwoTextsError
        return _add_file(visit, file, wanted)
    if not as_written and (legacy := recognise_legacy(text)):
        return _ask(visit, Converted(legacy.encoding, text, legacy.text), title)
    done = "added-in-part" if in_part else "added"
    return _entered(visit, actions.add(visit.desk, text, wanted), done)


def _add_file(visit: Visit, file: UploadFile, wanted: Wanted) -> Response:
    # The name is somebody's text: it may become a title, never a path.
    name = PurePosixPath((file.filename or "").replace("\\", "/"))
    head = file.file.read(16)
    file.file.seek(0)
    if is_recording(head, name.suffix):
        titled = Wanted(title=wanted.title or name.stem[:LONGEST_TITLE] or None)
        with kept_on_disk(file, name) as path:
            added = actions.add_recording(visit.desk, path, titled)
        return _entered(visit, added, "added-recording")
    brought = bring_file(file.file, name.name)
    if brought.original:
        in_part = bool(brought.pictures)
        converted = Converted(brought.encoding, brought.original, brought.text, in_part)
        return _ask(visit, converted, wanted.title or brought.name[:LONGEST_TITLE])
    added = actions.add(visit.desk, brought.text, wanted, name=brought.name)
    return _entered(visit, added, "added-in-part" if brought.pictures else "added")


@contextmanager
def kept_on_disk(file: UploadFile, name: PurePosixPath) -> Iterator[Path]:
    """Give an uploaded file as a path, under a name of ours, for as long as it is needed.

    A refusal of it names it as it came.
    """
    ending = name.suffix if name.suffix[1:].isalnum() and name.suffix.isascii() else ""
    with tempfile.NamedTemporaryFile(prefix="broadcaster-", suffix=ending[:8]) as kept:
        shutil.copyfileobj(file.file, kept)
        kept.flush()
        try:
            yield Path(kept.name)
        except BroadcasterError as error:
            error.on_page = error.on_page.replace(Path(kept.name).name, name.name)
            raise


def _entered(visit: Visit, bulletin: Bulletin, done: str = "added") -> Response:
    visit.is_about(bulletin.id)
    return go_to(f"/write/{bulletin.id}", done)


def _ask(visit: Visit, converted: Converted, title: str) -> Response:
    """Show both readings of a text in an old encoding, before anything is entered."""
    visit.is_asked()
    return visit.page("converted.html", converted=converted, title=title, shown=EXAMPLE_CHARACTERS)


def _page(
    visit: Visit, status: int = 200, said: str = "", refusal: str = "", typed: Typed | None = None
) -> Response:
    def newest(*states: State) -> object:
        return actions.listing(visit.desk, states, limit=SHOWN, newest_first=True)

    return visit.page(
        "write.html",
        status,
        said=said,
        refusal=refusal,
        typed=typed or {},
        returned=newest(State.RETURNED),
        in_hand=newest(*IN_HAND),
        waiting=newest(State.SUBMITTED),
        approved=newest(State.APPROVED),
    )
