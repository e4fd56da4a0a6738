"""The catalogue in the package: the neural voices that can be fetched, pinned, with their terms."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from broadcaster.i18n import language
from broadcaster.voices.neural.manifest import Part

SHIPPED = Path(__file__).with_name("offered.toml")


@dataclass(frozen=True)
class Licence:
    """The terms of one part of a voice: what it is called, where it stands, what it comes to."""

    title: str
    url: str
    text: str

    @classmethod
    def from_document(cls, document: Mapping[str, str]) -> "Licence":
        """Take the text of the language in use."""
        return cls(document["title"], document["url"], _worded(document, "text"))


@dataclass(frozen=True)
class Offer:
    """One voice that can be fetched."""

    name: str
    language: str
    repository: str
    revision: str
    base: str
    """What stands before the name of each file."""
    hosts: tuple[str, ...]
    """Hosts a download may be sent on to; `*.` stands for any name below one."""
    model: Part
    config: Part
    data_licence: Licence
    base_licence: Licence

    @property
    def size(self) -> int:
        """Bytes of both files."""
        return self.model.size + self.config.size


@dataclass(frozen=True)
class Offers:
    """What is offered, and what is not, with the reason."""

    voices: tuple[Offer, ...]
    declined: Mapping[str, str]
    """Beginning of a name -> why such voices are not offered."""

    def find(self, name: str) -> Offer | None:
        """Return the voice of this name, if it is offered."""
        return next((one for one in self.voices if one.name == name), None)

    def why_declined(self, name: str) -> str:
        """Return why a voice is not offered; empty when nobody looked at it."""
        found = (why for prefix, why in self.declined.items() if name.startswith(prefix))
        return next(found, "")


def read_offers(path: Path | None = None) -> Offers:
    """Read the shipped catalogue, or another."""
    document = tomllib.loads((path or SHIPPED).read_text(encoding="utf-8"))
    declined = {one["prefix"]: _worded(one, "reason") for one in document.get("declined", [])}
    return Offers(tuple(_offer(one) for one in document["voice"]), declined)


def _offer(document: Mapping[str, Any]) -> Offer:
    plain = ("name", "language", "repository", "revision", "base")
    return Offer(
        **{key: document[key] for key in plain},
        hosts=tuple(document["hosts"]),
        model=Part(**document["model"]),
        config=Part(**document["config"]),
        data_licence=Licence.from_document(document["data_licence"]),
        base_licence=Licence.from_document(document["base_licence"]),
    )


def _worded(document: Mapping[str, str], key: str) -> str:
    """Return a text in the language in use; English stands under the bare key."""
    return document.get(f"{key}_{language()}", document[key]).strip()
