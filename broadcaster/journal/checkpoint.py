"""Signed tree heads of a log: a C2SP tlog-checkpoint in a signed note (Ed25519).

A checkpoint says: when this was signed, log `log_id` held exactly `size` records and their root
was `root`. It stands in `journal/checkpoints/<log_id>-<size>.note`, and copies kept elsewhere
show what was removed here. Anything may stand in a note that was brought in, so reading is
strict: what is not exactly in the form of C2SP signed-note and tlog-checkpoint is refused.
"""

import re
from base64 import b64decode, b64encode
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from broadcaster.journal.errors import JournalError
from broadcaster.journal.head_code import head_code
from broadcaster.journal.tree import HASH_BYTES

ED25519 = b"\x01"
"""Signature type of the signed-note format."""

LARGEST_BYTES = 64 * 1024
MOST_SIGNATURES = 64
ORIGIN_PREFIX = "broadcaster"
SIZE_DIGITS = 10

_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]")
_ORIGIN = re.compile(r"broadcaster/([^/\s+]+)/([^/\s+]+)")
_SIZE = re.compile(r"0|[1-9][0-9]{0,17}")
_SIGNATURE = re.compile(r"— ([^\s+]+) ([A-Za-z0-9+/]+={0,2})")


@dataclass(frozen=True)
class Checkpoint:
    """What was signed, and the note it was signed in."""

    station: str
    log_id: str
    size: int
    root: bytes
    note: bytes = b""
    name: str = ""
    """File name, for sentences."""

    @property
    def origin(self) -> str:
        """The log's name in the note: station and log."""
        return f"{ORIGIN_PREFIX}/{self.station}/{self.log_id}"

    @property
    def file_name(self) -> str:
        """Its name under `journal/checkpoints/`."""
        return f"{self.log_id}-{self.size:0{SIZE_DIGITS}}.note"

    @property
    def short_code(self) -> str:
        """The code that reports print, see `head_code`."""
        return head_code(self.size, self.root)

    @property
    def body(self) -> bytes:
        """The text that is signed."""
        root = b64encode(self.root).decode()
        return f"{self.origin}\n{self.size}\n{root}\n".encode()


def key_id(name: str, public: bytes, kind: bytes = ED25519) -> bytes:
    """Return the four bytes by which a signed note names its key."""
    return sha256(name.encode() + b"\n" + kind + public).digest()[:4]


def verifier_key(name: str, public: bytes, kind: bytes = ED25519) -> str:
    """Return the key as C2SP tools take it: `<name>+<id>+<base64>`."""
    return f"{name}+{key_id(name, public, kind).hex()}+{b64encode(kind + public).decode()}"


def sign(checkpoint: Checkpoint, public: bytes, sign_bytes: Callable[[bytes], bytes]) -> bytes:
    """Return the signed note; the key's name is the origin, as tlog-checkpoint asks."""
    signature = key_id(checkpoint.origin, public) + sign_bytes(checkpoint.body)
    line = signature_line(checkpoint.origin, signature)
    return checkpoint.body + f"\n{line}".encode()


def read(note: bytes, public: bytes, name: str = "checkpoint") -> Checkpoint:
    """Read a note and check that the key `public` (32 bytes) signed it.

    Other signatures (witnesses) may stand beside ours. JournalError names `name` otherwise.
    """
    checkpoint, signatures = _parse(note, name)
    ours = key_id(checkpoint.origin, public)
    for signer, blob in signatures:
        if signer == checkpoint.origin and blob[:4] == ours:
            _check_signature(public, blob[4:], checkpoint, name)
            return checkpoint
    raise JournalError.bad_checkpoint(name, "not-signed-by-this-key")


def parse(note: bytes, name: str = "checkpoint") -> Checkpoint:
    """Read a note's claim without checking who signed it."""
    return _parse(note, name)[0]


def signatures(note: bytes, name: str = "checkpoint") -> list[tuple[str, bytes]]:
    """Return who signed a note, unchecked: names, and key ids with their signatures."""
    return _parse(note, name)[1]


def signature_line(name: str, blob: bytes) -> str:
    """Return the line that carries a signature in a note."""
    return f"— {name} {b64encode(blob).decode()}\n"


@lru_cache(maxsize=64)
def loaded_key(public: bytes) -> Ed25519PublicKey:
    """Return the key ready to verify with; ValueError when these bytes are none."""
    return Ed25519PublicKey.from_public_bytes(public)


def _check_signature(public: bytes, signature: bytes, checkpoint: Checkpoint, name: str) -> None:
    try:
        loaded_key(public).verify(signature, checkpoint.body)
    except (InvalidSignature, ValueError) as error:
        raise JournalError.bad_checkpoint(name, "bad-signature") from error


def _parse(note: bytes, name: str) -> tuple[Checkpoint, list[tuple[str, bytes]]]:
    text = _text(note, name)
    body, blank, tail = text.partition("\n\n")
    lines = body.split("\n")
    if not blank or len(lines) != 3 or "\n\n" in tail:
        raise JournalError.bad_checkpoint(name, "malformed")
    origin = _ORIGIN.fullmatch(lines[0])
    root = from_base64(lines[2])
    if origin is None or not _SIZE.fullmatch(lines[1]) or root is None or len(root) != HASH_BYTES:
        raise JournalError.bad_checkpoint(name, "malformed")
    checkpoint = Checkpoint(origin[1], origin[2], int(lines[1]), root, note, name)
    return checkpoint, _signatures(tail, name)


def _text(note: bytes, name: str) -> str:
    if len(note) > LARGEST_BYTES:
        raise JournalError.bad_checkpoint(name, "too-large")
    try:
        text = note.decode("utf-8")
    except UnicodeDecodeError as error:
        raise JournalError.bad_checkpoint(name, "not-utf8") from error
    if _CONTROL.search(text):
        raise JournalError.bad_checkpoint(name, "control-character")
    return text


def _signatures(tail: str, name: str) -> list[tuple[str, bytes]]:
    lines = tail.split("\n")
    if lines.pop() != "" or not 0 < len(lines) <= MOST_SIGNATURES:
        raise JournalError.bad_checkpoint(name, "malformed")
    found = []
    for line in lines:
        match = _SIGNATURE.fullmatch(line)
        blob = from_base64(match[2]) if match else None
        if match is None or blob is None or len(blob) < 5:
            raise JournalError.bad_checkpoint(name, "malformed")
        found.append((match[1], blob))
    return found


def from_base64(text: str) -> bytes | None:
    """Decode standard base64 written in its one canonical way; None for anything else."""
    try:
        data = b64decode(text, validate=True)
    except ValueError:
        return None
    return data if b64encode(data).decode() == text else None
