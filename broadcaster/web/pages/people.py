"""People: who may sign in here and as what; let somebody in, or out."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import Form
from starlette.responses import Response

from broadcaster.units import Person, Role
from broadcaster.units import actions as units_actions
from broadcaster.units.wording import role_word
from broadcaster.users import IssuedCode, User
from broadcaster.users import actions as users_actions
from broadcaster.web import notices
from broadcaster.web.fields import Text, Tick
from broadcaster.web.visit import Typed, Visit, Visitor, go_to


@dataclass(frozen=True)
class Entry:
    """One person as the list shows them."""

    person: Person
    roles: tuple[str, ...]
    user: User | None
    languages: tuple[str, ...] = ()


OFFERED = tuple(Role)


def page(visit: Visitor, done: str = "") -> Response:
    """Show everybody who is entered."""
    return show(visit, said=notices.notice(done))


def page_again(visit: Visit, typed: Typed, refusal: str) -> Response:
    """Show it once more with what was refused."""
    return show(visit, status=422, refusal=refusal, typed=typed)


def show(
    visit: Visit,
    *,
    status: int = 200,
    said: str = "",
    refusal: str = "",
    typed: Typed | None = None,
    issued: IssuedCode | None = None,
) -> Response:
    """Return the page; `issued` is a code that is shown this once and never again."""
    return visit.page(
        "people.html",
        status,
        said=said,
        refusal=refusal,
        typed=typed or {},
        issued=issued,
        entries=entries(visit),
        offered=OFFERED,
    )


def entries(visit: Visit) -> list[Entry]:
    """Return everybody in the register, with their roles of today and whether they can sign in."""
    users = {one.person.id: one for one in users_actions.users(visit.desk)}
    day = units_actions.today(visit.desk)
    return [
        Entry(
            record.person,
            tuple(role_word(held.role) for held in record.appointments if held.term.covers(day)),
            users.get(record.person.id),
            record.languages,
        )
        for record in units_actions.person_records(visit.desk)
    ]


def enter(
    visit: Visitor, name: Text = "", role: Annotated[Role, Form()] = Role.OPERATOR
) -> Response:
    """Enter a person with a role, and show the code with which they set their password."""
    person = units_actions.add_person(visit.desk, name, role=role)
    visit.is_about(person.id)
    return show(
        visit, issued=users_actions.issue_code(visit.desk, person.id, address=visit.address)
    )


def code(visit: Visitor, person: Text = "") -> Response:
    """Show a new code for somebody, which voids the one before."""
    visit.is_about(person)
    return show(visit, issued=users_actions.issue_code(visit.desk, person, address=visit.address))


def languages(
    visit: Visitor, person: Text = "", languages: Text = "", no_longer: Tick = ""
) -> Response:
    """Record which languages somebody understands, or that they no longer do."""
    visit.is_about(person)
    codes = languages.replace(",", " ").split()
    more, taken_back = ((), codes) if no_longer else (codes, ())
    units_actions.record_languages(visit.desk, person, more, taken_back)
    return go_to("/people", "languages", "languages")


def put_out(visit: Visitor, person: Text = "") -> Response:
    """Take somebody's password away and end their sessions; the person stays in the register."""
    visit.is_about(person)
    users_actions.remove_user(visit.desk, person, address=visit.address)
    return go_to("/people", "put-out")
