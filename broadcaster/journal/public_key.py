"""Public keys as people hand them on: PEM, 64 hexadecimal digits, or a C2SP verifier key.

The box's key may come in any of these forms; a witness's only as verifier keys, since they name it.
"""

import re
from base64 import b64decode
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    PublicFormat,
    load_pem_public_key,
)

from broadcaster.journal.checkpoint import ED25519, key_id
from broadcaster.journal.cosignature import COSIGNATURE, WitnessKey
from broadcaster.journal.errors import JournalError
from broadcaster.journal.witness_errors import WitnessError

KEY_BYTES = 32
LARGEST_KEY_FILE = 16 * 1024

_NAME = re.compile(r"[^\s+]{1,100}")


def is_name(name: str) -> bool:
    """Say whether a key may have this name in a signed note: no space and no plus."""
    return _NAME.fullmatch(name) is not None


def read_key(path: Path) -> bytes:
    """Read the key in any of the three forms; JournalError names a file that holds none."""
    try:
        data = _read(path)
        key = _from_pem(data) if data.startswith(b"-----") else _from_text(data.decode("ascii"))
    except (OSError, ValueError) as error:
        raise JournalError.bad_key(path) from error
    if len(key) != KEY_BYTES:
        raise JournalError.bad_key(path)
    return key


def read_witnesses(path: Path) -> list[WitnessKey]:
    """Read verifier keys of witnesses, one a line; WitnessError for a file of anything else."""
    try:
        lines = _read(path).decode("utf-8").split("\n")
        found = [_witness(line.strip()) for line in lines if line.strip()]
    except (OSError, ValueError) as error:
        raise WitnessError.bad_witness_key(path) from error
    if not found:
        raise WitnessError.bad_witness_key(path)
    return found


def _read(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(LARGEST_KEY_FILE).strip()


def _from_pem(data: bytes) -> bytes:
    key = load_pem_public_key(data)
    if not isinstance(key, Ed25519PublicKey):
        return b""
    return key.public_bytes(Encoding.Raw, PublicFormat.Raw)


def _from_text(text: str) -> bytes:
    return _verifier_key(text, ED25519)[1] if "+" in text else bytes.fromhex(text)


def _witness(line: str) -> WitnessKey:
    name, key = _verifier_key(line, COSIGNATURE)
    if len(key) != KEY_BYTES or not is_name(name):
        raise ValueError(line)
    return WitnessKey(name, key)


def _verifier_key(text: str, kind: bytes) -> tuple[str, bytes]:
    # The base64 of the key may itself hold a plus sign.
    name, named, encoded = text.split("+", 2)
    blob = b64decode(encoded, validate=True)
    key = blob[1:]
    if blob[:1] != kind or key_id(name, key, kind).hex() != named:
        return name, b""
    return name, key
