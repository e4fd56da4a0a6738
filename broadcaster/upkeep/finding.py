"""One thing a check found."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from broadcaster.i18n import N_, _


class Level(StrEnum):
    """How bad it is: `fail` means the station will not do its work."""

    OK = "ok"
    WARN = "warn"
    FAIL = "fail"


LEVELS: Mapping[Level, str] = {
    Level.OK: N_("ok"),
    Level.WARN: N_("look"),
    Level.FAIL: N_("FAILS"),
}
TITLES: Mapping[str, str] = {
    "account": N_("account"),
    "cache": N_("audio cache"),
    "clock": N_("clock"),
    "database": N_("database"),
    "disk": N_("disk"),
    "emergency": N_("emergencies"),
    "hardware-clock": N_("hardware clock"),
    "hours": N_("hours"),
    "key": N_("key"),
    "maintenance": N_("maintenance"),
    "on-air": N_("voice on air"),
    "output": N_("output"),
    "outputs": N_("kinds of output"),
    "plan": N_("signed files"),
    "settings": N_("settings"),
    "sounds": N_("sounds"),
    "voices": N_("voices"),
    "zone": N_("time zone"),
}


@dataclass(frozen=True)
class Finding:
    """What was looked at (an English code), how bad it is, and a sentence with what to do."""

    name: str
    level: Level
    sentence: str

    @property
    def title(self) -> str:
        """What was looked at, in the language in use; a library goes by its name."""
        return _(TITLES[self.name]) if self.name in TITLES else self.name

    @property
    def verdict(self) -> str:
        """How bad it is, in the language in use."""
        return _(LEVELS[self.level])


def ok(name: str, sentence: str) -> Finding:
    """Return a finding that all is well."""
    return Finding(name, Level.OK, sentence)


def warn(name: str, sentence: str) -> Finding:
    """Return a finding that somebody should look at."""
    return Finding(name, Level.WARN, sentence)


def fail(name: str, sentence: str) -> Finding:
    """Return a finding that keeps the station from its work."""
    return Finding(name, Level.FAIL, sentence)
