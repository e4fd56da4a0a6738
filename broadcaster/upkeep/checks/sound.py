"""Voices and outputs, each by its own self-check."""

from collections.abc import Iterator

from broadcaster.config import Settings
from broadcaster.desk import Desk
from broadcaster.errors import BroadcasterError
from broadcaster.home import Home
from broadcaster.i18n import _
from broadcaster.signed import BoxKey, read_signed
from broadcaster.store import Database
from broadcaster.store.migration import check_revision
from broadcaster.timebase import TimeSource
from broadcaster.units.wiring import Feed, Wiring
from broadcaster.upkeep.finding import Finding, fail, ok, warn
from broadcaster.voices import Voice
from broadcaster.voices.words import hard_to_understand, kind_of_voice


def check_voices(
    settings: Settings, time: TimeSource, home: Home | None = None
) -> Iterator[Finding]:
    """Let the embedded and installed voices check themselves; name what did not load."""
    from broadcaster.voices.catalogue import find_voices  # loads every engine there is

    catalogue = find_voices(settings, time, home)
    trouble = {}
    for voice in catalogue.voices:
        if voice.id in {*catalogue.embedded, *catalogue.installed} and (reason := voice.check()):
            trouble[voice.id] = reason
    usable = len(catalogue.embedded.difference(trouble))
    default = f"embedded-{settings.region}"
    if default in trouble:
        yield fail("voices", f"{default}: {trouble[default]}")
    else:
        yield ok("voices", _("{count} embedded voices can speak").format(count=usable))
    if working := sorted(catalogue.installed.difference(trouble)):
        yield ok("voices", _("installed: {names}").format(names=", ".join(working)))
    for id_, reason in trouble.items():
        if id_ != default:
            yield warn("voices", f"{id_}: {reason}")
    for reason in catalogue.left_out:
        yield warn("voices", _("left out: {reason}").format(reason=reason))


def check_voice_on_air(home: Home, settings: Settings, time: TimeSource) -> Iterator[Finding]:
    """Look at the voice a Vietnamese bulletin would get now, and whether it may air at all."""
    from broadcaster.bulletins.on_air import reaches

    try:
        voice = _voice_of(home, settings, time)
    except BroadcasterError:
        return  # what is wrong with the database is said where that is looked at
    if not reaches(voice.kind, settings.on_air_minimum):
        yield warn(
            "on-air",
            _(
                'The best voice here is "{voice}", and on_air_minimum is "{minimum}": outside '
                "emergencies only a person's recording can be approved. Install a voice "
                "(`broadcaster voice install`), have one enabled, or change the setting."
            ).format(voice=voice.id, minimum=settings.on_air_minimum),
        )
    elif warning := hard_to_understand(voice.kind):
        yield warn("on-air", warning)
    else:
        yield ok("on-air", f"{voice.id}: {kind_of_voice(voice.kind)}")


def _voice_of(home: Home, settings: Settings, time: TimeSource) -> Voice:
    from broadcaster.voices import actions as voices_actions

    database = Database(home.database)
    check_revision(database)
    return voices_actions.choose(Desk(home, settings, time, database), "vi")[0]


def check_output(home: Home, settings: Settings) -> Iterator[Finding]:
    """Let the output of the settings check itself, unless a player holds it now."""
    from broadcaster.journal.lock import is_locked
    from broadcaster.playout.outputs import output_kinds

    yield ok("outputs", ", ".join(sorted(output_kinds())))
    if is_locked(home):
        yield ok("output", _("{output} is in use by the player").format(output=settings.output))
        return
    if feeds := _feeds(home):
        for feed in feeds:
            yield from _check_feed(home, feed)
        return
    reason = _fault_of(home, settings.output)
    if reason:
        yield fail(
            "output",
            _('{output} does not work: {reason}. Change "output" in broadcaster.toml.').format(
                output=settings.output, reason=reason
            ),
        )
    elif settings.output == "null":
        yield warn("output", _("The output is null: nothing sounds. Set `output` to your card."))
    else:
        yield ok("output", _("{output} can be opened").format(output=settings.output))


def _fault_of(home: Home, spec: str) -> str | None:
    from broadcaster.playout.outputs import make_output

    try:
        return make_output(spec, home.keys).check()
    except BroadcasterError as error:
        return str(error)


def _feeds(home: Home) -> tuple[Feed, ...]:
    """Return the feeds the player is told of; what is wrong with the file is said elsewhere."""
    try:
        document = read_signed(home.clusters, "clusters", [BoxKey.load(home.keys).public])
        return Wiring.from_document(document).feeds
    except (BroadcasterError, KeyError, TypeError, ValueError):
        return ()


def _check_feed(home: Home, feed: Feed) -> Iterator[Finding]:
    clusters = ", ".join(feed.clusters)
    if reason := _fault_of(home, feed.output):
        sentence = _(
            "{output} of {clusters} does not work: {reason}. Run `broadcaster cluster set`."
        )
        yield fail("output", sentence.format(output=feed.output, clusters=clusters, reason=reason))
    else:
        sentence = _("{output} of {clusters} can be opened")
        yield ok("output", sentence.format(output=feed.output, clusters=clusters))


def check_maintenance(home: Home) -> Iterator[Finding]:
    """Say that somebody works on the installation: until they end it nothing sounds."""
    from broadcaster.playout.maintenance import read_maintenance

    if read_maintenance(home.run) is not None:
        yield warn(
            "maintenance",
            _(
                "The station is under maintenance: nothing sounds. When the work is done, run "
                "`broadcaster playout maintenance off`."
            ),
        )
