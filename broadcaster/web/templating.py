"""Templates: everything escaped, every word translated, every time in the station's zone."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from broadcaster import i18n
from broadcaster.bulletins import BulletinClass
from broadcaster.bulletins.words import class_name, state_name
from broadcaster.playout.words import SOUNDS, word_for
from broadcaster.policies.words import stage_name
from broadcaster.production.listening import sentence
from broadcaster.quantities import length_in_words
from broadcaster.units.wording import role_word
from broadcaster.voices.words import hard_to_understand, kind_of_voice
from broadcaster.web import moments
from broadcaster.web.assets import address_of
from broadcaster.web.voice_names import voice_name

FOLDER = Path(__file__).parent / "templates"


class Templates:
    """The templates of the console, for a station in `zone`."""

    def __init__(self, zone: ZoneInfo, now: Callable[[], datetime]) -> None:
        self._environment = Environment(
            loader=FileSystemLoader(FOLDER),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            extensions=["jinja2.ext.i18n", "jinja2.ext.do"],
        )
        self._environment.install_gettext_callables(  # type: ignore[attr-defined]
            i18n.gettext, i18n.ngettext, newstyle=False
        )
        self._environment.filters |= {
            "capfirst": lambda text: text[:1].upper() + text[1:],
            "clock": lambda moment: moments.clock(moment, zone),
            "day_field": moments.day_field,
            "day": lambda moment: moments.day(moment, zone),
            "role_word": role_word,
            "moment": lambda moment: moments.day_and_clock(moment, zone),
            "duration": length_in_words,
            "finding": sentence,
            "sound_word": lambda name: word_for(SOUNDS, name),
        }
        self._environment.globals |= {
            "asset": address_of,
            "class_name": class_name,
            "stage_name": stage_name,
            "classes": tuple(BulletinClass),
            "language": i18n.language,
            "state_name": state_name,
            "station_time": lambda: moments.station_time(now(), zone),
            "voice_name": voice_name,
            "kind_of_voice": kind_of_voice,
            "hard_to_understand": hard_to_understand,
        }

    def render(self, template: str, /, **shown: Any) -> str:
        """Return the page. Anything a template does not find is a bug and shows itself."""
        return self._environment.get_template(template).render(**shown)
