"""Give a bulletin its sound: a voice's or a person's."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from broadcaster.bulletins import lifecycle
from broadcaster.bulletins.actions import ending
from broadcaster.bulletins.actions.bedding import bed_for
from broadcaster.bulletins.actions.ending import VOID, Airings
from broadcaster.bulletins.actions.finding import find
from broadcaster.bulletins.actions.taking import join_takes
from broadcaster.bulletins.errors import BulletinsError
from broadcaster.bulletins.headlining import headline_script
from broadcaster.bulletins.model import State
from broadcaster.bulletins.revision import Act, Bulletin, Step, hash_of
from broadcaster.bulletins.store import approvals, dossiers, trail
from broadcaster.desk import Desk
from broadcaster.production import Cut
from broadcaster.production import actions as production_actions
from broadcaster.production.bedding import BedSound
from broadcaster.units import Authority, Role
from broadcaster.units import actions as units_actions

Progress = Callable[[int, int], None]
"""Told how many sentences are spoken, or samples mastered, of how many."""


@dataclass(frozen=True)
class Rendered:
    """A bulletin with its new cut and where that lies."""

    bulletin: Bulletin
    cut: Cut
    path: Path


def render(
    desk: Desk,
    handle: str,
    *,
    voice: str | None = None,
    recording: Path | None = None,
    bed: str | None = None,
    takes: bool = False,
    airings: Airings = ending.nothing_planned,
    confirmed: bool = False,
    progress: Progress | None = None,
    step: Progress | None = None,
    turn: int | None = None,
) -> Rendered:
    """Speak a bulletin's script in a voice, or take a recording of it; its approval ends.

    `bed` names the station sound that is laid under it; `SoundError` when it may not be used.
    With `takes` it is put together from the recordings of its paragraphs.
    `progress` is told of sentences, `step` of samples mastered after that.
    `turn` is the one at which somebody asked for it, which may have been a while ago.

    Whoever does this becomes the author. Speaking happens outside any transaction; if somebody
    changes the bulletin meanwhile, that change wins and the cut is not used.
    """
    who = units_actions.require_role(desk, Role.OPERATOR)
    seen = find(desk, handle)
    lifecycle.require_turn(seen, turn)
    lifecycle.require_changeable(seen)
    if recording is None and not seen.revision.has_text:
        raise BulletinsError.no_text(seen.id)
    music = bed_for(desk, bed, seen) if bed else None
    ending.require_consent((seen,), airings, confirmed)
    if takes:
        cut = join_takes(desk, seen, music)
    else:
        cut = _make(desk, seen, voice, recording, music, progress, step)
    if recording or takes:
        return put_in_use(desk, seen, cut, Act.RECORDED, who)
    return put_in_use(desk, seen, cut, Act.RENDERED, who, speak_headline(desk, seen, cut))


def speak_headline(desk: Desk, seen: Bulletin, cut: Cut) -> Cut | None:
    """Return the bulletin's headline as a cut of its own, in the voice of `cut`; None without one.

    A voice that spoke the bulletin has spoken this sentence, so it only has to be mastered.
    """
    script = headline_script(seen.revision)
    return production_actions.render(desk, script, voice=cut.voice) if script else None


def put_in_use(
    desk: Desk,
    seen: Bulletin,
    cut: Cut,
    act: Act,
    who: Authority,
    headline: Cut | None = None,
) -> Rendered:
    """Make a cut that lies in the cache the sound of a bulletin, as it was `seen`, by `act`.

    The approval ends; whoever does this becomes the author. `BulletinsError` when somebody else
    changed the bulletin meanwhile.
    """
    now = desk.time.now()
    rendered = replace(
        seen,
        state=State.RENDERED,
        author=who.person,
        cut=cut.sha256,
        cut_script=hash_of(seen.revision.script),
        headline_cut=headline.sha256 if headline else "",
        approval="",
    )
    with desk.database.transaction() as session:
        approvals.keep_cut(session, cut)
        if headline:
            approvals.keep_cut(session, headline)
        dossiers.claim(session, seen, rendered)
        taken = Step.taken(seen.revision, act, now, who, f"{cut.voice} {cut.sha256}")
        trail.insert_step(session, taken)
        ending.end_approval(session, desk, seen, VOID, now, who)
    desk.publish()
    path = production_actions.open_cache(desk).path(cut.sha256)
    return Rendered(replace(rendered, turn=seen.turn + 1), cut, path)


def cut_of(desk: Desk, sha256: str) -> Cut:
    """Return what was measured on a cut when it was made; `BulletinsError` for an unknown one."""
    with desk.database.transaction() as session:
        cut = approvals.read_cut(session, sha256)
    if cut is None:
        raise BulletinsError.no_cut(sha256)
    return cut


def cuts_of(desk: Desk, wanted: Iterable[str]) -> dict[str, Cut]:
    """Return the same for many cuts at once, by hash; `BulletinsError` for an unknown one."""
    asked = tuple(wanted)
    with desk.database.transaction() as session:
        cuts = approvals.read_cuts(session, asked)
    for sha256 in asked:
        if sha256 not in cuts:
            raise BulletinsError.no_cut(sha256)
    return cuts


def _make(
    desk: Desk,
    seen: Bulletin,
    voice: str | None,
    recording: Path | None,
    bed: BedSound | None,
    progress: Progress | None,
    step: Progress | None,
) -> Cut:
    script = seen.revision.script
    if recording is None:
        return production_actions.render(
            desk, script, voice=voice, bed=bed, progress=progress, step=step
        )
    expected = script if seen.revision.has_text else None
    return production_actions.take_recording(desk, recording, expected=expected, bed=bed, step=step)
