"""The settings of a home: `broadcaster.toml`, read once at the edge, every mistake named at once.

The file states only what differs from the defaults below. Unknown keys are mistakes, because a
misspelt setting that silently does nothing is found on air.
"""

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from broadcaster.errors import BroadcasterError
from broadcaster.i18n import _


class ConfigError(BroadcasterError):
    """The settings file has mistakes; the sentence lists them all."""

    def __init__(self, path: Path, mistakes: list[str]) -> None:
        self.mistakes = mistakes
        super().__init__(
            _('Settings "{path}": {mistakes}.').format(path=path, mistakes="; ".join(mistakes))
        )


@dataclass(frozen=True)
class Settings:
    """Everything a home may set. Lengths carry their unit in the name."""

    station: str = "station"
    """Id of the station this home is, as in `station show`."""
    unit: str = "unit"
    """Id of the unit the station belongs to."""
    zone: str = "Asia/Ho_Chi_Minh"
    """IANA zone of everything people type and read."""
    language: str = "vi"
    """Language of what people read."""
    output: str = "null"
    """Output: file:PATH, null, alsa[:DEV], pulse[:SINK], icecast:URL, rtp:HOST:PORT, pipe:CMD."""
    output_latency_ms: int = 0
    """How long the output takes from a written sample to a sounding one; subtracted."""
    amplifier: str = ""
    """What switches the amplifier of `output`: hold:CMD, file:PATH, or empty for none."""
    amplifier_lead_ms: int = 0
    """How long before its first sample a session's amplifier is switched on."""
    amplifier_hang_ms: int = 2000
    """How long after its last sample an amplifier stays on."""
    loopback: str = ""
    """Input that hears what the station plays: pulse[:SOURCE], alsa[:DEV], pipe:CMD, or empty."""
    loopback_silence_dbfs: int = -50
    """What is quieter than this on a loopback counts as silence."""
    loopback_alarm_s: int = 5
    """For how long something that nobody ordered sounds on a loopback before an alarm."""
    aircheck_days: int = 365
    """How long what a loopback heard is kept; 0 keeps nothing of it."""
    aircheck_floor_mb: int = 1024
    """Free room on the disk below which nothing more of it is kept."""
    fade_in_ms: int = 250
    """Over how long the first sound of a session rises to its volume; an emergency does not."""
    lock_lead_s: int = 120
    """How long before its start a session is locked."""
    grace_ms: int = 2000
    """How late an item may start and still be `aired`."""
    cut_format: str = "mp3"
    """Air format of cuts: mp3, flac or opus."""
    cut_bitrate_kbps: int = 64
    """Bit rate of cuts, for the formats that have one."""
    loudness_lufs: float = -16.0
    """Integrated loudness of every cut (ITU-R BS.1770-4), held within 0.5 LU."""
    true_peak_dbtp: float = -1.5
    """Highest true peak of the decoded cut."""
    profile: str = "flat"
    """Tone of cuts: flat or horn."""
    region: str = "north"
    """Region of reading and of the default voice: north, central or south."""
    cache_limit_mb: int = 4096
    """Size limit of the audio cache; what is scheduled or recently aired is never evicted."""
    retention_days: int = 365
    """How long aired cuts are kept."""
    feedback_days: int = 10
    """Within how many days a resident's question or complaint is to be answered."""
    plan_days: int = 14
    """How many days of running orders stand on the box."""
    relay_silence_s: int = 10
    """How long a relay may give nothing, or silence, before it is given up."""
    plan_person: str = ""
    """In whose name the player has the plan extended each day; else BROADCASTER_PERSON."""
    alarm_command: str = ""
    """Program started with each alarm (JSON on stdin); empty for none."""
    ntp_uncertainty_ms: int = 100
    """How far a synchronised clock may be off."""
    rtc_uncertainty_ms: int = 2000
    """How far a hardware clock read at boot may be off."""
    held_uncertainty_ms: int = 2000
    """How far a clock trusted earlier in this boot may be off."""
    operator_uncertainty_ms: int = 5000
    """How far a clock that a person set or confirmed may be off."""
    on_air_minimum: str = "any"
    """Least voice of a bulletin that is no emergency: any, neural, online or recording."""
    online_timeout_s: int = 20
    """Time-out of one request to an online voice."""
    online_total_s: int = 600
    """How long an online voice may take over one bulletin; then the next voice speaks all of it."""
    index_database: str = ""
    """Index of the logs, as postgresql://USER@HOST/DATABASE; empty for index.db of this home."""
    web_address: str = ""
    """Address of the console in messages to others, as https://loa.xa.vn; else the one in use."""

    @property
    def zone_info(self) -> ZoneInfo:
        """The station's time zone."""
        return ZoneInfo(self.zone)


CHOICES: Mapping[str, tuple[str, ...]] = {
    "language": ("vi", "en"),
    "cut_format": ("mp3", "flac", "opus"),
    "profile": ("flat", "horn"),
    "region": ("north", "central", "south"),
    "on_air_minimum": ("any", "neural", "online", "recording"),
}
RANGES: Mapping[str, tuple[float, float]] = {
    "output_latency_ms": (0, 10_000),
    "amplifier_lead_ms": (0, 60_000),
    "amplifier_hang_ms": (0, 60_000),
    "loopback_silence_dbfs": (-90, -10),
    "loopback_alarm_s": (2, 60),
    "aircheck_days": (0, 36_500),
    "aircheck_floor_mb": (0, 10_000_000),
    "fade_in_ms": (0, 5_000),
    "lock_lead_s": (1, 86_400),
    "grace_ms": (0, 600_000),
    "cut_bitrate_kbps": (24, 320),
    "loudness_lufs": (-30, -9),
    "true_peak_dbtp": (-9, -1),
    "cache_limit_mb": (1, 10_000_000),
    "retention_days": (1, 36_500),
    "feedback_days": (1, 365),
    "plan_days": (7, 60),
    "relay_silence_s": (2, 600),
    "ntp_uncertainty_ms": (0, 60_000),
    "rtc_uncertainty_ms": (0, 600_000),
    "held_uncertainty_ms": (0, 600_000),
    "operator_uncertainty_ms": (0, 600_000),
    "online_timeout_s": (1, 600),
    "online_total_s": (10, 7200),
}
OUTPUTS = ("file:", "null", "alsa", "pulse", "icecast:", "rtp:", "pipe:")
OUTPUTS_SHOWN = "file:PATH, null, alsa[:DEV], pulse[:SINK], icecast:URL, rtp:HOST:PORT, pipe:CMD"

LOOPBACKS = ("pulse", "alsa", "pipe:")
LOOPBACKS_SHOWN = "pulse[:SOURCE], alsa[:DEV], pipe:CMD"
AMPLIFIERS = ("hold:", "file:")
AMPLIFIERS_SHOWN = "hold:CMD, file:PATH"


def read_settings(path: Path) -> Settings:
    """Read the settings at `path`; `ConfigError` lists every mistake with key, value and remedy."""
    try:
        document = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ConfigError(path, [error.strerror or str(error)]) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(path, [_("not TOML: {error}").format(error=error)]) from error
    mistakes = find_mistakes(document)
    if mistakes:
        raise ConfigError(path, mistakes)
    return Settings(**document)


def find_mistakes(document: Mapping[str, Any]) -> list[str]:
    """Return one phrase per mistake in a settings document, in the order of its keys."""
    defaults = {field.name: field.default for field in fields(Settings)}
    mistakes = []
    for key, value in document.items():
        if key not in defaults:
            mistakes.append(_('"{key}" is no setting').format(key=key))
        elif phrase := _mistake(key, value, defaults[key]):
            mistakes.append(f'"{key}" = {value!r}: {phrase}')
    return mistakes


def _mistake(key: str, value: object, default: object) -> str | None:
    numeric = isinstance(value, int | float) and not isinstance(value, bool)
    if isinstance(default, float):
        fits = numeric
    elif isinstance(default, int):
        fits = numeric and isinstance(value, int)
    else:
        fits = isinstance(value, str)
    if not fits:
        return _("needs {kind}").format(kind=_KINDS[type(default)]())
    return _choice(key, value) or _range(key, value) or _named(key, value)


_KINDS: Mapping[type, Callable[[], str]] = {
    int: lambda: _("a whole number"),
    float: lambda: _("a number"),
    str: lambda: _("a text in quotes"),
}


def _choice(key: str, value: object) -> str | None:
    if key in CHOICES and value not in CHOICES[key]:
        return _("choose from {choices}").format(choices=", ".join(CHOICES[key]))
    return None


def _range(key: str, value: object) -> str | None:
    if key in RANGES and isinstance(value, int | float):
        low, high = RANGES[key]
        if not low <= value <= high:
            return _("must lie between {low} and {high}").format(low=low, high=high)
    return None


def _named(key: str, value: object) -> str | None:
    if key == "zone" and value not in available_timezones():
        return _("no such time zone; the usual one is Asia/Ho_Chi_Minh")
    if key == "web_address" and value and not str(value).startswith(("http://", "https://")):
        return _("begin it with https:// or http://")
    if key == "amplifier" and value and not str(value).startswith(AMPLIFIERS):
        return _("choose from {choices}").format(choices=AMPLIFIERS_SHOWN)
    if key == "loopback" and value and not str(value).startswith(LOOPBACKS):
        return _("choose from {choices}").format(choices=LOOPBACKS_SHOWN)
    if key == "output" and not str(value).startswith(OUTPUTS):
        return _("choose from {choices}").format(choices=OUTPUTS_SHOWN)
    return None
