"""Emergency templates: approved in advance, filled from closed lists, ready without any network."""

from broadcaster.emergency.errors import EmergencyError
from broadcaster.emergency.model import Blank, Phrase, Piece, Template, Wording

__all__ = ["Blank", "EmergencyError", "Phrase", "Piece", "Template", "Wording"]
