"""Who may ask for a page: everybody, everybody with a role, or the holders of certain roles.

An administrator counts as operator and technician, never as approver (`units.authority`). A page
that an auditor may see has nothing on it that an auditor could change.
"""

from broadcaster.feedback.actions import MAY_ANSWER
from broadcaster.operating.actions import MAY_SILENCE
from broadcaster.units import Role

Who = frozenset[Role] | None
"""The roles of which one is needed; None for everybody, signed in or not."""

EVERYBODY: Who = None
SIGNED_IN = frozenset(Role)
OPERATORS = frozenset({Role.OPERATOR})
SIGNERS = frozenset({Role.APPROVER})
READERS_OF_BULLETINS = frozenset({Role.OPERATOR, Role.APPROVER, Role.AUDITOR})
READERS_OF_APPROVALS = frozenset({Role.APPROVER, Role.AUDITOR})
ANSWERERS = frozenset(MAY_ANSWER)
SILENCERS = frozenset(MAY_SILENCE)
ADMINISTRATORS = frozenset({Role.ADMINISTRATOR})
