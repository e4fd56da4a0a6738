"""The sentence about two sessions that would sound at once."""

from broadcaster.i18n import _
from broadcaster.schedule.programmes.model import Programme
from broadcaster.schedule.programmes.overlaps import Overlap
from broadcaster.schedule.station_time import clock_text
from broadcaster.schedule.wording import day_name


def overlap_sentence(overlap: Overlap, changed: Programme) -> str:
    """Say which programmes collide, when and for how long, and where to change it."""
    if overlap.first.name == overlap.second.name:
        sentence = _(
            '"{second}" on {day} {start} starts again {minutes} min before it ends; shorten it, '
            'or change its starts in "{file}"'
        )
    elif not overlap.minutes:
        sentence = _(
            '"{second}" on {day} {start} leaves the amplifier no lead (amplifier_lead_ms) after '
            '"{first}"; shorten that one, or change the start in "{file}"'
        )
    elif overlap.zones:
        sentence = _(
            '"{second}" on {day} {start} overlaps "{first}" by {minutes} min in zone {zones}; '
            'shorten one, or change the start in "{file}"'
        )
    else:
        sentence = _(
            '"{second}" on {day} {start} overlaps "{first}" by {minutes} min; their zones differ, '
            'but a player has one output: shorten one, or change the start in "{file}"'
        )
    return sentence.format(
        first=overlap.first.title,
        second=overlap.second.title,
        day=_day(overlap),
        start=clock_text(overlap.start),
        minutes=overlap.minutes,
        zones=", ".join(overlap.zones),
        file=f"playlists/{changed.name}.toml",
    )


def _day(overlap: Overlap) -> str:
    name = day_name(overlap.day)
    return name if overlap.on is None else f"{name} {overlap.on:%d/%m/%Y}"
