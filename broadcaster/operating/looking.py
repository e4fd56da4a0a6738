"""What the player does now, whether it runs or not. Asks for no role and opens no database."""

from broadcaster.home import Home
from broadcaster.playout.errors import PlayoutError
from broadcaster.playout.instructions.plan_folder import PlanFolder
from broadcaster.playout.process.control import ask_player
from broadcaster.playout.status import Document, status_when_down
from broadcaster.signed import BoxKey
from broadcaster.timebase import TimeSource


def status(home: Home, time: TimeSource) -> Document:
    """Return the player's own document, or what the files say when no player answers.

    Then `player` is `down`, and `reason` is the sentence that says why it could not be asked.
    `KeyFileError` when the player is down and the box's key cannot be read either.
    """
    try:
        return ask_player(home, "status")
    except PlayoutError as error:
        plan = PlanFolder(home, BoxKey.load(home.keys), home.run, time)
        return {**status_when_down(home, plan, time), "reason": str(error)}
