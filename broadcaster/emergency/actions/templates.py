"""Prepare emergency templates in quiet times: speak every phrase, and have another approve them.

The files lie in the home's `emergency/`. Applying speaks what they say; nothing may be used before
an approver, who is not the author, has signed it. What is in force is one signed file of `plan/`,
which the player reads without the database.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from sqlalchemy.orm import Session

from broadcaster.bulletins import actions as bulletins_actions
from broadcaster.desk import Desk
from broadcaster.emergency import store
from broadcaster.emergency.errors import EmergencyError
from broadcaster.emergency.model import Phrase, Template, Wording
from broadcaster.emergency.template_file import LONGEST_FILE, TemplateFileError, read_template
from broadcaster.handles import resolve
from broadcaster.i18n import _
from broadcaster.production import actions as production_actions
from broadcaster.reading import Region, Script, read
from broadcaster.store import queue_file
from broadcaster.timebase import as_rfc3339
from broadcaster.units import Role
from broadcaster.units import actions as units_actions

Progress = Callable[[int, int], None]
"""Told how many phrases are spoken, of how many."""


@dataclass(frozen=True)
class Checked:
    """A file, what it states, and what is wrong with it."""

    path: Path
    text: str
    wording: Wording | None
    mistakes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Listed:
    """A template by name: the version in force, and the one that waits."""

    name: str
    approved: Template | None
    waiting: Template | None

    @property
    def newest(self) -> Template:
        """The version that waits, or else the one in force."""
        found = self.waiting or self.approved
        if found is None:
            raise AssertionError("a listed template has a version")
        return found


def check_templates(desk: Desk, paths: Sequence[Path] = ()) -> tuple[Checked, ...]:
    """Read template files, all of `emergency/` unless some are named, with every mistake.

    Words that the reader is unsure of are mistakes: an emergency leaves no time for them.
    """
    found = [_checked(desk, path) for path in paths or sorted(desk.home.emergency.glob("*.toml"))]
    if not found:
        raise EmergencyError.no_file(str(desk.home.emergency))
    return tuple(found)


def apply_templates(
    desk: Desk,
    paths: Sequence[Path] = (),
    *,
    voice: str | None = None,
    progress: Progress = lambda _done, _of: None,
) -> tuple[Template, ...]:
    """Speak every phrase of the files; each then waits for an approver. Operator's act.

    `EmergencyError` with every mistake of any of them; then none is applied. A file that is in
    force or waits already is passed over.
    """
    who = units_actions.require_role(desk, Role.OPERATOR, Role.APPROVER)
    files = check_templates(desk, paths)
    if mistakes := [f"{one.path.name}: {mistake}" for one in files for mistake in one.mistakes]:
        raise EmergencyError.check_failed(mistakes)
    with desk.database.transaction() as session:
        known = [*store.waiting(session).values(), *store.in_force(session).values()]
    versions = {(one.name, one.version) for one in known}
    fresh = [
        (one.wording, _version(one.text))
        for one in files
        if one.wording and (one.wording.name, _version(one.text)) not in versions
    ]
    total = sum(len(wording.texts) for wording, _of in fresh)
    applied: list[Template] = []
    for wording, version in fresh:
        done = sum(len(one.phrases) for one in applied)
        phrases = {}
        for number, text in enumerate(wording.texts, 1):
            phrases[text] = _speak(desk, text, voice)
            progress(done + number, total)
        applied.append(Template(wording, version, phrases, who.person, desk.time.now()))
    with desk.database.transaction() as session:
        for template in applied:
            store.insert(session, template, who)
    return tuple(applied)


def approve_template(desk: Desk, handle: str) -> Template:
    """Sign the version of a template that waits, as another person than who applied it."""
    who = units_actions.require_role(desk, Role.APPROVER)
    now = desk.time.now()
    with desk.database.transaction() as session:
        waiting = store.waiting(session)
        if handle not in waiting:
            raise EmergencyError.none_waits(handle)
        found = waiting[handle]
        if found.author == who.person:
            raise EmergencyError.own_template(found.name, who.person)
        for phrase in found.phrases.values():
            production_actions.open_cache(desk).read(phrase.cut)
        signed = replace(found, approver=who.person, approver_name=who.name, at=now)
        store.approve(session, signed, who, now)
        _publish(session, desk)
    desk.publish()
    return signed


def withdraw_template(desk: Desk, handle: str) -> None:
    """End a template: no order names it any more, and one that repeats it stops."""
    who = units_actions.require_role(desk, Role.OPERATOR, Role.APPROVER)
    with desk.database.transaction() as session:
        known = list(store.in_force(session))
        if handle not in known:
            raise EmergencyError.unknown(handle, known)
        store.end(session, handle, who.person, desk.time.now())
        _publish(session, desk)
    desk.publish()


def template_list(desk: Desk) -> tuple[Listed, ...]:
    """Return every template that is in force or waits, by name."""
    with desk.database.transaction() as session:
        approved, waiting = store.in_force(session), store.waiting(session)
    names = sorted({*approved, *waiting})
    return tuple(Listed(name, approved.get(name), waiting.get(name)) for name in names)


def template(desk: Desk, handle: str) -> Listed:
    """Return the template that `handle` names."""
    every = {one.name: one for one in template_list(desk)}
    return every[resolve(handle, list(every))]


def cuts_in_hand(desk: Desk) -> set[str]:
    """Return the SHA-256 of every cut that a template needs or waits with."""
    versions = [one for listed in template_list(desk) for one in (listed.approved, listed.waiting)]
    return {phrase.cut for one in versions if one for phrase in one.phrases.values()}


def publish_templates(desk: Desk) -> None:
    """Write the signed file anew, where a station has templates."""
    with desk.database.transaction() as session:
        if store.in_force(session):
            _publish(session, desk)
    desk.publish()


def _publish(session: Session, desk: Desk) -> None:
    session.flush()
    body = {
        "v": 1,
        "at": as_rfc3339(desk.time.now()),
        "templates": [one.to_document() for one in store.in_force(session).values()],
    }
    signed = desk.key.sign("emergency-templates", body)
    queue_file(session, desk.home, desk.home.emergency_templates, signed)


def _checked(desk: Desk, path: Path) -> Checked:
    try:
        with path.open("rb") as file:
            text = file.read(LONGEST_FILE + 1).decode("utf-8-sig")
        wording = read_template(text)
    except (OSError, UnicodeDecodeError) as error:
        return Checked(path, "", None, (getattr(error, "strerror", None) or str(error),))
    except TemplateFileError as error:
        return Checked(path, text, None, tuple(error.mistakes))
    unsure = [
        _('"{words}" in "{text}" can be read in more than one way; enter it in the lexicon').format(
            words=flag.written, text=said
        )
        for said in wording.texts
        for flag in _script(desk, said).ambiguous
    ]
    return Checked(path, text, wording, tuple(unsure))


def _script(desk: Desk, text: str) -> Script:
    lexicon = bulletins_actions.commune_lexicon(desk)
    return read(text, region=Region(desk.settings.region), lexicon=lexicon)


def _speak(desk: Desk, text: str, voice: str | None) -> Phrase:
    cut = production_actions.render(desk, _script(desk, text), voice)
    return Phrase(text, cut.sha256, cut.decoded_sha256, cut.duration_ms, cut.sentence_ends_ms)


def _version(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:12]
