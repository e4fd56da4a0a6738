"""Which person, unit or place somebody means, and which id a new one gets."""

import re
from collections.abc import Mapping

from broadcaster.handles import LAST
from broadcaster.i18n import _
from broadcaster.units.errors import UnitsError
from broadcaster.units.model import first_free
from broadcaster.units.naming import LONGEST_ID, LONGEST_NAME, is_same_name, slug, tidy


def choose(handle: str, names: Mapping[str, str], command: str) -> str:
    """Return the id that `handle` means; `names` is id -> name, oldest first.

    An id wins, then a full name, then a unique tail of an id; `@last` is the newest. `UnitsError`
    when it fits nothing or several, naming `broadcaster <command> list`.
    """
    wanted = tidy(handle)
    if wanted == LAST and names:
        return list(names)[-1]
    if wanted in names:
        return wanted
    fits = [id_ for id_, name in names.items() if wanted and is_same_name(name, wanted)]
    fits = fits or [id_ for id_ in names if wanted and id_.endswith(wanted)]
    if len(fits) > 1:
        raise UnitsError.many(handle, fits)
    if not fits:
        raise UnitsError.unknown(handle, command)
    return fits[0]


def check_name(name: str) -> str:
    """Return the name tidied, or refuse one that could not be told from another by its id."""
    shown = tidy(name)
    if not shown or len(shown) > LONGEST_NAME or not slug(shown):
        raise UnitsError.bad_name(name)
    return shown


def check_text(field: str, text: str, longest: int = LONGEST_NAME) -> str:
    """Return a free field tidied, or refuse one longer than its column."""
    shown = tidy(text)
    if len(shown) > longest:
        allowed = _("it has at most {count} characters").format(count=longest)
        raise UnitsError.bad_value(field, shown[:60], allowed)
    return shown


def new_id(name: str, names: Mapping[str, str], wanted: str | None = None) -> str:
    """Return the id of something new called `name` (tidied).

    Without `wanted` the name itself must be new, so that the same unit is not entered twice by
    accident; two names with one slug (An, Ân) get a number.
    """
    if wanted is not None:
        if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", wanted) or len(wanted) > LONGEST_ID:
            raise UnitsError.bad_id(wanted)
        if wanted in names:
            raise UnitsError.id_taken(wanted)
        return wanted
    for id_, known in names.items():
        if is_same_name(known, name):
            raise UnitsError.name_taken(name, id_)
    return first_free(slug(name), names)
