"""`broadcaster user`: who may sign in to the web console, their codes, sessions and trail."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

import click

from broadcaster.cli.columns import show_table
from broadcaster.cli.session import Session, common_options, show_json, talk
from broadcaster.i18n import _, ngettext

if TYPE_CHECKING:
    from broadcaster.desk import Desk
    from broadcaster.users import Event, IssuedCode, User


@click.group("user")
def user_command() -> None:
    """Users of the web console: codes to sign in with, sessions, and what was done."""


@user_command.command("list")
@click.option("--json", "as_json", is_flag=True)
@common_options
@click.pass_obj
def list_command(session: Session, as_json: bool) -> None:
    """List who can sign in, or has a code to, with roles of today and open sessions."""
    from broadcaster.users import actions

    desk = session.desk()
    found = actions.users(desk)
    if as_json:
        show_json([document_of(user) for user in found])
        return
    headings = (
        _("Id"),
        _("Name"),
        _("Roles today"),
        _("Signs in"),
        _("Last sign-in"),
        _("Open sessions"),
    )
    show_table(headings, [_row(desk, user) for user in found])


def _row(desk: "Desk", user: "User") -> tuple[str, ...]:
    from broadcaster.units.wording import role_word

    return (
        user.person.id,
        user.person.name,
        ", ".join(role_word(role) for role in user.standing.grounds) or "-",
        _way_in(desk, user),
        _show(desk, user.signed_in_at) if user.signed_in_at else "-",
        str(user.open_sessions),
    )


def _way_in(desk: "Desk", user: "User") -> str:
    words = [_("password")] if user.can_sign_in else []
    if user.has_password and not words:
        words.append(_("no, without a role"))
    if user.code_until:
        words.append(_("code until {until}").format(until=_show(desk, user.code_until)))
    return ", ".join(words)


@user_command.command("code")
@click.argument("person", metavar="PERSON")
@common_options
@click.pass_obj
def code_command(session: Session, person: str) -> None:
    """Print a one-time code with which PERSON sets a password (administrator)."""
    from broadcaster.users import actions

    desk = session.desk()
    say_code(desk, actions.issue_code(desk, person))


def say_code(desk: "Desk", issued: "IssuedCode") -> None:
    """Write a code to stdout, and to stderr what it is for."""
    click.echo(issued.code)
    talk(
        _(
            "Hand this code to {person} alone. It sets a password on the console's page, works "
            "once and until {until}; earlier codes are void."
        ).format(person=issued.person.name, until=_show(desk, issued.until))
    )


@user_command.command("remove")
@click.argument("person", metavar="PERSON")
@common_options
@click.pass_obj
def remove_command(session: Session, person: str) -> None:
    """Take PERSON's password away and sign them out (administrator); their roles stay."""
    from broadcaster.users import actions

    who = actions.remove_user(session.desk(), person)
    talk(_("{person} can no longer sign in.").format(person=who.name))


@user_command.command("sign-out")
@click.argument("person", metavar="PERSON")
@common_options
@click.pass_obj
def sign_out_command(session: Session, person: str) -> None:
    """End every session of PERSON (administrator, or they themselves)."""
    from broadcaster.users import actions

    count = actions.end_sessions(session.desk(), person)
    talk(ngettext("{count} session ended.", "{count} sessions ended.", count).format(count=count))


@user_command.command("trail")
@click.option("--person", help="Only what this person did, or what was done to them.")
@click.option(
    "--limit", type=click.IntRange(1, 1000), default=200, help="At most so many lines, the newest."
)
@click.option("--json", "as_json", is_flag=True)
@common_options
@click.pass_obj
def trail_command(session: Session, person: str | None, limit: int, as_json: bool) -> None:
    """Show who signed in, was refused, and did what in the console, newest first."""
    from broadcaster.users import actions

    desk = session.desk()
    events = actions.trail(desk, person=person, limit=limit)
    if as_json:
        show_json([event_document(event) for event in events])
        return
    headings = (_("Time"), _("Name"), _("Event"), _("Subject"), _("Address"), _("Detail"))
    show_table(headings, [_line(desk, event) for event in events])


def _line(desk: "Desk", event: "Event") -> tuple[str, ...]:
    from broadcaster.users.wording import event_word

    detail = " ".join(part for part in (event.detail, _for(event)) if part)
    name, subject = event.name or "-", event.subject or "-"
    return (
        _show(desk, event.at),
        name,
        event.act or event_word(event.what),
        subject,
        event.address or event.os_user,
        detail,
    )


def _for(event: "Event") -> str:
    return _("for {giver}").format(giver=event.in_name_of) if event.in_name_of else ""


def _show(desk: "Desk", moment: datetime) -> str:
    return f"{moment.astimezone(desk.settings.zone_info):%d/%m/%Y %H:%M}"


def document_of(user: "User") -> dict[str, Any]:
    """Return a user as JSON values."""
    return {
        "id": user.person.id,
        "name": user.person.name,
        "roles": [str(role) for role in user.standing.grounds],
        "can_sign_in": user.can_sign_in,
        "has_password": user.has_password,
        "code_until": _moment(user.code_until),
        "signed_in_at": _moment(user.signed_in_at),
        "open_sessions": user.open_sessions,
    }


def event_document(event: "Event") -> dict[str, Any]:
    """Return a line of the trail as JSON values."""
    return {
        "number": event.number,
        "at": _moment(event.at),
        "person": event.person,
        "name": event.name,
        "what": str(event.what),
        "act": event.act,
        "subject": event.subject,
        "detail": event.detail,
        "in_name_of": event.in_name_of,
        "address": event.address,
        "os_user": event.os_user,
    }


def _moment(moment: datetime | None) -> str | None:
    from broadcaster.timebase import as_rfc3339

    return as_rfc3339(moment) if moment else None
