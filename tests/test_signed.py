"""A signed file is obeyed only whole, of its kind, and signed by a key we hold."""

import json
import stat
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from hypothesis import given, settings
from hypothesis import strategies as st

from broadcaster.signed import (
    LARGEST_BYTES,
    BoxKey,
    KeyFileError,
    SignatureError,
    open_signed,
    read_signed,
)

KEY = BoxKey.generate()
BODY = {"v": 1, "title": "Khung giờ", "windows": [1, 2]}
SIGNED = KEY.sign("hours", BODY)


def test_what_was_signed_is_read_back(tmp_path: Path) -> None:
    (tmp_path / "hours.json").write_bytes(SIGNED)
    assert read_signed(tmp_path / "hours.json", "hours", [KEY.public]) == BODY


def test_signing_the_same_gives_the_same_bytes() -> None:
    assert KEY.sign("hours", BODY) == SIGNED


def reason(data: bytes, kind: str = "hours", key: BoxKey = KEY) -> str:
    with pytest.raises(SignatureError) as refused:
        open_signed(data, kind, [key.public], "hours.json")
    assert "hours.json" in str(refused.value)
    return refused.value.reason


def test_another_kind_is_refused() -> None:
    assert reason(SIGNED, kind="approval") == "wrong-kind"


def test_a_kind_cannot_be_changed_afterwards() -> None:
    changed = SIGNED.replace(b"broadcaster.hours", b"broadcaster.approval")
    assert reason(changed, kind="approval") == "bad-signature"


def test_another_boxs_signature_is_refused() -> None:
    assert reason(SIGNED, key=BoxKey.generate()) == "bad-signature"


def test_an_unsigned_file_is_refused() -> None:
    document = json.loads(SIGNED)
    document["signatures"] = []
    assert reason(json.dumps(document).encode()) in ("bad-signature", "unreadable")
    assert reason(json.dumps(BODY).encode()) == "unreadable"


@pytest.mark.parametrize(
    "data", [b"", b"null", b"[]", b"\xff\xfe", b"[" * 100_000, b'{"payload": 3}', b'"x"']
)
def test_rubbish_is_refused(data: bytes) -> None:
    assert reason(data) == "unreadable"


def test_a_file_without_end_is_refused(tmp_path: Path) -> None:
    (tmp_path / "hours.json").write_bytes(b" " * (LARGEST_BYTES + 1) + SIGNED)
    with pytest.raises(SignatureError, match="too-large"):
        read_signed(tmp_path / "hours.json", "hours", [KEY.public])


def test_a_signed_list_is_no_document() -> None:
    assert reason(KEY.sign("hours", [1])) == "unreadable"  # type: ignore[arg-type]


@settings(max_examples=300)
@given(st.integers(0, len(SIGNED) - 1), st.integers(1, 255))
def test_no_changed_byte_changes_what_is_obeyed(at: int, by: int) -> None:
    data = bytearray(SIGNED)
    data[at] ^= by
    try:
        document = open_signed(bytes(data), "hours", [KEY.public], "hours.json")
    except SignatureError:
        return
    assert document == BODY  # the byte lay outside of what is signed, such as a space


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(SignatureError, match="missing"):
        read_signed(tmp_path / "hours.json", "hours", [KEY.public])
    with pytest.raises(SignatureError, match="unreadable"):
        read_signed(tmp_path, "hours", [KEY.public])


def test_a_key_is_kept_for_its_owner_alone_and_read_back(tmp_path: Path) -> None:
    KEY.save(tmp_path / "keys")
    assert stat.S_IMODE((tmp_path / "keys").stat().st_mode) == 0o700
    assert stat.S_IMODE((tmp_path / "keys" / "box.pem").stat().st_mode) == 0o600
    assert BoxKey.load(tmp_path / "keys").public_bytes == KEY.public_bytes


def test_a_key_that_is_missing_spoilt_or_of_another_kind_is_refused(tmp_path: Path) -> None:
    with pytest.raises(KeyFileError, match="No such file"):
        BoxKey.load(tmp_path)
    (tmp_path / "box.pem").write_text("secret")
    with pytest.raises(KeyFileError, match="not a key"):
        BoxKey.load(tmp_path)
    other = generate_private_key(SECP256R1())
    pem = other.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    (tmp_path / "box.pem").write_bytes(pem)
    with pytest.raises(KeyFileError, match="Ed25519"):
        BoxKey.load(tmp_path)
