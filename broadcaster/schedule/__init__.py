"""Programmes, demand, hours and the journal become running orders; it explains itself.

Light names only. What reads the database is in `broadcaster.schedule.actions`.
"""

from broadcaster.schedule.errors import ScheduleError
from broadcaster.schedule.hours.policy import HoursPolicy, Verdict
from broadcaster.schedule.hours.windows import HoursException, Interval, Stretch, Window
from broadcaster.schedule.model import (
    DueSession,
    LeftOut,
    PlannedItem,
    RunningOrder,
    item_id,
    session_file_name,
    session_id,
)

__all__ = [
    "DueSession",
    "HoursException",
    "HoursPolicy",
    "Interval",
    "LeftOut",
    "PlannedItem",
    "RunningOrder",
    "ScheduleError",
    "Stretch",
    "Verdict",
    "Window",
    "item_id",
    "session_file_name",
    "session_id",
]
