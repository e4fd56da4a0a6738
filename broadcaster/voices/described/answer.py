"""Find the speech in an answer: the file itself, or the address from which it can be fetched."""

import base64
import binascii
import json
from datetime import datetime
from typing import Any

from broadcaster.i18n import _
from broadcaster.voices.described.model import Kept, Speaking
from broadcaster.voices.errors import shorten
from broadcaster.voices.exchange import Answer
from broadcaster.voices.failure import Failure, ServiceError, by_status, no_speech

MISSING = object()
MOST_SAID = 120


def speech_in(answer: Answer, speaking: Speaking, now: datetime) -> bytes | str:
    """Return the sound file, or for `Kept.URL` its address; `ServiceError` when there is none."""
    if not 200 <= answer.status < 300:
        raise by_status(answer.status, answer.headers, now)
    if speaking.kept is Kept.BODY:
        return _plain_file(answer, speaking)
    document = _document(answer)
    _require_success(document, speaking)
    found = at_path(document, speaking.path)
    if not isinstance(found, str) or not found:
        raise no_speech(
            _('nothing at "{path}"').format(path=speaking.path) + _said(document, speaking)
        )
    return found if speaking.kept is Kept.URL else _decoded(found)


def at_path(document: Any, path: str) -> Any:
    """Return what stands at a path of keys and list numbers, or `MISSING`."""
    for step in path.split("."):
        if isinstance(document, dict) and step in document:
            document = document[step]
        elif isinstance(document, list) and step.isdecimal() and int(step[:6]) < len(document):
            document = document[int(step[:6])]
        else:
            return MISSING
    return document


def _plain_file(answer: Answer, speaking: Speaking) -> bytes:
    """Return the body; where it is JSON instead, the service has something to say."""
    if "json" in answer.headers.get("content-type", ""):
        document = _document(answer)
        _require_success(document, speaking)
        raise no_speech(_said(document, speaking).strip())
    if not answer.body:
        raise no_speech()
    return answer.body


def _document(answer: Answer) -> Any:
    try:
        return json.loads(answer.body)
    except (ValueError, RecursionError) as error:
        raise no_speech(_("it is not JSON")) from error


def _require_success(document: Any, speaking: Speaking) -> None:
    if not speaking.success:
        return
    told = at_path(document, speaking.success)
    if told is MISSING or told != speaking.success_is:
        clause = _("the service did not do it") + _said(document, speaking)
        raise ServiceError(Failure.REFUSED, clause)


def _said(document: Any, speaking: Speaking) -> str:
    """Return what the service says of it, on one line and not much of it; else nothing."""
    told = at_path(document, speaking.message) if speaking.message else MISSING
    if told is MISSING or isinstance(told, dict | list):
        return ""
    said = "".join(sign for sign in shorten(str(told), MOST_SAID) if sign.isprintable())
    return _(' and says "{message}"').format(message=said)


def _decoded(text: str) -> bytes:
    try:
        return base64.b64decode(text.partition("base64,")[2] or text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise no_speech(_("it is not base64")) from error
