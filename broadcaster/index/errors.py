"""What the index refuses."""

from broadcaster.errors import BroadcasterError
from broadcaster.i18n import _


class IndexingError(BroadcasterError):
    """The index cannot be used, or a log cannot go into it."""

    @classmethod
    def unusable(cls, address: str, reason: str) -> "IndexingError":
        """Say that the database does not answer, or not as one should."""
        return cls(
            _(
                'The index "{address}" cannot be used: {reason}. Look at `index_database` in '
                "broadcaster.toml; the index can always be made anew from the logs."
            ).format(address=address, reason=reason)
        )

    @classmethod
    def bad_address(cls, address: str) -> "IndexingError":
        """Refuse an address that is none, or that has a password in it."""
        return cls(
            _(
                'The address of the index, "{address}", is none: write '
                "postgresql://USER@HOST/DATABASE, with the password in ~/.pgpass and not here."
            ).format(address=address)
        )

    @classmethod
    def no_driver(cls) -> "IndexingError":
        """Say that PostgreSQL's driver is not installed."""
        return cls(
            _("An index on PostgreSQL needs its driver: pip install 'broadcaster[hub]' brings it.")
        )

    @classmethod
    def empty(cls) -> "IndexingError":
        """Say that there is nothing to report from."""
        return cls(
            _(
                "The index holds no log yet. Fill it: `broadcaster index fill --logs FOLDER`, with "
                "the journal folders of the stations."
            )
        )
