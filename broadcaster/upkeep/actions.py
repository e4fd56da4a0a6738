"""What people do to a home as a whole."""

from broadcaster.upkeep.clock import confirm_time, read_local_time, set_time
from broadcaster.upkeep.doctor import examine
from broadcaster.upkeep.migrating import migrate, publish_schema
from broadcaster.upkeep.restoring import restore
from broadcaster.upkeep.saving import back_up
from broadcaster.upkeep.setting_up import initialise

__all__ = [
    "back_up",
    "confirm_time",
    "examine",
    "initialise",
    "migrate",
    "publish_schema",
    "read_local_time",
    "restore",
    "set_time",
]
