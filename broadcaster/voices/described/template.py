"""Fill the places in what is sent: `{text}`, `{secret}`, `{language}` and the parameters.

Values are put into strings of a structure, and the structure is written as JSON or as a form
afterwards. So nothing in a text can end a string, add a field or fetch the secret.
"""

import json
import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from broadcaster.voices.described.model import Description, Scalar
from broadcaster.voices.exchange import Request

_PLACE = re.compile(r"\{([a-z][a-z0-9_]*)\}")


def names_in(template: Any) -> set[str]:
    """Return the names of all places in a template."""
    if isinstance(template, str):
        return set(_PLACE.findall(template))
    if isinstance(template, Mapping):
        return {name for one in template.values() for name in names_in(one)}
    if isinstance(template, list):
        return {name for one in template for name in names_in(one)}
    return set()


def filled(template: Any, values: Mapping[str, Scalar]) -> Any:
    """Return the template with its places filled, once: what is put in is not looked at again.

    A string that is nothing but one place becomes the value itself, so a number stays a number.
    """
    if isinstance(template, str):
        whole = _PLACE.fullmatch(template)
        if whole:
            return values[whole[1]]
        return _PLACE.sub(lambda found: as_text(values[found[1]]), template)
    if isinstance(template, Mapping):
        return {name: filled(one, values) for name, one in template.items()}
    if isinstance(template, list):
        return [filled(one, values) for one in template]
    return template


def as_text(value: Scalar) -> str:
    """Return a value as forms and headers write it."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def request_for(description: Description, text: str, language: str, secret: str) -> Request:
    """Return the request that asks for the speech of one text."""
    values = {**description.parameters, "text": text, "language": language, "secret": secret}
    kind, body = _body(description, values)
    headers = {"Content-Type": kind} if kind else {}
    for name, template in description.headers.items():
        headers[name] = as_text(filled(template, values))
    query = urlencode(_texts(description.query, values))
    url = f"{description.url}?{query}" if query else description.url
    return Request(description.method, url, headers, body)


def _body(description: Description, values: Mapping[str, Scalar]) -> tuple[str, bytes]:
    if description.json is not None:
        document = filled(description.json, values)
        return "application/json", json.dumps(document, ensure_ascii=False).encode()
    if description.form is not None:
        pairs = urlencode(_texts(description.form, values))
        return "application/x-www-form-urlencoded", pairs.encode()
    if description.plain:
        return "text/plain; charset=utf-8", as_text(filled(description.plain, values)).encode()
    return "", b""


def _texts(template: Mapping[str, Scalar], values: Mapping[str, Scalar]) -> dict[str, str]:
    return {name: as_text(one) for name, one in filled(template, values).items()}
