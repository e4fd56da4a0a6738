"""Search, print the tables, and leave them dated under `docs/measurements/`.

`python -m tests.outdoor [--regions north,south] [--sentences 12] [--recordings FOLDER]`. The
folder holds people's recordings as `NAME.wav` (16 bit) with their text in `NAME.txt`: what the
same recogniser makes of people, so that a figure of the engine means something.
"""

import argparse
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from broadcaster.reading import Region
from broadcaster.timebase import SystemTime
from tests.outdoor.mistakes import Mistakes
from tests.outdoor.recogniser import Recogniser, find
from tests.outdoor.recordings import people
from tests.outdoor.search import heard, ranked, search
from tests.outdoor.settings import Setting
from tests.outdoor.spoken import sentences
from tests.outdoor.square import OUTDOORS

MEASUREMENTS = Path(__file__).resolve().parents[2] / "docs" / "measurements"
HEAD = (
    "| setting | letters wrong | syllables wrong |",
    "| --- | ---: | ---: |",
)


def row(title: str, found: Mistakes) -> str:
    """Return one row of a table."""
    return f"| {title} | {found.letters:.1%} | {found.syllables:.1%} |"


def report(
    regions: list[Region], most: int, recordings: Path | None, understand: Recogniser
) -> Iterator[str]:
    """Give the lines of the report as they become known."""
    yield f"# What is understood outdoors, measured on {SystemTime().now():%Y-%m-%d}"
    yield f"\nThe place: {OUTDOORS}."
    if recordings:
        yield "\n## People\n"
        yield from HEAD
        for title, place in (("indoors", None), ("outdoors", OUTDOORS)):
            yield row(title, people(recordings, understand, place))
    for region in regions:
        yield from _region(region, most, understand)


def _region(region: Region, most: int, understand: Recogniser) -> Iterator[str]:
    to_choose, to_judge = sentences(region, most)
    yield f"\n## The embedded voice of the {region}\n\nTo choose by, {len(to_choose)} sentences:\n"
    yield from HEAD
    tried = []
    for one in search(region, lambda setting: heard(setting, to_choose, understand)):
        tried.append(one)
        yield row(one.setting.title, one.outdoors)
    yield f"\nTo judge by, {len(to_judge)} other sentences:\n"
    yield from HEAD
    for setting in dict.fromkeys([Setting(region), ranked(tried)[0].setting]):
        judged = partial(heard, setting, to_judge, understand)
        yield row(f"{setting.title}, outdoors", judged(OUTDOORS))
        yield row(f"{setting.title}, indoors", judged(None))


def main() -> None:
    """Read the command line, search, write."""
    parser = argparse.ArgumentParser(prog="python -m tests.outdoor")
    parser.add_argument("--regions", default=",".join(Region))
    parser.add_argument("--sentences", type=int, default=24)
    parser.add_argument("--recordings", type=Path)
    given = parser.parse_args()
    understand = find()
    if understand is None:
        parser.exit(1, "The recogniser is not installed; `make outdoor` does.\n")
    lines = []
    regions = [Region(name) for name in given.regions.split(",")]
    for line in report(regions, given.sentences, given.recordings, understand):
        lines.append(line)
        print(line, flush=True)
    target = MEASUREMENTS / f"{SystemTime().now():%Y-%m-%d}-outdoor.md"
    target.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
