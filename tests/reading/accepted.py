"""Whether what was spoken is one of the accepted readings of a sentence.

An `accepted` line is what has to be said, word by word. Square brackets hold alternatives parted
by bars, of which exactly one is said: `[tư|bốn]`. An alternative may be several words, may hold
brackets itself, and may be empty, which makes the group optional. Case, punctuation, invisible
characters, and the two spellings of a tone's place (hoà, hòa) and of a final i (kĩ, kỹ) do not
count; everything else does.

A line becomes a small automaton: `_State` n goes on with a word to other states. All that may be
meant is followed at once, so that judging is linear in what was spoken, however many brackets.
"""

import csv
import re
import unicodedata
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

_HEADER = ["id", "category", "written", "accepted"]
_TOKEN = re.compile(r"[\[\]|]|[^\[\]|]+")
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_EARLY_TONE = re.compile(rf"(o)([{_TONES}])([ae])\Z|(u)([{_TONES}])(y)\Z")
_OPEN_Y = re.compile(rf"((?:[hklmstv]|qu)?)y([{_TONES}]?)\Z")


class Item(NamedTuple):
    """A sentence with every reading of it that counts as right."""

    id: str
    category: str
    written: str
    accepted: str


def items(path: Path) -> list[Item]:
    """Return the sentences of a tab-separated file; ValueError when it is not one of these."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    if not rows or rows[0] != _HEADER or any(len(row) != len(_HEADER) for row in rows):
        raise ValueError(f"{path} does not hold the columns {', '.join(_HEADER)}")
    return [Item(*row) for row in rows[1:]]


def accepts(accepted: str, spoken: str) -> bool:
    """Say whether `spoken`, the whole of it, is a reading that `accepted` describes."""
    grammar = _compiled(accepted)
    here = grammar.at_rest({0})
    for word in words_of(spoken):
        here = grammar.at_rest({to for state in here for to in grammar.steps[state].get(word, ())})
    return grammar.last in here


def first_reading(accepted: str) -> str:
    """Return the reading that takes the first alternative of every group."""
    taken: list[str] = []
    first = [True]
    for token in _tokens(accepted):
        if token == "[":
            first.append(first[-1])
        elif token == "|":
            first[-1] = False
        elif token == "]":
            first.pop()
        elif first[-1]:
            taken += token.split()
    return " ".join(taken)


def words_of(text: str) -> list[str]:
    """Return the words of a text in the one spelling they are compared in."""
    plain = unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).lower())
    visible = (char for char in plain if unicodedata.category(char) != "Cf")
    kept = "".join(char if _is_of_a_word(char) else " " for char in visible)
    return [_spelt(word) for word in kept.split()]


def _is_of_a_word(char: str) -> bool:
    return char.isalnum() or unicodedata.category(char).startswith("M")


@lru_cache(maxsize=8192)
def _spelt(word: str) -> str:
    """Put the tone of a final oa, oe, uy on its last letter, and an i for the y of kỹ and tỷ."""
    apart = unicodedata.normalize("NFD", word)
    apart = _EARLY_TONE.sub(r"\1\4\3\6\2\5", apart)
    apart = _OPEN_Y.sub(r"\1i\2", apart) if _OPEN_Y.fullmatch(apart) else apart
    return unicodedata.normalize("NFC", apart)


@dataclass
class _Grammar:
    """States from 0; `steps` by word, `rests` without one."""

    steps: list[dict[str, list[int]]] = field(default_factory=lambda: [{}])
    rests: list[list[int]] = field(default_factory=lambda: [[]])
    last: int = 0

    def state(self) -> int:
        """Add a state and return it."""
        self.steps.append({})
        self.rests.append([])
        return len(self.steps) - 1

    def say(self, at: int, text: str) -> int:
        """Go on from `at` by the words of `text`; return where that ends."""
        for word in words_of(text):
            to = self.state()
            self.steps[at].setdefault(word, []).append(to)
            at = to
        return at

    def at_rest(self, states: set[int]) -> set[int]:
        """Return the states reached from these without a word, themselves included."""
        found, waiting = set(states), list(states)
        while waiting:
            new = set(self.rests[waiting.pop()]) - found
            found |= new
            waiting += new
        return found


@lru_cache(maxsize=1024)
def _compiled(accepted: str) -> _Grammar:
    grammar, at = _Grammar(), 0
    groups: list[tuple[int, int]] = []
    for token in _tokens(accepted):
        if token == "[":
            groups.append((at, grammar.state()))
        elif token == "|":
            grammar.rests[at].append(groups[-1][1])
            at = grammar.state()
            grammar.rests[groups[-1][0]].append(at)
        elif token == "]":
            end = groups.pop()[1]
            grammar.rests[at].append(end)
            at = end
        else:
            at = grammar.say(at, token)
    grammar.last = at
    return grammar


def _tokens(accepted: str) -> list[str]:
    """Return brackets, bars and the words between them; ValueError when they do not pair."""
    tokens = _TOKEN.findall(accepted)
    depth = 0
    for token in tokens:
        depth += (token == "[") - (token == "]")
        if depth < 0 or (token == "|" and depth == 0):
            raise ValueError(f"brackets and bars do not pair: {accepted}")
    if depth:
        raise ValueError(f"a bracket is left open: {accepted}")
    return tokens
