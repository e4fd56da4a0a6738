"""What people do with programmes, hours and plans; one function per thing."""

from broadcaster.schedule.actions.asking import explain
from broadcaster.schedule.actions.exceptions import add_exception
from broadcaster.schedule.actions.exporting import Form, export, export_days
from broadcaster.schedule.actions.holidays import (
    apply_holidays,
    check_holidays,
    copy_holiday_file,
    holiday_table,
    known_holidays,
    propose_holidays,
)
from broadcaster.schedule.actions.hours import (
    built_in,
    coming,
    guarded,
    hours_of,
    leave_of,
    propose_hours,
    restore_built_in,
    set_default_hours,
    set_hours,
    unit_names,
)
from broadcaster.schedule.actions.looking import (
    airings_of,
    airings_to_come,
    planned,
    planned_between,
    scheduled_cuts,
    session_order,
)
from broadcaster.schedule.actions.ordering import order
from broadcaster.schedule.actions.planning import plan, preview
from broadcaster.schedule.actions.programmes import (
    apply_programme,
    check,
    copy_templates,
    programme,
    programmes,
    propose,
)
from broadcaster.schedule.actions.signed_hours import policy_in_force, refresh_hours
from broadcaster.schedule.actions.simulating import simulate

__all__ = [
    "Form",
    "add_exception",
    "airings_of",
    "airings_to_come",
    "apply_holidays",
    "apply_programme",
    "built_in",
    "check",
    "check_holidays",
    "coming",
    "copy_holiday_file",
    "copy_templates",
    "explain",
    "export",
    "export_days",
    "guarded",
    "holiday_table",
    "hours_of",
    "known_holidays",
    "leave_of",
    "order",
    "plan",
    "planned",
    "planned_between",
    "policy_in_force",
    "preview",
    "programme",
    "programmes",
    "propose",
    "propose_holidays",
    "propose_hours",
    "refresh_hours",
    "restore_built_in",
    "scheduled_cuts",
    "session_order",
    "set_default_hours",
    "set_hours",
    "simulate",
    "unit_names",
]
