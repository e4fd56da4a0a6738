"""What the description of an online voice says, once it has been checked."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any
from urllib.parse import urlsplit

Scalar = str | int | float | bool


class Kept(StrEnum):
    """Where in the answer the speech is."""

    BODY = "body"
    """The answer is the sound file."""
    BASE64 = "base64"
    """A text in the JSON answer is the file, in base64."""
    URL = "url"
    """A text in the JSON answer is the address of the file, now or after a while."""


@dataclass(frozen=True)
class Speaking:
    """How to find the speech in an answer, and how to see that there is none."""

    kept: Kept
    path: str = ""
    """Keys and list numbers on the way to it, with points between: `data.url`, `parts.0.audio`."""
    success: str = ""
    """Path to what tells success; empty when the status alone does."""
    success_is: Scalar = 0
    message: str = ""
    """Path to what the service says of a failure."""
    hosts: tuple[str, ...] = ()
    """Hosts besides the service's own from which the file may come; `*.` stands for any name."""
    ready_within_s: int = 60
    ask_every_s: int = 2
    not_ready: tuple[int, ...] = (202, 404)
    """What the address answers while the file is not there yet."""


@dataclass(frozen=True)
class Description:
    """One voice of one service. Templates hold `{text}`, `{secret}` and names of parameters."""

    id: str
    title: str
    languages: tuple[str, ...]
    licence: str
    url: str
    answer: Speaking
    version: str = "1"
    method: str = "POST"
    owner: str = ""
    """Who runs the service, as the approver should know them."""
    secret: str = ""
    """Name of a file in `keys/`; empty when the service wants no key."""
    longest_text: int = 500
    parameters: Mapping[str, Scalar] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    query: Mapping[str, Scalar] = field(default_factory=dict)
    json: Mapping[str, Any] | None = None
    form: Mapping[str, Scalar] | None = None
    plain: str = ""

    @property
    def host(self) -> str:
        """The computer to which the text goes."""
        return urlsplit(self.url).hostname or ""

    @property
    def digest(self) -> str:
        """A short hash of everything that may decide the samples; the secret is not in it."""
        parts = [
            self.url, self.method, dict(self.headers), dict(self.query), self.json,
            self.form and dict(self.form), self.plain, dict(self.parameters), self.longest_text,
            self.answer.path, self.answer.kept,
        ]  # fmt: skip
        return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()[:16]
