"""Look at everything the station needs and say what is wrong with it, and what to do."""

from collections.abc import Iterator

from broadcaster.config import Settings, read_settings
from broadcaster.errors import BroadcasterError
from broadcaster.home import Home
from broadcaster.timebase import SystemTime, TimeSource
from broadcaster.upkeep.checks.clock import check_clock
from broadcaster.upkeep.checks.emergency import check_emergencies
from broadcaster.upkeep.checks.home import (
    check_cache_limit,
    check_database,
    check_disk,
    check_key,
)
from broadcaster.upkeep.checks.hours import check_hours
from broadcaster.upkeep.checks.rights import check_sounds
from broadcaster.upkeep.checks.software import (
    check_account,
    check_sqlite,
    check_systemd,
    check_versions,
)
from broadcaster.upkeep.checks.sound import (
    check_maintenance,
    check_output,
    check_voice_on_air,
    check_voices,
)
from broadcaster.upkeep.finding import Finding, fail, ok


def examine(home: Home | None, time: TimeSource | None = None) -> Iterator[Finding]:
    """Give the findings, one subject after the other; without a home only those of the machine.

    A home in any state is examined as far as it goes; nothing is changed in it.
    """
    yield from check_versions()
    yield from check_sqlite()
    yield from check_account()
    yield from check_systemd()
    settings = Settings()
    if home is not None:
        try:
            settings = read_settings(home.config)
            yield ok("settings", str(home.config))
        except BroadcasterError as error:
            yield fail("settings", str(error))
        yield from check_disk(home)
        yield from check_cache_limit(home, settings)
        yield from check_database(home)
        yield from check_key(home)
        yield from check_clock(home, settings, time or SystemTime())
        yield from check_hours(home, settings, time or SystemTime())
        yield from check_sounds(home, settings, time or SystemTime())
        yield from check_emergencies(home, settings, time or SystemTime())
        yield from check_output(home, settings)
        yield from check_maintenance(home)
        yield from check_voice_on_air(home, settings, time or SystemTime())
    yield from check_voices(settings, time or SystemTime(), home)
