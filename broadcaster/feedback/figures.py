"""What papers print of residents' feedback, where its database is at hand."""

from broadcaster.config import Settings
from broadcaster.feedback import store
from broadcaster.feedback.counting import count
from broadcaster.home import Home
from broadcaster.reports.activity_figures import Residents
from broadcaster.reports.period import Period
from broadcaster.store import Database, StoreError
from broadcaster.store.migration import MigrationError, check_revision


def asked_in(home: Home, settings: Settings, period: Period) -> Residents | None:
    """Return what came and what was answered in a period; None where nobody can say.

    A copy of the journal has no database, and its paper shows these figures as missing.
    """
    if not home.database.is_file():
        return None
    database = Database(home.database)
    try:
        check_revision(database)
        with database.transaction() as session:
            entries = store.read_all(session)
    except (MigrationError, StoreError):
        return None
    found = count(entries, period.first, period.last, settings.zone_info)
    return Residents(found.received, found.answered)
