"""What people do about signing in; one function per thing."""

from broadcaster.users.actions.codes import first_code, issue_code, set_password
from broadcaster.users.actions.people import remove_user, users
from broadcaster.users.actions.pins import has_pin, require_pin, set_pin, void_pin
from broadcaster.users.actions.restored import end_what_a_backup_held
from broadcaster.users.actions.sessions import end_sessions, session_of, sign_out, stay_of
from broadcaster.users.actions.signing_in import sign_in
from broadcaster.users.actions.trail import keep_action, trail

__all__ = [
    "end_sessions",
    "end_what_a_backup_held",
    "first_code",
    "has_pin",
    "issue_code",
    "keep_action",
    "remove_user",
    "require_pin",
    "session_of",
    "set_password",
    "set_pin",
    "sign_in",
    "sign_out",
    "stay_of",
    "trail",
    "users",
    "void_pin",
]
