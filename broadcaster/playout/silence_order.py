"""An order that nothing may sound, kept in a file of `run/` also across a restart.

The flag may be set from any thread, because silence must come at once; who ordered it is written
down by the thread that writes the log. On a full disk it holds too, but not across a restart.
"""

import contextlib
import json
import threading
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Generic, TypeVar

from broadcaster.home import remove_durably, write_atomically

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Order = TypeVar("Order", bound="DataclassInstance")


class SilenceOrder(Generic[Order]):
    """The state, and the file that keeps it."""

    def __init__(self, path: Path, standing: Order | None) -> None:
        """Go on with the order that stands in the file at `path`, if one does."""
        self._path = path
        self._flag = threading.Event()
        self.order = standing
        if standing is not None:
            self._flag.set()

    @property
    def is_on(self) -> bool:
        """Say whether nothing may sound."""
        return self._flag.is_set()

    def raise_flag(self) -> None:
        """Let nothing more sound, before the order is written down. From any thread."""
        self._flag.set()

    def lower_flag(self) -> None:
        """Take the flag back when no order came of it; one that stands goes on."""
        if self.order is None:
            self._flag.clear()

    def lift(self) -> None:
        """Let sound again what comes from now on."""
        self.order = None
        self._flag.clear()
        with contextlib.suppress(OSError):
            remove_durably(self._path)

    def _keep(self, order: Order) -> bool:
        """Let the order hold; say whether the disk keeps it across a restart."""
        self.order = order
        self._flag.set()
        try:
            write_atomically(self._path, json.dumps(asdict(order)).encode() + b"\n")
        except OSError:
            return False
        return True
