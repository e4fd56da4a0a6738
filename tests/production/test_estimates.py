"""The spoken length is known from the text within 8 %, for every bulletin in every voice."""

from pathlib import Path

from tests.bench.estimates import DEMO, MOST, Error, errors

ENGLISH = """Notice of the border gate
The international border gate opens every day from 7:00 to 17:30, Sundays and holidays included.
Travellers need a passport that is valid for at least six months. Those who live in the border
communes may cross with a border pass, which the police of the commune issue within two days.
Lorries with fruit, vegetables and other fresh goods go first; drivers should call 0205 3861 200
one day ahead. Anyone who finds a mine or a shell must not touch it: mark the place and tell the
border guard at once.
"""


def worst_of(found: list[Error]) -> Error:
    return max(found, key=lambda error: abs(error.share))


def test_the_estimate_of_a_vietnamese_bulletin_is_within_the_bound_in_each_region() -> None:
    found = list(errors(sorted(DEMO.glob("*.txt"))))
    assert {error.voice for error in found} == {
        f"embedded-{region}" for region in ("north", "central", "south")
    }
    assert abs(worst_of(found).share) <= MOST, worst_of(found)


def test_the_estimate_of_an_english_bulletin_is_within_the_bound(tmp_path: Path) -> None:
    path = tmp_path / "gate.en.txt"
    path.write_text(ENGLISH, encoding="utf-8")
    (found,) = errors([path])
    assert abs(found.share) <= MOST, found
