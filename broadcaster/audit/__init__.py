"""What an inspector takes away: the whole log on a stick, with all it takes to verify it.

`actions.export` writes the folder, `page_file` makes `kiem-tra.html` of the parts in `page/`.
"""

from broadcaster.audit.errors import AuditError
from broadcaster.audit.model import Exported, Wanted

__all__ = ["AuditError", "Exported", "Wanted"]
