"""Verifying a commune's year of log, beside nothing but the hashes and signatures it takes."""

import tempfile
from hashlib import sha256
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from broadcaster.journal.checkpoint import signatures
from broadcaster.journal.inspection import Trust, inspect
from broadcaster.journal.vouchers import Asked
from broadcaster.signed import BoxKey
from tests.bench.commune_year import COSIGNED, RECORDS, write_commune_year
from tests.bench.figures import Figure, seconds


def verifying_a_year() -> Figure:
    """Verify 467,200 records with 35,040 cosigned checkpoints and 3,650 orders on one core."""
    with tempfile.TemporaryDirectory() as name:
        folder, key = Path(name), BoxKey.generate()
        witness = write_commune_year(folder, key)

        def ours() -> None:
            (found,) = inspect(folder, Trust(key.public_bytes, "given"), asked=Asked([witness]))
            if not found.is_sound or found.vouched != RECORDS:
                raise RuntimeError(f"a good year was not verified up to {RECORDS}")

        def reference() -> None:
            for path in sorted(folder.glob("*/*.jsonl")):
                for line in path.read_bytes().splitlines():
                    sha256(sha256(line).digest() + line[:32]).digest()
            box = Ed25519PublicKey.from_public_bytes(key.public_bytes)
            note = next((folder / "checkpoints").iterdir()).read_bytes()
            body = note.partition(b"\n\n")[0] + b"\n"
            blob = signatures(note)[0][1][4:]
            for _ in range(2 * COSIGNED):
                box.verify(blob, body)

        mine, theirs = seconds(ours), seconds(reference)
    return Figure(
        f"verifying a commune-year: {RECORDS:,} records, {COSIGNED:,} cosignatures, one core; "
        "beside their bare hashes and signatures",
        f"{mine:.1f} s",
        f"{theirs:.1f} s",
        mine / theirs,
    )
