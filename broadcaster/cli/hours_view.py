"""Hours as people read them: what holds today and from whom it comes, then each unit's policy."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from broadcaster.cli.columns import show_card
from broadcaster.i18n import _

if TYPE_CHECKING:
    from broadcaster.schedule import HoursException, HoursPolicy
    from broadcaster.schedule.hours.limits import Beyond
    from broadcaster.schedule.hours.unit_hours import UnitHours

SHOWN_HOLIDAYS = 6

Names = Mapping[str, str]
"""Unit id -> name."""


def show_hours(policy: "HoursPolicy", today: date, names: Names) -> None:
    """Show what a station obeys today, and the signed policies behind it."""
    if policy.above:
        _show_together(policy, today, names)
    _show_unit(policy, names)
    for upper in policy.above:
        click.echo()
        click.echo(_("Above it: {unit} {dates}").format(
            unit=names.get(upper.hours.unit, upper.hours.unit),
            dates=_dates(upper.since, upper.until),
        ).rstrip())  # fmt: skip
        _show_unit(upper.hours, names)
    _show_holidays(policy, today)


def hours_document(policy: "HoursPolicy", today: date) -> dict[str, Any]:
    """Return the signed policy with the units that each limit of today comes from."""
    from broadcaster.schedule.hours.limit_sources import sources_of

    sources = {str(limit): list(units) for limit, units in sources_of(policy, today).items()}
    together = policy.in_force_on(today)
    in_force = together.to_document() if together else None
    return {**policy.to_document(), "in_force": in_force, "sources": sources}


def beyond_text(beyond: Sequence["Beyond"], document: str, names: Names) -> str:
    """Return what hours exceed above, and on what ground."""
    from broadcaster.schedule.hours.limit_words import limits_text

    texts = []
    for one in beyond:
        unit = names.get(one.unit, one.unit)
        ground = _("signed by an approver of {unit}") if one.ground == "signature" else document
        texts.append(f"{unit}: {limits_text(one.limits)} ({ground.format(unit=unit)})")
    return "; ".join(texts)


def exception_text(exception: "HoursException") -> str:
    """Return an exception in one line."""
    return f"{exception.day:%d/%m/%Y} {exception.stretch}: {exception.reason} ({exception.by})"


def _show_together(policy: "HoursPolicy", today: date, names: Names) -> None:
    from broadcaster.schedule.hours.limit_sources import sources_of
    from broadcaster.schedule.hours.limits import Limit
    from broadcaster.schedule.wording import windows_text

    together = policy.in_force_on(today)
    if together is None:
        return
    sources = sources_of(policy, today)

    def line(label: str, text: str, limit: Limit) -> tuple[str, str]:
        units = ", ".join(names.get(unit, unit) for unit in sources.get(limit, ()))
        return label, f"{text}  [{units}]" if text and units else text

    click.echo(_("What holds today, and from whom:"))
    special = together.holidays
    show_card(
        [
            line(_("Windows"), windows_text(together.windows), Limit.WINDOWS),
            line(
                _("On public holidays"),
                "" if special is None else windows_text(special),
                Limit.HOLIDAYS,
            ),
            line(_("Cap per session"), _minutes(together.session_minutes), Limit.SESSION),
            line(_("Cap per day"), _minutes(together.day_minutes), Limit.DAY),
            line(_("Volume"), _volume(together), Limit.VOLUME),
            line(_("Exceptions within"), ", ".join(map(str, together.outer)), Limit.OUTER),
        ]
    )
    click.echo()


def _show_unit(policy: "UnitHours", names: Names) -> None:
    from broadcaster.schedule.wording import windows_text

    origin = _("built-in") if policy.origin == "built-in" else _("set by {by}")
    special = policy.holidays
    show_card(
        [
            (_("Allowed hours"), policy.title),
            (_("Unit"), names.get(policy.unit, policy.unit)),
            (_("Document"), policy.document),
            (_("Where from"), origin.format(by=policy.by)),
            (_("Holds"), _dates(policy.valid_from, policy.valid_until)),
            (_("Windows"), windows_text(policy.windows)),
            (_("On public holidays"), "" if special is None else windows_text(special)),
            (_("Cap per session"), _minutes(policy.session_minutes)),
            (_("Cap per day"), _minutes(policy.day_minutes)),
            (_("Volume"), _volume(policy)),
            (_("Lock before the start"), f"{policy.lock_lead_s} s" if policy.lock_lead_s else ""),
            (_("Exceptions within"), ", ".join(str(stretch) for stretch in policy.outer)),
            (_("Reaches beyond"), beyond_text(policy.beyond, policy.document, names)),
            *((_("Exception"), exception_text(exception)) for exception in policy.exceptions),
        ]
    )
    if policy.standing:
        click.echo()
        click.echo(_("Outside these dates:"))
        _show_unit(policy.standing, names)


def _show_holidays(policy: "HoursPolicy", today: date) -> None:
    """Name the next holidays where some policy has windows of their own for them."""
    together = policy.in_force_on(today)
    if together is None or together.holidays is None:
        return
    coming = [(day, name) for day, name in policy.holiday_days if day >= today]
    click.echo()
    click.echo(_("The next public holidays:"))
    for day, name in coming[:SHOWN_HOLIDAYS]:
        click.echo(f"  {day:%d/%m/%Y}  {name}")


def _dates(first: date | None, last: date | None) -> str:
    parts = []
    if first:
        parts.append(_("from {day}").format(day=f"{first:%d/%m/%Y}"))
    if last:
        parts.append(_("until {day}").format(day=f"{last:%d/%m/%Y}"))
    return " ".join(parts)


def _minutes(count: int | None) -> str:
    return "" if count is None else _("{count} minutes").format(count=count)


def _volume(policy: "UnitHours") -> str:
    return ", ".join(f"{c.stretch} {c.percent} %" for c in policy.volume)
