"""What people do to a home as a whole."""

from broadcaster.upkeep.clock import confirm_time, read_local_time, set_time
from broadcaster.upkeep.migrating import migrate, publish_schema
from broadcaster.upkeep.setting_up import initialise

__all__ = ["confirm_time", "initialise", "migrate", "publish_schema", "read_local_time", "set_time"]
