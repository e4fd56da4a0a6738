"""`broadcaster time`: what the clock is worth, and a person's word for it."""

from datetime import datetime

import click

from broadcaster.cli.columns import show_card
from broadcaster.cli.session import Session, common_options, show_json, talk
from broadcaster.i18n import N_, _
from broadcaster.timebase import TimeQuality, TimeTrust, as_rfc3339

QUALITIES = {
    TimeQuality.NTP: N_("kept by a time service"),
    TimeQuality.RTC: N_("from the hardware clock"),
    TimeQuality.OPERATOR: N_("confirmed by a person"),
    TimeQuality.HELD: N_("held since a time service was heard"),
    TimeQuality.UNKNOWN: N_("unknown"),
}


@click.group("time")
def time_command() -> None:
    """Show, set or confirm the station's clock. On an unknown clock only emergencies sound."""


@time_command.command("show")
@click.option("--json", "as_json", is_flag=True)
@common_options
@click.pass_obj
def show_command(session: Session, as_json: bool) -> None:
    """Show the station's time and what it is worth."""
    from broadcaster.timetrust import current_trust, read_floor

    desk = session.desk()
    now = desk.time.now()
    trust = current_trust(desk.home, desk.settings, desk.time)
    if as_json:
        show_json(
            {
                "now": as_rfc3339(now),
                "local": now.astimezone(desk.settings.zone_info).isoformat(timespec="seconds"),
                "zone": desk.settings.zone,
                "quality": str(trust.quality),
                "uncertainty_ms": trust.uncertainty_ms,
                "floor": as_rfc3339(read_floor(desk.home).sure),
            }
        )
    else:
        _show(now.astimezone(desk.settings.zone_info), desk.settings.zone, trust)
    if not trust.is_trusted:
        talk(_("Compare it with a clock you trust, then run `broadcaster time confirm`."))


def _show(local: datetime, zone: str, trust: TimeTrust) -> None:
    show_card(
        [
            (_("Station time"), f"{local:%d/%m/%Y %H:%M:%S} ({zone})"),
            (_("Quality"), _(QUALITIES[trust.quality])),
            (
                _("May be off by"),
                _("{ms} ms").format(ms=trust.uncertainty_ms) if trust.is_trusted else "",
            ),
            (_("Because"), trust.reason),
        ]
    )


@time_command.command("set")
@click.argument("moment", metavar="'YYYY-MM-DD HH:MM[:SS]'")
@common_options
@click.pass_obj
def set_command(session: Session, moment: str) -> None:
    """Set the system's clock (station time) and vouch for it; needs the right to set clocks."""
    from broadcaster.upkeep import actions

    desk = session.desk()
    trust = actions.set_time(desk, actions.read_local_time(moment, desk.settings.zone_info))
    _show(desk.time.now().astimezone(desk.settings.zone_info), desk.settings.zone, trust)


@time_command.command("confirm")
@common_options
@click.pass_obj
def confirm_command(session: Session) -> None:
    """Vouch, in the name of `--as PERSON`, that the clock is right now."""
    from broadcaster.upkeep import actions

    desk = session.desk()
    trust = actions.confirm_time(desk)
    _show(desk.time.now().astimezone(desk.settings.zone_info), desk.settings.zone, trust)
