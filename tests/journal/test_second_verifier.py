"""docs/verify.py, which knows nothing of ours, says of every attack what our own verifier says."""

import json
import random
import shutil
import subprocess
import sys
from datetime import timedelta
from functools import cache
from hashlib import sha256
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from broadcaster.home import Home
from broadcaster.journal import Kind
from broadcaster.journal.inspection import Trust, inspect
from broadcaster.journal.kept_orders import aircheck_file
from broadcaster.signed import BoxKey
from tests.conftest import bare_home
from tests.journal.attacks import ATTACKS, CODE, STICK, Attack
from tests.journal.conftest import OpenJournal
from tests.journal.corpus import Corpus, grow
from tests.journal.story import lines_of, write_lines
from tests.journal.test_attacks import Corpora, corpora, first_fault, look

__all__ = ["corpora"]

VERIFIER = Path(__file__).parents[2] / "docs" / "verify.py"
MOST_LINES = 380
"""Of code and comments, blank ones not counted: to be read in one sitting."""


def second(folder: Path, key: BoxKey, *more: object) -> tuple[dict[str, Any], int]:
    """Run it as an auditor does: by itself, isolated from whatever is installed."""
    hexadecimal = folder.with_name("box.key")
    hexadecimal.write_text(key.public_bytes.hex())
    ran = subprocess.run(
        [
            sys.executable,
            "-I",
            "-S",
            VERIFIER,
            folder,
            "--key",
            hexadecimal,
            *map(str, more),
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.stderr == ""
    return json.loads(ran.stdout), ran.returncode


@cache
def loaded() -> ModuleType:
    """Return the same as a module, to ask it often."""
    spec = spec_from_file_location("second_verifier", VERIFIER)
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def spoil(folder: Path, chance: random.Random) -> None:
    """Do something to one line of the log, or to one bit of it."""
    lines = lines_of(folder)
    at = chance.randrange(len(lines))
    path, line = lines[at]
    what = chance.choice(["flip", "flip", "delete", "double", "swap", "cut", "move"])
    if what == "flip":
        spoilt = bytearray(line)
        spoilt[chance.randrange(len(line))] ^= 1 << chance.randrange(8)
        lines[at] = path, bytes(spoilt)
    elif what == "cut":
        lines[at] = path, line[: chance.randrange(len(line))]
    elif what == "double":
        lines.insert(at, lines[at])
    else:
        del lines[at]
        if what != "delete":
            to = at + 1 if what == "swap" else chance.randrange(len(lines))
            lines.insert(to, (path, line))
    write_lines(folder, lines)


@pytest.mark.parametrize("seed", range(2))
def test_both_verifiers_agree_on_whatever_is_spoilt(
    corpora: Corpora, tmp_path: Path, seed: int
) -> None:
    chance, corpus = random.Random(seed), corpora(timedelta())
    for number in range(40):
        folder = tmp_path / str(number)
        shutil.copytree(corpus.home.journal, folder)
        spoil(folder, chance)
        found = loaded().verify(folder, corpus.key.public_bytes, [], [], [])
        ours, said = look(folder, corpus, frozenset())
        for log in (*found["logs"], *ours["logs"]):
            for one in log["findings"]:
                # Why a line is no record is told apart by one of the two only.
                one["fault"] = one["fault"].replace("wrong-form", "not-json")
        assert verdict(found) == verdict(ours), (number, said)


def brought(corpus: Corpus, brings: frozenset[str]) -> list[object]:
    more: list[object] = ["--head", corpus.code] if CODE in brings else []
    if STICK in brings:
        (note,) = (corpus.stick / "seen").glob("*.note")
        more += ["--witness", corpus.stick / "witness.pub", "--against", note]
    return more


def verdict(found: dict[str, Any]) -> list[Any]:
    """Return what both verifiers have to agree in."""
    names = ("log", "status", "findings", "discrepancies", "whole_up_to", "vouched_up_to")
    parts = []
    for log in found["logs"]:
        part = {name: log[name] for name in names if name in log}
        for name, codes in (
            ("findings", ("fault", "seq", "last")),
            ("discrepancies", ("sort", "seq")),
        ):
            part[name] = [{code: one[code] for code in codes} for one in log.get(name, [])]
        parts.append(part)
    return [found["status"], len(found["unmatched_heads"]), parts]


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: f"{attack.letter}-{attack.name}")
def test_both_verifiers_agree_on_every_attack(
    corpora: Corpora, tmp_path: Path, attack: Attack
) -> None:
    corpus, folder = corpora(attack.ahead), tmp_path / "journal"
    shutil.copytree(corpus.home.journal, folder)
    attack.make(folder, corpus.key)
    found, code = second(folder, corpus.key, *brought(corpus, attack.brings))
    assert (found["status"], first_fault(found)) == (attack.status, attack.fault)
    assert code == (attack.status != "whole")
    ours, said = look(folder, corpus, attack.brings)
    assert verdict(found) == verdict(ours), said


def test_both_verifiers_agree_on_the_good_journal(corpora: Corpora) -> None:
    corpus = corpora(timedelta())
    both = frozenset({CODE, STICK})
    found, code = second(corpus.home.journal, corpus.key, *brought(corpus, both))
    assert code == 0
    assert verdict(found) == verdict(look(corpus.home.journal, corpus, both)[0])
    assert found["logs"][0]["vouched_up_to"] == int(corpus.code.split("-")[0]) - 1


@pytest.mark.parametrize("seed", range(3))
def test_it_accuses_no_honest_log(tmp_path: Path, box_key: BoxKey, seed: int) -> None:
    home = bare_home(tmp_path / "home", box_key)
    grow(home, box_key, seed)
    found, code = second(home.journal, box_key)
    assert (found["status"], code) == ("whole", 0)


def test_both_verifiers_look_at_recordings_and_let_go_of_purged_airchecks(
    home: Home, open_journal: OpenJournal, key: BoxKey
) -> None:
    names = {}
    with open_journal() as journal:
        for what in ("kept", "purged", "lost", "altered"):
            name = sha256(what.encode()).hexdigest()
            file = home.journal / aircheck_file(name)
            file.parent.mkdir(exist_ok=True)
            file.write_bytes(what.encode())
            names[what] = file
            journal.append(Kind.AIRCHECK, recording=name)
        journal.append(Kind.END, item="x", session="s", recording="0" * 64)
        journal.append(Kind.PURGE, recording=names["purged"].stem)
        journal.checkpoint()
    names["purged"].unlink()
    names["lost"].unlink()
    names["altered"].write_bytes(b"something else")
    found, code = second(home.journal, key)
    (ours,) = inspect(home.journal, Trust(key.public_bytes, "given"))
    assert code == 1
    sorts = [(one["sort"], one["seq"]) for one in found["logs"][0]["discrepancies"]]
    assert sorts == [("aircheck-missing", 3), ("aircheck-altered", 4), ("recording-missing", 5)]
    assert sorts == [(str(one.sort), one.seq) for one in ours.discrepancies]


def test_it_can_be_read_in_one_sitting_and_uses_nothing_of_ours() -> None:
    lines = VERIFIER.read_text(encoding="utf-8").splitlines()
    assert sum(bool(line.strip()) for line in lines) <= MOST_LINES
    imports = [line.split()[1] for line in lines if line.startswith(("import ", "from "))]
    assert set(imports) <= sys.stdlib_module_names
