"""What the register of units, people and loudspeakers refuses."""

from collections.abc import Iterable, Sequence
from datetime import date

from broadcaster.errors import BroadcasterError
from broadcaster.i18n import _


class UnitsError(BroadcasterError):
    """Something about units, people, roles, stations, clusters or zones does not hold."""

    @classmethod
    def nobody(cls) -> "UnitsError":
        """Say that a writing command came without a name."""
        return cls(
            _(
                "Nobody is named as giving this order. "
                "Add --as PERSON, or set BROADCASTER_PERSON; `broadcaster person list` shows who."
            )
        )

    @classmethod
    def nobody_to_found(cls) -> "UnitsError":
        """Say that a new station needs its first person."""
        return cls(
            _(
                "A station needs an administrator. Add --as NAME with your full name, "
                'as in `broadcaster init DIR --as "Nguyễn Văn A"`.'
            )
        )

    @classmethod
    def bad_language(cls, code: str) -> "UnitsError":
        """Say that this is no code of a language."""
        return cls(
            _('"{code}" is no language code. Use one such as tyz, hmn or en.').format(
                code=code[:40]
            )
        )

    @classmethod
    def unknown(cls, handle: str, command: str) -> "UnitsError":
        """Say that `handle` names nothing that `command` lists."""
        return cls(
            _('Nothing is called "{handle}". `broadcaster {command} list` shows the ids.').format(
                handle=handle, command=command
            )
        )

    @classmethod
    def many(cls, handle: str, ids: Iterable[str]) -> "UnitsError":
        """Say that several people or places answer to `handle`."""
        return cls(
            _('"{handle}" fits more than one: {ids}. Type the id.').format(
                handle=handle, ids=", ".join(ids)
            )
        )

    @classmethod
    def lacks_role(cls, name: str, roles: Sequence[str], unit: str, day: date) -> "UnitsError":
        """Say that the person holds none of `roles` (already worded) in `unit` on `day`."""
        return cls(
            _(
                '"{name}" is not {roles} in "{unit}" on {day}. An administrator can add the role '
                "with `broadcaster person appoint`, or its holder can delegate it with "
                "`broadcaster person delegate`."
            ).format(name=name, roles=_(" or ").join(roles), unit=unit, day=f"{day:%d/%m/%Y}")
        )

    @classmethod
    def name_taken(cls, name: str, id_: str) -> "UnitsError":
        """Say that a person, unit or place of that name is already there."""
        return cls(
            _(
                '"{name}" is already there as "{id}". '
                "If this is another one of the same name, give it its own id with --id."
            ).format(name=name, id=id_)
        )

    @classmethod
    def id_taken(cls, id_: str) -> "UnitsError":
        """Say that the id wanted with --id belongs to something else."""
        return cls(_('The id "{id}" is already taken. Choose another with --id.').format(id=id_))

    @classmethod
    def bad_name(cls, name: str) -> "UnitsError":
        """Say that the name has no letter, or is too long."""
        return cls(
            _(
                '"{name}" cannot be a name: it needs 1 to 200 characters with at least one '
                "letter a-z or digit once its marks are taken off. Type another."
            ).format(name=name[:60])
        )

    @classmethod
    def bad_id(cls, id_: str) -> "UnitsError":
        """Say that the id wanted with --id is not made of plain letters."""
        return cls(
            _(
                '"{id}" cannot be an id. Use small letters a-z, digits and hyphens, at most 60.'
            ).format(id=id_[:80])
        )

    @classmethod
    def backwards(cls, since: date, until: date) -> "UnitsError":
        """Say that a term ends before it begins."""
        return cls(
            _("The time from {since} until {until} ends before it begins. Swap the dates.").format(
                since=f"{since:%d/%m/%Y}", until=f"{until:%d/%m/%Y}"
            )
        )

    @classmethod
    def already_holds(cls, name: str, role: str, unit: str) -> "UnitsError":
        """Say that the person holds this role in this unit for some of the same days."""
        return cls(
            _(
                '"{name}" already is {role} in "{unit}" in that time. '
                "End that first with `broadcaster person end`, or choose other dates."
            ).format(name=name, role=role, unit=unit)
        )

    @classmethod
    def holds_nothing(cls, name: str, role: str, unit: str) -> "UnitsError":
        """Say that there is no such role to end or to delegate."""
        return cls(
            _(
                '"{name}" is not {role} in "{unit}" in that time. '
                "`broadcaster person show` lists their roles."
            ).format(name=name, role=role, unit=unit)
        )

    @classmethod
    def last_administrator(cls, name: str) -> "UnitsError":
        """Say that ending this role would leave nobody who can appoint anybody."""
        return cls(
            _(
                '"{name}" is the last administrator. '
                "Appoint another with `broadcaster person appoint` first."
            ).format(name=name)
        )

    @classmethod
    def to_oneself(cls, name: str) -> "UnitsError":
        """Say that somebody delegates a role to themselves."""
        return cls(_('"{name}" cannot delegate a role to themselves.').format(name=name))

    @classmethod
    def no_document(cls) -> "UnitsError":
        """Say that a delegation came without the number of the document it rests on."""
        return cls(_("A delegation rests on a document. Give its number with --document."))

    @classmethod
    def no_delegation(cls, document: str) -> "UnitsError":
        """Say that no delegation rests on a document of that number."""
        return cls(
            _(
                'No delegation rests on document "{document}". '
                "`broadcaster person show` lists them with their numbers."
            ).format(document=document)
        )

    @classmethod
    def loop(cls, unit: str, parent: str) -> "UnitsError":
        """Say that a unit would come to lie below itself."""
        return cls(
            _(
                '"{unit}" cannot belong to "{parent}", because "{parent}" belongs to it. '
                "Choose another parent or other dates."
            ).format(unit=unit, parent=parent)
        )

    @classmethod
    def closed(cls, unit: str, day: date) -> "UnitsError":
        """Say that the unit does not exist on that day."""
        return cls(
            _('"{unit}" does not exist on {day}. `broadcaster unit show` gives its dates.').format(
                unit=unit, day=f"{day:%d/%m/%Y}"
            )
        )

    @classmethod
    def bad_value(cls, field: str, value: object, allowed: str) -> "UnitsError":
        """Say that a field has a value outside what it takes."""
        return cls(
            _('{field} = "{value}" is not possible: {allowed}.').format(
                field=field, value=value, allowed=allowed
            )
        )

    @classmethod
    def fed_by_none(cls, transmitter: str, technology: str) -> "UnitsError":
        """Say that a cluster of this technology (worded) hears no transmitter."""
        return cls(
            _(
                'transmitter = "{transmitter}" is not possible: a cluster of the technology '
                '"{technology}" is reached alone. Give the technology fm-bridge or wired-bridge, '
                "or leave the transmitter out."
            ).format(transmitter=transmitter, technology=technology)
        )

    @classmethod
    def output_taken(
        cls, output: str, other: str, its_output: str, transmitter: str
    ) -> "UnitsError":
        """Say that two clusters would share an output, or a transmitter have two."""
        if output != its_output:
            return cls(
                _(
                    'output = "{output}" is not possible: the transmitter "{transmitter}" is fed '
                    'by "{its_output}" already, at "{other}". Name it there only.'
                ).format(output=output, transmitter=transmitter, its_output=its_output, other=other)
            )
        return cls(
            _(
                'output = "{output}" is not possible: it feeds "{other}" already. '
                "Give each cluster its own, or both the same transmitter."
            ).format(output=output, other=other)
        )

    @classmethod
    def part_of_transmitter(cls, transmitter: str, others: Sequence[str]) -> "UnitsError":
        """Say that a zone would hold only some of the clusters behind a transmitter."""
        return cls(
            _(
                'Behind the transmitter "{transmitter}" {others} would sound too, and the zone '
                "does not name them. Add them to it, or correct the transmitter with "
                "`broadcaster cluster set`."
            ).format(transmitter=transmitter, others=", ".join(f'"{one}"' for one in others))
        )

    @classmethod
    def bad_rows(cls, file: str, mistakes: Sequence[str]) -> "UnitsError":
        """Say that rows have mistakes; every one is listed and nothing was imported."""
        shown = list(mistakes[:50])
        if len(mistakes) > len(shown):
            shown.append(_("and {count} more").format(count=len(mistakes) - len(shown)))
        return cls(
            _('"{file}" was not imported. Correct these and import it again: {mistakes}.').format(
                file=file, mistakes="; ".join(shown)
            )
        )
