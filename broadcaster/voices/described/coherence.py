"""What is wrong between the keys of a description, each of which is right by itself."""

from collections.abc import Iterator

from broadcaster.i18n import _
from broadcaster.voices.described.model import Description
from broadcaster.voices.described.template import names_in

BODIES = ("json", "form", "plain")
ALWAYS = ("text", "secret", "language")
"""Places that every template can use; the others are parameters."""


def mistakes_between(found: Description) -> Iterator[str]:
    """Give one phrase for each mistake."""
    yield from _of_bodies(found)
    yield from _of_places(found)


def _of_bodies(found: Description) -> Iterator[str]:
    bodies = [name for name in BODIES if getattr(found, name)]
    if len(bodies) > 1:
        yield _("only one of json, form and plain can be sent")
    if bodies and found.method == "GET":
        yield _("method = GET sends no {key}; use query").format(key=bodies[0])


def _of_places(found: Description) -> Iterator[str]:
    sent = names_in([found.json, found.form, found.plain, found.query])
    in_headers = names_in(found.headers)
    known = sorted({*ALWAYS, *found.parameters})
    choices = ", ".join(_place(name) for name in known)
    for name in sorted((sent | in_headers) - set(known)):
        phrase = _('"{name}" is no placeholder; choose from {choices}')
        yield phrase.format(name=_place(name), choices=choices)
    if "text" not in sent:
        phrase = _('"{name}" stands nowhere in json, form, plain or query')
        yield phrase.format(name=_place("text"))
    if "text" in in_headers:
        yield _('"{name}" cannot stand in headers').format(name=_place("text"))
    if ("secret" in sent | in_headers) != bool(found.secret):
        phrase = _('"secret" names a file and "{name}" says where it goes; one is missing')
        yield phrase.format(name=_place("secret"))


def _place(name: str) -> str:
    return "{" + name + "}"
