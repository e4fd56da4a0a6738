"""What a command has before it: the home, its settings, the clock, the database, and who asks.

Made once at the edge (`Desk.open`) and handed to every action; an action opens its own
transaction on `desk.database` and ends with `desk.publish()`, which carries out the outbox.
"""

from dataclasses import dataclass
from functools import cached_property

from broadcaster.config import Settings, read_settings
from broadcaster.home import Home
from broadcaster.signed import BoxKey
from broadcaster.store import Database, flush_outbox
from broadcaster.store.migration import check_revision
from broadcaster.timebase import SystemTime, TimeSource


@dataclass(frozen=True)
class Desk:
    """The surroundings of one action."""

    home: Home
    settings: Settings
    time: TimeSource
    database: Database
    person: str | None = None
    """Who asks, as named by `--as`; the action checks that they exist and hold the role."""
    identity: str = "declared"
    """How we know that it is they: `declared` by whoever runs the command, or `signed-in`."""

    @classmethod
    def open(
        cls, home: Home, *, time: TimeSource | None = None, person: str | None = None
    ) -> "Desk":
        """Read the settings of `home` and finish what an earlier command left in the outbox.

        `MigrationError` when the home was made by a later version, or has yet to be migrated.
        """
        settings = read_settings(home.config)
        desk = cls(home, settings, time or SystemTime(), Database(home.database), person)
        check_revision(desk.database)
        desk.publish()
        return desk

    @cached_property
    def key(self) -> BoxKey:
        """The box's key. `KeyFileError` when it cannot be read."""
        return BoxKey.load(self.home.keys)

    def publish(self) -> None:
        """Write to `plan/` what committed transactions promised."""
        flush_outbox(self.database, self.home)
