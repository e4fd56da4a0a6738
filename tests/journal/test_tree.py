"""The tree against the published vectors, against itself, and against another implementation."""

import random

import pymerkle
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pymerkle import InmemoryTree

from broadcaster.journal.tree import (
    EMPTY_ROOT,
    Range,
    consistency_proof,
    inclusion_proof,
    leaf_hash,
    root,
    verify_consistency,
    verify_inclusion,
)

INPUTS = [
    bytes.fromhex(text)
    for text in (
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
]
"""The eight leaves of the Certificate Transparency reference tests."""

ROOTS = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
"""The published roots of the first 0 to 8 of them."""

INCLUSION = {
    (0, 8): [
        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
    ],
    (5, 8): [
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ],
    (2, 3): ["fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"],
    (1, 5): [
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
    ],
}

CONSISTENCY = {
    (1, 8): [
        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
    ],
    (6, 8): [
        "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ],
    (2, 5): [
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
    ],
}

LEAVES = [leaf_hash(data) for data in INPUTS]

trees = st.lists(st.binary(max_size=20), min_size=1, max_size=70)


@pytest.mark.parametrize("size", range(9))
def test_published_roots(size: int) -> None:
    assert root(LEAVES[:size]).hex() == ROOTS[size]
    grown = Range()
    for leaf in LEAVES[:size]:
        grown = grown.append(leaf)
    assert grown.root().hex() == ROOTS[size]


def test_empty_tree_is_the_hash_of_nothing() -> None:
    assert EMPTY_ROOT.hex() == ROOTS[0]


@pytest.mark.parametrize(("index", "size"), INCLUSION)
def test_published_inclusion_proofs(index: int, size: int) -> None:
    proof = inclusion_proof(LEAVES[:size], index)
    assert [node.hex() for node in proof] == INCLUSION[index, size]
    assert verify_inclusion(LEAVES[index], index, size, proof, root(LEAVES[:size]))


@pytest.mark.parametrize(("old", "new"), CONSISTENCY)
def test_published_consistency_proofs(old: int, new: int) -> None:
    proof = consistency_proof(LEAVES[:new], old)
    assert [node.hex() for node in proof] == CONSISTENCY[old, new]
    assert verify_consistency(old, root(LEAVES[:old]), new, root(LEAVES[:new]), proof)


@given(trees)
def test_a_grown_tree_has_the_root_of_a_built_one(entries: list[bytes]) -> None:
    grown, leaves = Range(), []
    for entry in entries:
        leaves.append(leaf_hash(entry))
        grown = grown.append(leaves[-1])
        assert grown.root() == root(leaves)
    assert grown.size == len(entries)


@given(trees, st.data())
def test_another_implementation_finds_the_same_roots_and_proofs(
    entries: list[bytes], data: st.DataObject
) -> None:
    other = InmemoryTree(algorithm="sha256")
    for entry in entries:
        other.append_entry(entry)
    leaves = [leaf_hash(entry) for entry in entries]
    size = len(entries)
    index = data.draw(st.integers(0, size - 1))
    old = data.draw(st.integers(1, size))
    assert other.get_root() == root(leaves)
    # pymerkle counts leaves from 1 and puts the leaf itself at the head of its path.
    theirs = other.prove_inclusion(index + 1, size).path
    assert theirs == [leaves[index], *inclusion_proof(leaves, index)]
    assert other.get_root(old) == root(leaves[:old])


def test_a_thousand_random_logs_have_the_roots_and_proofs_of_another_implementation() -> None:
    chance = random.Random(6962)
    for _log in range(1000):
        other, leaves = InmemoryTree(algorithm="sha256"), []
        for _record in range(chance.randint(1, 150)):
            data = chance.randbytes(chance.randint(0, 40))
            other.append_entry(data)
            leaves.append(leaf_hash(data))
        size = len(leaves)
        index, old = chance.randrange(size), chance.randint(1, size)
        assert other.get_root() == root(leaves)
        path = other.prove_inclusion(index + 1, size).path[1:]
        assert path == inclusion_proof(leaves, index)
        assert verify_inclusion(leaves[index], index, size, path, root(leaves))
        proof = consistency_proof(leaves, old)
        assert verify_consistency(old, other.get_root(old), size, other.get_root(), proof)
        # Its own proof, in a form of its own, holds between our two roots.
        theirs = other.prove_consistency(old, size)
        pymerkle.verify_consistency(root(leaves[:old]), root(leaves), theirs)


@given(trees, st.data())
def test_inclusion_holds_for_the_leaf_and_for_no_other(
    entries: list[bytes], data: st.DataObject
) -> None:
    leaves = [leaf_hash(b"%d" % at + entry) for at, entry in enumerate(entries)]
    size, whole = len(leaves), root(leaves)
    index = data.draw(st.integers(0, size - 1))
    proof = inclusion_proof(leaves, index)
    assert verify_inclusion(leaves[index], index, size, proof, whole)
    assert not verify_inclusion(leaf_hash(b"no"), index, size, proof, whole)
    assert not verify_inclusion(leaves[index], size, size, proof, whole)
    assert not verify_inclusion(leaves[index], -1, size, proof, whole)
    assert not verify_inclusion(leaves[index], index, size, [*proof, whole], whole)
    other = data.draw(st.integers(0, size - 1))
    assert (other == index) == verify_inclusion(leaves[index], other, size, proof, whole)


@given(trees, st.data())
def test_consistency_holds_for_a_prefix_and_for_no_other_tree(
    entries: list[bytes], data: st.DataObject
) -> None:
    leaves = [leaf_hash(entry) for entry in entries]
    size = len(leaves)
    old = data.draw(st.integers(1, size))
    proof = consistency_proof(leaves, old)
    old_root, new_root = root(leaves[:old]), root(leaves)
    wrong = leaf_hash(b"another tree")
    assert verify_consistency(old, old_root, size, new_root, proof)
    assert not verify_consistency(old, wrong, size, new_root, proof)
    assert not verify_consistency(old, old_root, size, wrong, proof)
    assert not verify_consistency(old, old_root, size, new_root, [*proof, wrong])
    assert not verify_consistency(size + 1, old_root, size, new_root, proof)
    assert not verify_consistency(0, EMPTY_ROOT, size, new_root, [])


def test_a_proof_outside_the_tree_is_refused() -> None:
    with pytest.raises(IndexError, match="leaf 8 of a tree of 8"):
        inclusion_proof(LEAVES, 8)
    with pytest.raises(IndexError, match="9 inside one of 8"):
        consistency_proof(LEAVES, 9)
    with pytest.raises(IndexError, match="0 inside one of 8"):
        consistency_proof(LEAVES, 0)


def test_a_short_consistency_proof_shows_nothing() -> None:
    assert not verify_consistency(3, root(LEAVES[:3]), 8, root(LEAVES), [])
