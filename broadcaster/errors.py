"""What every refusal of ours is: one sentence that says what was wrong, where, and what to do.

A folder that can refuse has one subclass of `BroadcasterError`; its constructors take the parts
and build the sentence, already in the reader's language. The command line prints it as one line
and exits 1. Any other exception is a bug of ours: exit 70, with its traceback.
"""

import errno

EXIT_REFUSED = 1
EXIT_USAGE = 2
EXIT_BUG = 70

NO_ROOM = frozenset({errno.ENOSPC, errno.EFBIG, errno.EDQUOT})
"""What the kernel answers when there is no room: disk, file size limit, quota."""


class BroadcasterError(Exception):
    """Base of everything we refuse on purpose. `str(error)` is the sentence a person reads.

    `on_page` is the sentence for somebody who has buttons and no commands. It is the same one
    unless that would name a command or an option.
    """

    exit_code = EXIT_REFUSED

    def __init__(self, sentence: str, on_page: str = "") -> None:
        super().__init__(sentence)
        self.on_page = on_page or sentence


class AwayError(BroadcasterError):
    """What everything rests on cannot be used now; the same may work in a minute."""

    is_full = False
    """Whether that is because the disk has no room."""
