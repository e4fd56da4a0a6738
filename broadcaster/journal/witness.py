"""May a witness vouch for this checkpoint, after all it has seen of the log? C2SP tlog-witness.

Pure. The witness knows one checkpoint for each log, the last it vouched for. It vouches for a
larger one if that is shown to have grown out of it (RFC 9162 section 2.1.4), and for no other: a
smaller tree has lost records, a forked one has others in their place.
"""

from collections.abc import Sequence

from broadcaster.journal.checkpoint import Checkpoint
from broadcaster.journal.tree import verify_consistency
from broadcaster.journal.witness_errors import WitnessError

MOST_HASHES = 63
"""Of a consistency proof, as tlog-witness has it."""


def admit(seen: Checkpoint | None, offered: Checkpoint, proof: Sequence[bytes]) -> None:
    """Let `offered`, whose signature was checked, follow what was `seen` last; None is nothing yet.

    `proof` leads from the tree seen to the one offered; it is empty when they are equal, and when
    nothing was seen. WitnessError `empty-tree`, `smaller-tree` or `forked-tree` otherwise.
    """
    if not offered.size:
        raise WitnessError.not_vouched("empty-tree", offered.log_id, 0, 0)
    if seen is None:
        return
    if offered.size < seen.size:
        raise WitnessError.not_vouched("smaller-tree", offered.log_id, seen.size, offered.size)
    grew = len(proof) <= MOST_HASHES and verify_consistency(
        seen.size, seen.root, offered.size, offered.root, proof
    )
    if seen.origin != offered.origin or not grew:
        raise WitnessError.not_vouched("forked-tree", offered.log_id, seen.size, offered.size)
