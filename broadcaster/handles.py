"""How people name a thing on the command line: its id, any unique tail of it, or `@last`."""

from collections.abc import Sequence

from broadcaster.errors import BroadcasterError
from broadcaster.i18n import _

LAST = "@last"


class HandleError(BroadcasterError):
    """What was typed names nothing, or more than one thing."""

    def __init__(self, handle: str, matches: Sequence[str]) -> None:
        if matches:
            sentence = _('"{handle}" fits more than one: {matches}. Type more of it.').format(
                handle=handle, matches=", ".join(matches[:5])
            )
        else:
            sentence = _(
                'Nothing is called "{handle}". Use the `list` command to see the ids.'
            ).format(handle=handle)
        super().__init__(sentence)


def resolve(handle: str, ids: Sequence[str]) -> str:
    """Return the one id that `handle` names; `ids` are oldest first, for `@last`.

    A whole id wins over a tail. Raises `HandleError` quoting the handle.
    """
    if handle == LAST and ids:
        return ids[-1]
    if handle in ids:
        return handle
    matches = [candidate for candidate in ids if handle and candidate.endswith(handle)]
    if len(matches) != 1:
        raise HandleError(handle, matches)
    return matches[0]
