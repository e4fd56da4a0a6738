"""What all requests share: the desk without a person, the templates, the work in the background."""

from dataclasses import dataclass, field, replace

from broadcaster.desk import Desk
from broadcaster.web.air import Air
from broadcaster.web.speaking import Speaking
from broadcaster.web.streams import Places
from broadcaster.web.templating import Templates

SIGNED_IN = "signed-in"
"""What records say of a person who proved with a password who they are."""


@dataclass(frozen=True)
class Office:
    """Made once, when the console starts."""

    desk: Desk
    templates: Templates
    speaking: Speaking
    air: Air
    station_name: str
    places: Places = field(default_factory=Places)

    def desk_of(self, person: str) -> Desk:
        """Return the desk of a person who has signed in."""
        return replace(self.desk, person=person, identity=SIGNED_IN)
