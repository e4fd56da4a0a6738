"""The public key in the forms in which people hand it on."""

from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from broadcaster.home import Home
from broadcaster.journal.checkpoint import verifier_key
from broadcaster.journal.errors import JournalError
from broadcaster.journal.public_key import read_key
from broadcaster.signed import BoxKey


def test_public_keys_are_read_in_three_forms(tmp_path: Path, key: BoxKey) -> None:
    public = key.public_bytes
    pem = Ed25519PublicKey.from_public_bytes(public).public_bytes(
        Encoding.PEM, PublicFormat.SubjectPublicKeyInfo
    )
    forms = (pem, public.hex().encode() + b"\n", verifier_key("broadcaster/a/b", public).encode())
    for form in forms:
        path = tmp_path / "key"
        path.write_bytes(form)
        assert read_key(path) == public


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"abc",
        b"00" * 31,
        b"\xff\xfe",
        b"-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n",
        b"name+00000000+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
    ],
)
def test_what_is_no_public_key_is_refused_by_name(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "wrong.key"
    path.write_bytes(content)
    with pytest.raises(JournalError, match=r"wrong\.key"):
        read_key(path)


def test_a_private_key_is_not_taken_for_a_public_one(home: Home) -> None:
    with pytest.raises(JournalError, match="no Ed25519 public key"):
        read_key(home.keys / "box.pem")
