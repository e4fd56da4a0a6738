"""Each attacker is named in one line by who can see it; and no honest log is ever accused."""

import json
import shutil
from collections.abc import Callable
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from broadcaster.journal.head_code import read_code
from broadcaster.journal.inspection import Trust, inspect, unmatched
from broadcaster.journal.verdict import document, sentence, status_of_all, unmatched_words
from broadcaster.journal.vouchers import Asked
from broadcaster.signed import BoxKey
from tests.conftest import bare_home
from tests.journal.attacks import ATTACKS, CODE, STICK, Attack
from tests.journal.corpus import Corpus, grow, make
from tests.journal.inspecting import ZONE

HONEST = 100


Corpora = Callable[[timedelta], Corpus]


@pytest.fixture(scope="module")
def corpora(tmp_path_factory: pytest.TempPathFactory, box_key: BoxKey) -> Corpora:
    """Return the journal of a station whose clock is so far ahead, made once."""

    @cache
    def made(ahead: timedelta) -> Corpus:
        folder = tmp_path_factory.mktemp("corpus")
        home = bare_home(folder / "home", box_key)
        return make(home, box_key, folder / "stick", ahead=ahead)

    return made


def look(folder: Path, corpus: Corpus, brings: frozenset[str]) -> tuple[dict[str, Any], str]:
    """Verify a folder as an auditor with these things does; the document, and what is said."""
    heads = [read_code(corpus.code)] if CODE in brings else []
    notes = corpus.notes if STICK in brings else []
    witnesses = [corpus.witness] if STICK in brings else []
    trust = Trust(corpus.key.public_bytes, "given")
    reports = inspect(folder, trust, notes, asked=Asked(witnesses, heads))
    lost = unmatched(heads, reports)
    said = [" ".join(sentence(report, ZONE)) for report in reports]
    said += [unmatched_words(head) for head in lost]
    found = {
        "status": status_of_all(reports, lost),
        "logs": [document(report) for report in reports],
        "unmatched_heads": [head.code for head in lost],
    }
    return found, "\n".join(said)


def first_fault(found: dict[str, Any]) -> str:
    """Return the code of the first thing that is wrong."""
    for log in found["logs"]:
        if log["status"] == "gone":
            return "gone"
        for one in log["findings"]:
            return str(one["fault"])
        if log["bad_checkpoints"]:
            return "bad-note"
        for one in log["discrepancies"]:
            return str(one["sort"])
    return "unmatched" if found["unmatched_heads"] else ""


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: f"{attack.letter}-{attack.name}")
def test_the_attack_is_named_in_one_line(corpora: Corpora, tmp_path: Path, attack: Attack) -> None:
    corpus, folder = corpora(attack.ahead), tmp_path / "journal"
    shutil.copytree(corpus.home.journal, folder)
    attack.make(folder, corpus.key)
    found, said = look(folder, corpus, attack.brings)
    assert (found["status"], first_fault(found)) == (attack.status, attack.fault), said
    assert attack.says in said
    assert json.loads(json.dumps(found)) == found


def test_the_journal_that_is_attacked_is_good(corpora: Corpora) -> None:
    corpus = corpora(timedelta())
    found, said = look(corpus.home.journal, corpus, frozenset({CODE, STICK}))
    assert (found["status"], first_fault(found)) == ("whole", ""), said
    (log,) = found["logs"]
    assert log["torn"] >= 1
    assert {gap["stopped"] for gap in log["gaps"]} == {True, False}
    assert {one["by"] for one in log["vouched_by"]} == {"witness", "paper", "copy"}


def test_every_kind_of_attacker_has_an_attack() -> None:
    assert {attack.letter for attack in ATTACKS} == set("abcdef")
    assert len({attack.name for attack in ATTACKS}) == len(ATTACKS)


def test_no_honest_log_is_accused(tmp_path: Path, box_key: BoxKey) -> None:
    """A hundred logs with kills, power cuts and stops in them, none of them damaged by anybody."""
    torn = 0
    for seed in range(HONEST):
        home = bare_home(tmp_path / str(seed), box_key)
        grow(home, box_key, seed, days=1)
        (found,) = inspect(home.journal, Trust(box_key.public_bytes, "given"))
        assert found.is_sound, (seed, sentence(found, ZONE))
        assert found.survey is not None
        torn += found.survey.torn
    assert torn > HONEST / 4
