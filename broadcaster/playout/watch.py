"""What the player looks at all the time: the clock, its trust, the mute's end, the plan's files."""

from datetime import timedelta

from broadcaster.journal import JournalError
from broadcaster.journal.model import Cause, Kind
from broadcaster.journal.record import Value
from broadcaster.playout.alarms import Alarms
from broadcaster.playout.ends import NOT_HEARD
from broadcaster.playout.log.uses import CONFIRMED_WITHIN
from broadcaster.playout.reckoning import ClockStep
from broadcaster.playout.studio import Studio
from broadcaster.timebase import NANOSECONDS, as_rfc3339, from_rfc3339

REMIND_OF_MUTE = timedelta(hours=6)
"""How often a mute without an end is recalled."""
UNORDERED = "unordered-sound"
TIMER = "timer"
"""Who lifts a mute whose end has come."""
HOURS_ALARMS = {
    Cause.HOURS_MISSING: "hours-missing",
    Cause.HOURS_UNSIGNED: "hours-unsigned",
}


class Watch:
    """Notices and writes down what changes by itself."""

    def __init__(self, studio: Studio) -> None:
        self._studio = studio
        self._quality = studio.trust().quality
        self._next_look_at_plan = 0
        self._reminders = 0
        """How often the mute that stands was recalled."""

    def look(self) -> None:
        """Compare the clocks, and state what changed since the last look."""
        step = self._studio.reckoning.compare()
        if step is not None:
            self._write_step(step)
        self._look_at_trust()
        self._look_at_mute()
        self._look_at_emergencies()
        self._look_at_loopbacks()
        now = self._studio.time.monotonic()
        if now >= self._next_look_at_plan:
            self._next_look_at_plan = now + NANOSECONDS
            self._look_at_plan()
        if self._studio.scribe.is_behind:
            self._catch_up()

    def _write_step(self, step: ClockStep) -> None:
        step_ms = round(step.by.total_seconds() * 1000)
        self._studio.scribe.note(
            Kind.CLOCK,
            change="step",
            before=as_rfc3339(step.before),
            after=as_rfc3339(step.after),
            step_ms=step_ms,
            by="",
        )
        self._studio.alarms.sound("clock-stepped", f"{step_ms} ms")
        self._studio.tell("clock", step=f"{step_ms / 1000:+.1f} s")

    def _look_at_trust(self) -> None:
        trust = self._studio.trust()
        if trust.quality is not self._quality:
            self._studio.scribe.note(
                Kind.CLOCK,
                change="quality",
                before=str(self._quality),
                after=str(trust.quality),
                step_ms=0,
                by="",
            )
            self._quality = trust.quality
        if trust.is_trusted:
            self._studio.alarms.clear("clock-unknown")
        else:
            self._studio.alarms.sound("clock-unknown", trust.reason)

    def _look_at_mute(self) -> None:
        mute = self._studio.mute
        ends = mute.order.ends if mute.order else None
        if ends is not None and self._studio.reckoning.now() >= ends:
            mute.lift()
            self._studio.scribe.note(Kind.MUTE, state="off", until="", by=TIMER)
            self._studio.tell("unmute")
        self._remind_of_mute()

    def _remind_of_mute(self) -> None:
        """Say every few hours that the station is muted without an end: somebody may have left."""
        order, alarms = self._studio.mute.order, self._studio.alarms
        if order is None or order.ends is not None:
            self._reminders = 0
            alarms.clear("muted")
            return
        muted_for = self._studio.reckoning.now() - from_rfc3339(order.since)
        reminders = muted_for // REMIND_OF_MUTE
        if reminders > self._reminders:
            alarms.clear("muted")
            hours = reminders * REMIND_OF_MUTE // timedelta(hours=1)
            alarms.sound("muted", f"{order.by}, {hours} h")
            self._reminders = reminders

    def _look_at_emergencies(self) -> None:
        """Ask for the chair's confirmation of each use, and say when it did not come in time."""
        scribe, alarms = self._studio.scribe, self._studio.alarms
        for use in scribe.logbook.uses.unconfirmed():
            name = use.order.use
            late = self._studio.reckoning.now() - use.at >= CONFIRMED_WITHIN
            if late and not use.is_overdue:
                scribe.note(Kind.EMERGENCY, state="overdue", use=name, by="")
                alarms.clear("emergency-unconfirmed", name)
            alarms.sound("emergency-overdue" if late else "emergency-unconfirmed", name)

    def _look_at_loopbacks(self) -> None:
        """Hear what is to be heard, and say what was noticed there."""
        studio, alarms = self._studio, self._studio.alarms
        studio.ears.follow(studio.loopbacks())
        for ear in studio.ears.open:
            name, notice = ear.loopback.id, ear.notice
            _stand(alarms, "loopback-lost", name, stands=notice.is_lost)
            if notice.is_unheard:
                alarms.sound(NOT_HEARD, name)
            _stand(
                alarms, UNORDERED, name, stands=notice.unordered is not None,
                heard_cdbfs=notice.unordered,
            )  # fmt: skip

    def _look_at_plan(self) -> None:
        alarms, plan = self._studio.alarms, self._studio.plan
        hours = plan.hours()
        for cause, code in HOURS_ALARMS.items():
            if hours.policy is None and hours.missing is cause:
                alarms.sound(code, "plan/hours.json")
            else:
                alarms.clear(code)
        plan.withdrawals()
        plan.wiring()
        templates = plan.emergency_templates().values()
        self._studio.at_hand.keep(
            phrase.cut for one in templates for phrase in one.phrases.values()
        )
        for name, is_faulty in plan.faults().items():
            if is_faulty:
                alarms.sound("plan-file", f"plan/{name}")
            else:
                alarms.clear("plan-file", f"plan/{name}")

    def _catch_up(self) -> None:
        try:
            self._studio.scribe.catch_up()
        except JournalError as error:
            self._studio.alarms.sound("journal-full", error.reason)
        else:
            self._studio.alarms.clear("journal-full")


def _stand(alarms: Alarms, code: str, detail: str, *, stands: bool, **fields: Value) -> None:
    """Raise an alarm whose cause is there, and end it when it is not."""
    if stands:
        alarms.sound(code, detail, **fields)
    else:
        alarms.clear(code, detail)
