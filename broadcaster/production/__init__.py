"""Speech and recordings into mastered cuts, the audio cache that holds them, station sounds."""

from broadcaster.production.errors import ProductionError
from broadcaster.production.model import Cut, Loudness

__all__ = ["Cut", "Loudness", "ProductionError"]
