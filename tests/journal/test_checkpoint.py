"""Checkpoints as signed notes: exact bytes out, nothing but exact bytes in."""

from base64 import b64decode, b64encode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadcaster.journal import checkpoint as c2sp
from broadcaster.journal.checkpoint import Checkpoint
from broadcaster.journal.errors import JournalError
from broadcaster.signed import BoxKey

KEY = BoxKey.generate()
OTHER = BoxKey.generate()
PLAIN = Checkpoint("khe-ren", "khe-ren-20261122T010000Z-0a1b2c3d", 42, bytes(range(32)))
NOTE = c2sp.sign(PLAIN, KEY.public_bytes, KEY.sign_bytes)


def read(note: bytes) -> Checkpoint:
    return c2sp.read(note, KEY.public_bytes, "kept.note")


def test_the_note_has_the_three_lines_a_blank_and_a_signature() -> None:
    lines = NOTE.decode().split("\n")
    assert lines[0] == "broadcaster/khe-ren/khe-ren-20261122T010000Z-0a1b2c3d"
    assert lines[1:4] == ["42", "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=", ""]
    dash, name, blob = lines[4].split(" ")
    assert (dash, name, lines[5:]) == ("—", lines[0], [""])
    assert b64decode(blob)[:4] == c2sp.key_id(name, KEY.public_bytes)
    assert len(b64decode(blob)) == 4 + 64


def test_the_example_key_of_the_specification_has_its_published_id() -> None:
    """The verifier key in the package documentation of golang.org/x/mod/sumdb/note."""
    name, key_id, encoded = (
        "PeterNeumann",
        "c74f20a3",
        "ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
    )
    public = b64decode(encoded)[1:]
    assert c2sp.key_id(name, public).hex() == key_id
    assert c2sp.verifier_key(name, public) == f"{name}+{key_id}+{encoded}"


def test_what_is_signed_is_what_is_read() -> None:
    found = read(NOTE)
    assert (found.station, found.log_id, found.size) == (PLAIN.station, PLAIN.log_id, 42)
    assert found.root == PLAIN.root
    assert found.file_name == "khe-ren-20261122T010000Z-0a1b2c3d-0000000042.note"
    assert found.short_code == "42-000G4-0R40M-30E20-9185G-R38EA"


def test_a_witness_may_sign_beside_us() -> None:
    blob = b64encode(b"\x01\x02\x03\x04" + b"w" * 72).decode()
    assert read(NOTE + f"— witness.example/w1 {blob}\n".encode()).size == 42


def refusal(note: bytes) -> str:
    with pytest.raises(JournalError) as caught:
        read(note)
    assert "kept.note" in str(caught.value)
    return caught.value.detail


def test_another_box_is_refused() -> None:
    forged = c2sp.sign(PLAIN, OTHER.public_bytes, OTHER.sign_bytes)
    assert refusal(forged) == "not-signed-by-this-key"


def test_a_signature_of_another_box_under_our_key_id_is_refused() -> None:
    assert refusal(c2sp.sign(PLAIN, KEY.public_bytes, OTHER.sign_bytes)) == "bad-signature"


BODY, SIGNATURE = NOTE.decode().split("\n\n")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n\n",
        BODY,
        BODY + "\n\n",
        BODY + "\n" + SIGNATURE,
        BODY + "\n\n" + SIGNATURE.rstrip("\n"),
        BODY + "\n\n\n" + SIGNATURE,
        BODY + "\n\n" + SIGNATURE + "\n",
        BODY + "\n\n" + SIGNATURE + "more\n",
        BODY + "\nextension\n\n" + SIGNATURE,
        BODY.replace("\n42\n", "\n042\n") + "\n\n" + SIGNATURE,
        BODY.replace("\n42\n", "\n-42\n") + "\n\n" + SIGNATURE,
        BODY.replace("\n42\n", "\n+42\n") + "\n\n" + SIGNATURE,
        BODY.replace("\n42\n", "\n4２\n") + "\n\n" + SIGNATURE,
        BODY.replace("\n42\n", "\n" + "9" * 30 + "\n") + "\n\n" + SIGNATURE,
        BODY.replace("Hh8=", "Hh8") + "\n\n" + SIGNATURE,
        BODY.replace("Hh8=", "Hh9=") + "\n\n" + SIGNATURE,
        BODY.replace("Hh8=", "Hg==") + "\n\n" + SIGNATURE,
        BODY.replace("broadcaster/", "elsewhere/") + "\n\n" + SIGNATURE,
        BODY.replace("broadcaster/khe-ren/", "broadcaster/") + "\n\n" + SIGNATURE,
        BODY.replace("khe-ren/", "../") + "/x\n\n" + SIGNATURE,
        BODY + "\n\n" + SIGNATURE.replace("— ", "- "),
        BODY + "\n\n" + SIGNATURE.replace("— ", "—  "),
        BODY + "\n\n" + f"— {PLAIN.origin} AAAA\n",
        BODY + "\n\n" + f"— {PLAIN.origin} !!!!\n",
        BODY + "\n\n" + SIGNATURE * 65,
    ],
)
def test_a_malformed_note_is_refused(text: str) -> None:
    assert refusal(text.encode()) == "malformed"


@pytest.mark.parametrize(
    ("note", "why"),
    [
        (NOTE.replace(b"\n", b"\r\n"), "control-character"),
        (NOTE.replace(b"42", b"4\x002"), "control-character"),
        (NOTE + b"\xff", "not-utf8"),
        (NOTE + b"x" * 70_000, "too-large"),
        (NOTE.replace(b"\n42\n", b"\n43\n"), "bad-signature"),
    ],
)
def test_hostile_bytes_are_refused_with_their_reason(note: bytes, why: str) -> None:
    assert refusal(note) == why


@pytest.mark.parametrize("flip", [0x01, 0x20, 0x80])
def test_every_byte_of_a_note_is_watched(flip: int) -> None:
    for position in range(len(NOTE)):
        spoilt = bytearray(NOTE)
        spoilt[position] ^= flip
        with pytest.raises(JournalError):
            read(bytes(spoilt))


@given(st.binary(max_size=300))
def test_any_bytes_are_refused_as_one_of_ours(data: bytes) -> None:
    with pytest.raises(JournalError):
        read(data)
    with pytest.raises(JournalError):
        read(NOTE[:60] + data)
