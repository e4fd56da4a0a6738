"""`broadcaster person`: people, their dated roles, and roles lent by document."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from broadcaster.cli.columns import show_card, show_table
from broadcaster.cli.days import DAY, term_options
from broadcaster.cli.session import Session, common_options, show_json, talk
from broadcaster.i18n import _

if TYPE_CHECKING:
    from broadcaster.units.model import Appointment, Delegation, PersonRecord, Term

ROLES = click.Choice(["operator", "approver", "technician", "auditor", "administrator"])


@click.group("person")
def person_command() -> None:
    """People: who may bring, approve, repair, audit and administer, and from when to when."""


@person_command.command("list")
@click.option("--json", "as_json", is_flag=True)
@common_options
@click.pass_obj
def list_command(session: Session, as_json: bool) -> None:
    """List everybody with the roles they hold today."""
    from broadcaster.units import actions

    desk = session.desk()
    records = actions.person_records(desk)
    if as_json:
        show_json([document_of(record) for record in records])
        return
    day = actions.today(desk)
    rows = [(one.person.id, one.person.name, _roles_on(one, day)) for one in records]
    show_table((_("Id"), _("Name"), _("Roles today")), rows)


def _roles_on(record: "PersonRecord", day: date) -> str:
    from broadcaster.units.wording import role_word

    held = [one for one in record.appointments if one.term.covers(day)]
    lent = [one for one in record.received if one.term.covers(day)]
    words = [f"{role_word(one.role)} ({one.unit})" for one in held]
    return ", ".join(words + [f"{role_word(one.role)} ← {one.giver}" for one in lent])


@person_command.command("show")
@click.argument("person", metavar="PERSON")
@click.option("--json", "as_json", is_flag=True)
@common_options
@click.pass_obj
def show_command(session: Session, person: str, as_json: bool) -> None:
    """Show a person with every role and delegation, ended ones included."""
    from broadcaster.units import actions
    from broadcaster.units.wording import show_changes

    desk = session.desk()
    record = actions.person_record(desk, person)
    if as_json:
        show_json(document_of(record))
        return
    show_card(
        [
            (_("Id"), record.person.id),
            (_("Name"), record.person.name),
            (_("Phone"), record.person.phone),
            (_("Understands"), ", ".join(record.languages)),
            *[(_("Role"), _held(one)) for one in record.appointments],
            *[(_("Acts for"), _lent(one, one.giver)) for one in record.received],
            *[(_("Delegated to"), _lent(one, one.receiver)) for one in record.given],
            *show_changes(actions.changes_of(desk, record.person.id), desk.settings.zone_info),
        ]
    )


def _held(one: "Appointment") -> str:
    from broadcaster.units.wording import role_word, show_term

    parts = (role_word(one.role), f"({one.unit})", show_term(one.term), one.document)
    return " ".join(part for part in parts if part)


def _lent(one: "Delegation", other: str) -> str:
    from broadcaster.units.wording import role_word, show_term

    parts = (other, role_word(one.role), f"({one.unit})", show_term(one.term), one.document)
    return " ".join(part for part in parts if part)


@person_command.command("add")
@click.argument("name")
@click.option("--role", type=ROLES, help="A first role.")
@click.option("--unit", help="Where they hold it; the station's own unit when left out.")
@click.option("--phone", default="")
@click.option("--document", default="", help="Number of the decision that appointed them.")
@click.option("--id", "id_", help="Their id, where the name's own is taken.")
@click.option("--code", "with_code", is_flag=True, help="Print a code to sign in with, too.")
@term_options
@common_options
@click.pass_obj
def add_command(
    session: Session,
    name: str,
    role: str | None,
    unit: str | None,
    phone: str,
    document: str,
    id_: str | None,
    with_code: bool,
    since: date | None,
    until: date | None,
) -> None:
    """Enter a person, with a first role (administrator)."""
    from broadcaster.units import Role, Term, actions

    desk = session.desk()
    who = actions.add_person(
        desk,
        name,
        role=Role(role) if role else None,
        unit_handle=unit,
        term=Term(since, until),
        phone=phone,
        document=document,
        id_=id_,
    )
    click.echo(who.id)
    if with_code:
        from broadcaster.cli.user import say_code
        from broadcaster.users import actions as users_actions

        say_code(desk, users_actions.issue_code(desk, who.id))


@person_command.command("understands")
@click.argument("person", metavar="PERSON")
@click.argument("languages", metavar="LANGUAGE...", nargs=-1)
@click.option("--no-longer", multiple=True, metavar="LANGUAGE", help="Take one back.")
@common_options
@click.pass_obj
def understands_command(
    session: Session, person: str, languages: tuple[str, ...], no_longer: tuple[str, ...]
) -> None:
    """Record which languages somebody understands, by code: tyz, hmn, en (administrator).

    Without a language it only says which are recorded. Vietnamese needs no record.
    """
    from broadcaster.units import actions

    desk = session.desk()
    if languages or no_longer:
        actions.record_languages(desk, person, languages, no_longer)
    who = actions.person(desk, person)
    for code in actions.languages_of(desk, who.id):
        click.echo(code)


@person_command.command("appoint")
@click.argument("person", metavar="PERSON")
@click.option("--role", type=ROLES, required=True)
@click.option("--unit", help="Where they hold it; the station's own unit when left out.")
@click.option("--document", default="", help="Number of the decision that appointed them.")
@term_options
@common_options
@click.pass_obj
def appoint_command(
    session: Session,
    person: str,
    role: str,
    unit: str | None,
    document: str,
    since: date | None,
    until: date | None,
) -> None:
    """Give somebody a further role (administrator)."""
    from broadcaster.units import Role, Term, actions

    held = actions.appoint(
        session.desk(),
        person,
        Role(role),
        unit_handle=unit,
        term=Term(since, until),
        document=document,
    )
    talk(_("{person}: {role}.").format(person=held.person, role=_held(held)))


@person_command.command("end")
@click.argument("person", metavar="PERSON")
@click.option("--role", type=ROLES, required=True)
@click.option("--unit", help="Where they hold it; the station's own unit when left out.")
@click.option("--until", "last_day", type=DAY, required=True, help="Last day of the role.")
@common_options
@click.pass_obj
def end_command(session: Session, person: str, role: str, unit: str | None, last_day: date) -> None:
    """Let somebody's role end with a day (administrator)."""
    from broadcaster.units import Role, actions

    held = actions.end_role(session.desk(), person, Role(role), unit_handle=unit, last_day=last_day)
    talk(_("{person}: {role}.").format(person=held.person, role=_held(held)))


@person_command.command("delegate")
@click.argument("giver", metavar="FROM")
@click.argument("receiver", metavar="TO")
@click.option("--role", type=ROLES, required=True)
@click.option("--document", required=True, help="Number of the document it rests on.")
@click.option("--unit", help="Where the role is held; the station's own unit when left out.")
@term_options
@common_options
@click.pass_obj
def delegate_command(
    session: Session,
    giver: str,
    receiver: str,
    role: str,
    document: str,
    unit: str | None,
    since: date | None,
    until: date | None,
) -> None:
    """Let TO act in the name of FROM; done by FROM, or by an administrator."""
    from broadcaster.units import Role, Term, actions

    loan = actions.delegate(
        session.desk(),
        giver,
        receiver,
        Role(role),
        document=document,
        unit_handle=unit,
        term=Term(since, until),
    )
    talk(
        _("{receiver} acts for {giver}: {role}.").format(
            receiver=loan.receiver, giver=loan.giver, role=_lent(loan, "").strip()
        )
    )


@person_command.command("undelegate")
@click.option("--document", required=True, help="Number of the document it rests on.")
@click.option("--until", "last_day", type=DAY, required=True, help="Its last day.")
@common_options
@click.pass_obj
def undelegate_command(session: Session, document: str, last_day: date) -> None:
    """Let what a document delegated end with a day."""
    from broadcaster.units import actions
    from broadcaster.units.wording import show_day

    actions.end_delegation(session.desk(), document, last_day)
    talk(_("It ends with {day}.").format(day=show_day(last_day)))


@person_command.command("import")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE.xlsx")
@common_options
@click.pass_obj
def import_command(session: Session, file: Path) -> None:
    """Enter people from a spreadsheet: name, phone, role, unit, from, until, document, id."""
    from broadcaster.cli.unit import say_imported
    from broadcaster.units import actions

    say_imported(actions.import_people(session.desk(), file))


def document_of(record: "PersonRecord") -> dict[str, Any]:
    """Return a person with their roles as JSON values."""
    return {
        "id": record.person.id,
        "name": record.person.name,
        "phone": record.person.phone,
        "languages": list(record.languages),
        "roles": [
            {
                "role": str(one.role),
                "unit": one.unit,
                **_dates(one.term),
                "document": one.document,
            }
            for one in record.appointments
        ],
        "received": [_loan(one) for one in record.received],
        "given": [_loan(one) for one in record.given],
    }


def _loan(one: "Delegation") -> dict[str, Any]:
    return {
        "giver": one.giver,
        "receiver": one.receiver,
        "role": str(one.role),
        "unit": one.unit,
        **_dates(one.term),
        "document": one.document,
    }


def _dates(term: "Term") -> dict[str, str | None]:
    return {
        "from": term.since.isoformat() if term.since else None,
        "until": term.until.isoformat() if term.until else None,
    }
