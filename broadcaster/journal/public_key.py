"""The box's public key as people hand it on: PEM, 64 hexadecimal digits, or a C2SP verifier key."""

from base64 import b64decode
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    PublicFormat,
    load_pem_public_key,
)

from broadcaster.journal.checkpoint import ED25519, key_id
from broadcaster.journal.errors import JournalError

KEY_BYTES = 32
LARGEST_KEY_FILE = 16 * 1024


def read_key(path: Path) -> bytes:
    """Read the key in any of the three forms; JournalError names a file that holds none."""
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST_KEY_FILE).strip()
        key = _from_pem(data) if data.startswith(b"-----") else _from_text(data.decode("ascii"))
    except (OSError, ValueError) as error:
        raise JournalError.bad_key(path) from error
    if len(key) != KEY_BYTES:
        raise JournalError.bad_key(path)
    return key


def _from_pem(data: bytes) -> bytes:
    key = load_pem_public_key(data)
    if not isinstance(key, Ed25519PublicKey):
        return b""
    return key.public_bytes(Encoding.Raw, PublicFormat.Raw)


def _from_text(text: str) -> bytes:
    if "+" not in text:
        return bytes.fromhex(text)
    # The base64 of the key may itself hold a plus sign.
    name, named, encoded = text.split("+", 2)
    blob = b64decode(encoded, validate=True)
    key = blob[1:]
    if blob[:1] != ED25519 or key_id(name, key).hex() != named:
        return b""
    return key
