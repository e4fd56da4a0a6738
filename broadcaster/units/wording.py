"""The words for roles, kinds of unit and technologies, as people read and type them."""

from collections.abc import Mapping, Sequence
from datetime import date
from zoneinfo import ZoneInfo

from broadcaster.i18n import N_, _
from broadcaster.units.model import Change, Ground, Role, Technology, Term, UnitKind

ROLES: Mapping[Role, str] = {
    Role.OPERATOR: N_("operator"),
    Role.APPROVER: N_("approver"),
    Role.TECHNICIAN: N_("technician"),
    Role.AUDITOR: N_("auditor"),
    Role.ADMINISTRATOR: N_("administrator"),
}
KINDS: Mapping[UnitKind, str] = {
    UnitKind.PROVINCE: N_("province"),
    UnitKind.CENTRE: N_("centre"),
    UnitKind.DISTRICT: N_("district"),
    UnitKind.COMMUNE: N_("commune"),
    UnitKind.VILLAGE: N_("village"),
    UnitKind.AGENCY: N_("agency"),
}
TECHNOLOGIES: Mapping[Technology, str] = {
    Technology.IP: N_("IP"),
    Technology.FM_BRIDGE: N_("FM bridge"),
    Technology.WIRED_BRIDGE: N_("wired bridge"),
}


def role_word(role: Role) -> str:
    """Return a role in the language in use."""
    return _(ROLES[role])


def lent_text(role: Role, ground: Ground) -> str:
    """Return in whose name somebody acts in a role, until when and by which document."""
    until = _("until {day}").format(day=show_day(ground.last_day)) if ground.last_day else ""
    document = ground.authority.delegation
    return (
        _("Acting as {role} for {giver} {until} (document {document})")
        .format(role=role_word(role), giver=ground.giver, until=until, document=document)
        .replace("  ", " ")
    )


def kind_word(kind: UnitKind) -> str:
    """Return a kind of unit in the language in use."""
    return _(KINDS[kind])


def technology_word(technology: Technology) -> str:
    """Return a technology in the language in use."""
    return _(TECHNOLOGIES[technology])


def show_changes(changes: Sequence[Change], zone: ZoneInfo) -> list[tuple[str, str]]:
    """Return who changed something, as lines of a card; the heading stands at the first only."""
    lines = [
        f"{change.at.astimezone(zone):%d/%m/%Y %H:%M}  {change.person} ({change.os_user})"
        f"  {change.what} {change.detail}".rstrip()
        for change in changes
    ]
    return [(_("Changed") if number == 0 else "", line) for number, line in enumerate(lines)]


def show_day(day: date) -> str:
    """Return a day as Vietnamese offices write it."""
    return f"{day:%d/%m/%Y}"


def show_term(term: Term) -> str:
    """Return a term as words; empty for one that is open on both sides."""
    if term.since and term.until:
        return _("from {since} until {until}").format(
            since=show_day(term.since), until=show_day(term.until)
        )
    if term.since:
        return _("from {since}").format(since=show_day(term.since))
    if term.until:
        return _("until {until}").format(until=show_day(term.until))
    return ""
