"""Files the player obeys, signed by the box's key.

A signed file is a DSSE envelope (payload type, payload, signature) around one JSON document, so
the signature covers bytes and nothing is ever re-serialised to be checked. The payload type
names the kind, so a signed approval can never pass for signed hours.
"""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)
from securesystemslib.dsse import Envelope
from securesystemslib.exceptions import FormatError, VerificationError
from securesystemslib.signer import CryptoSigner, SSlibKey

from broadcaster.errors import BroadcasterError
from broadcaster.home import write_atomically
from broadcaster.i18n import _

KEY_NAME = "box.pem"
LARGEST_BYTES = 8 * 1024 * 1024

Document = dict[str, Any]


class SignatureError(BroadcasterError):
    """A file that should carry our signature does not. `reason` is a short English code."""

    def __init__(self, what: str, reason: str) -> None:
        self.what, self.reason = what, reason
        super().__init__(
            _('"{what}" is not what this box signed ({reason}). It is not obeyed.').format(
                what=what, reason=reason
            )
        )


class KeyFileError(BroadcasterError):
    """The box's key cannot be read."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(
            _(
                'The box\'s key "{path}" cannot be used: {reason}. '
                "Restore it from a backup; a new key would not match what was signed before."
            ).format(path=path, reason=reason)
        )


class BoxKey:
    """The Ed25519 key of one box, made on it by `init` and never leaving it but in a backup."""

    def __init__(self, private: Ed25519PrivateKey) -> None:
        self._private = private
        self._signer = CryptoSigner(private)

    @classmethod
    def generate(cls) -> "BoxKey":
        """Make a new key."""
        return cls(Ed25519PrivateKey.generate())

    @classmethod
    def load(cls, keys: Path) -> "BoxKey":
        """Read the key from the folder `keys`; `KeyFileError` when it is missing or spoilt."""
        path = keys / KEY_NAME
        try:
            private = load_pem_private_key(path.read_bytes(), password=None)
        except OSError as error:
            raise KeyFileError(path, error.strerror or str(error)) from error
        except ValueError as error:
            raise KeyFileError(path, _("it is not a key")) from error
        if not isinstance(private, Ed25519PrivateKey):
            raise KeyFileError(path, _("it is not an Ed25519 key"))
        return cls(private)

    def save(self, keys: Path) -> None:
        """Write the key, readable by its owner only, into the folder `keys`."""
        keys.mkdir(mode=0o700, parents=True, exist_ok=True)
        pem = self._private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        write_atomically(keys / KEY_NAME, pem, mode=0o600)

    @property
    def public(self) -> SSlibKey:
        """The public half, as the verifying side takes it."""
        key: SSlibKey = self._signer.public_key
        return key

    @property
    def public_bytes(self) -> bytes:
        """The 32 raw bytes of the public half."""
        return self._private.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)

    def sign_bytes(self, message: bytes) -> bytes:
        """Return the 64 bytes of the Ed25519 signature over `message`."""
        return self._private.sign(message)

    def sign(self, kind: str, body: Mapping[str, Any]) -> bytes:
        """Return `body` as a signed file of this `kind` (`approval`, `hours`, ...)."""
        payload = json.dumps(body, ensure_ascii=False, sort_keys=True, indent=1).encode()
        envelope = Envelope(payload, payload_type(kind), {})
        envelope.sign(self._signer)
        return json.dumps(envelope.to_dict(), indent=1).encode() + b"\n"


def payload_type(kind: str) -> str:
    """Return the media type that stands in the envelope of a signed file of this kind."""
    return f"application/vnd.broadcaster.{kind}+json"


def open_signed(data: bytes, kind: str, keys: Iterable[SSlibKey], what: str) -> Document:
    """Return the document inside a signed file, or raise `SignatureError` naming `what`.

    It must parse, be of this `kind`, and carry a signature by one of `keys`.
    """
    if len(data) > LARGEST_BYTES:
        raise SignatureError(what, "too-large")
    try:
        envelope = Envelope.from_dict(json.loads(data))
        if envelope.payload_type != payload_type(kind):
            raise SignatureError(what, "wrong-kind")
        envelope.verify(list(keys), 1)
        document = json.loads(envelope.payload)
    except (VerificationError, FormatError) as error:
        raise SignatureError(what, "bad-signature") from error
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise SignatureError(what, "unreadable") from error
    if not isinstance(document, dict):
        raise SignatureError(what, "unreadable")
    return document


def read_signed(path: Path, kind: str, keys: Iterable[SSlibKey]) -> Document:
    """Read and check the signed file at `path`; a missing one is `SignatureError` `missing`."""
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST_BYTES + 1)
    except FileNotFoundError as error:
        raise SignatureError(path.name, "missing") from error
    except OSError as error:
        raise SignatureError(path.name, "unreadable") from error
    return open_signed(data, kind, keys, path.name)
