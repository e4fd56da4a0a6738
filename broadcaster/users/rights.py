"""What a session rests on, as one hash: when it differs, the rights have changed.

It covers the person's roles and the loans they received in force on the day, whether each counts
for the station's unit and its giver still holds what was lent, and when the password was set. So
an ended role, a term that lapses at midnight or a new password ends a session without any hook
in what changed them. Last days are left out: one that is moved changes no right of today.
"""

import hashlib
import json
from collections.abc import Iterator
from datetime import date

from broadcaster.units.authority import holds_directly
from broadcaster.units.model import Rulebook
from broadcaster.units.tree import line_of


def fingerprint(rules: Rulebook, person: str, unit: str, day: date, password: str) -> str:
    """Return the hash of what `person` may do in `unit` on `day`.

    `password` says which password it is, by the moment it was set; never the password itself.
    """
    facts = [sorted(_roles(rules, person, unit, day)), sorted(_loans(rules, person, unit, day))]
    content = json.dumps([person, unit, *facts, password], ensure_ascii=False)
    return hashlib.sha256(content.encode()).hexdigest()


def _roles(rules: Rulebook, person: str, unit: str, day: date) -> Iterator[tuple[str, str, bool]]:
    where = tuple(line_of(rules.memberships, unit, day))
    for held in rules.appointments:
        if held.person == person and held.term.covers(day):
            yield str(held.role), held.unit, held.unit in where


def _loans(
    rules: Rulebook, person: str, unit: str, day: date
) -> Iterator[tuple[str, str, str, str, bool, bool]]:
    where = tuple(line_of(rules.memberships, unit, day))
    for loan in rules.delegations:
        if loan.receiver == person and loan.term.covers(day):
            is_held = holds_directly(rules, loan.giver, loan.role, unit, day)
            yield (
                loan.giver,
                str(loan.role),
                loan.unit,
                loan.document,
                loan.unit in where,
                is_held,
            )
