"""Decide what a wall clock is worth, from plain readings."""

from datetime import datetime, timedelta

from broadcaster.config import Settings
from broadcaster.i18n import _
from broadcaster.timebase import TimeQuality, TimeTrust
from broadcaster.timetrust.model import Floor, Readings, TimeState, Uncertainty, uncertainty_of

RTC_APART_MS = 300_000
"""How far a clock may have drifted from the hardware clock it was set from at boot."""


def assess(
    readings: Readings,
    state: TimeState | None,
    floor: Floor,
    uncertainty: Uncertainty | None = None,
) -> TimeTrust:
    """Say what the wall clock is worth.

    A time service is believed first; then the hardware clock read at boot, as long as the
    system's clock still follows it; then a person; then a time service that was heard earlier in
    this boot. `seen` binds only what rests on a hardware clock.
    """
    quality, reason = _judge(readings, state, floor, uncertainty or uncertainty_of(Settings()))
    return TimeTrust(quality, (uncertainty or uncertainty_of(Settings()))[quality], reason)


def _judge(
    readings: Readings, state: TimeState | None, floor: Floor, uncertainty: Uncertainty
) -> tuple[TimeQuality, str]:
    if readings.now < floor.sure:
        return TimeQuality.UNKNOWN, _below(readings.now, floor.sure)
    if readings.is_synchronised:
        return TimeQuality.NTP, _("a time service keeps the clock")
    if _follows_hardware(readings, state, floor, uncertainty[TimeQuality.RTC]):
        return TimeQuality.RTC, _("the hardware clock was read at boot")
    if state and state.vouches(readings):
        return _kept(readings, state, floor)
    if state and state.is_of(readings):
        seconds = round(state.parted_ms(readings) / 1000)
        return TimeQuality.UNKNOWN, _("the clock was stepped by {seconds} s").format(
            seconds=seconds
        )
    return TimeQuality.UNKNOWN, _(
        "no time service, no hardware clock that fits, and nobody confirmed it"
    )


def _kept(readings: Readings, state: TimeState, floor: Floor) -> tuple[TimeQuality, str]:
    if state.quality is TimeQuality.OPERATOR:
        return TimeQuality.OPERATOR, _("{person} set or confirmed it").format(person=state.person)
    if readings.now < floor.highest:
        return TimeQuality.UNKNOWN, _below(readings.now, floor.highest)
    if state.quality is TimeQuality.RTC:
        return TimeQuality.RTC, _("the hardware clock was read at boot")
    return TimeQuality.HELD, _("a time service kept the clock earlier, and it was not stepped")


def _follows_hardware(
    readings: Readings, state: TimeState | None, floor: Floor, tight_ms: int
) -> bool:
    """Say whether the system's clock still is the hardware clock read at boot.

    Since boot the two may have drifted apart; but where somebody vouched for the clock in this
    boot, or it was stepped since, only close agreement says that the hardware clock has the
    right time too.
    """
    if readings.hardware is None or min(readings.hardware, readings.now) < floor.highest:
        return False
    drifts_freely = state is None or not state.is_of(readings)
    apart_ms = abs(readings.hardware - readings.now) / timedelta(milliseconds=1)
    return apart_ms <= (RTC_APART_MS if drifts_freely else tight_ms)


def _below(now: datetime, floor: datetime) -> str:
    return _("the clock says {now}, but {floor} has passed already").format(
        now=f"{now:%Y-%m-%d %H:%M} UTC", floor=f"{floor:%Y-%m-%d %H:%M} UTC"
    )
