"""Take every figure, print them, and leave them dated under `docs/measurements/`."""

import platform
from collections.abc import Callable, Iterable
from pathlib import Path

from broadcaster import __version__
from broadcaster.timebase import SystemTime
from tests.bench.encoders import encoders
from tests.bench.estimates import estimates_beside_speech
from tests.bench.figures import Figure
from tests.bench.likeness import likeness_of_matches
from tests.bench.log import appending_beside_writing
from tests.bench.memory import memory_of_length
from tests.bench.neural import neural_beside_pipers_own
from tests.bench.pages import pages_beside_a_bare_one
from tests.bench.papers import month_report_beside_a_scan
from tests.bench.planning import planning_beside_a_solver, planning_time
from tests.bench.province import province_beside_a_scan
from tests.bench.reading import reading_beside_a_peer
from tests.bench.rendering import rendering
from tests.bench.speech import reading_beside_speaking
from tests.bench.starts import start_errors
from tests.bench.verifying import verifying_a_year

MEASUREMENTS = Path(__file__).resolve().parents[2] / "docs" / "measurements"
TAKEN: tuple[Callable[[], Figure | Iterable[Figure]], ...] = (
    reading_beside_speaking,
    reading_beside_a_peer,
    estimates_beside_speech,
    rendering,
    encoders,
    neural_beside_pipers_own,
    memory_of_length,
    appending_beside_writing,
    month_report_beside_a_scan,
    verifying_a_year,
    start_errors,
    province_beside_a_scan,
    pages_beside_a_bare_one,
    likeness_of_matches,
    planning_time,
    planning_beside_a_solver,
)


def main() -> None:
    """Measure one after the other, so that none disturbs the next."""
    today = f"{SystemTime().now():%Y-%m-%d}"
    lines = [
        f"# Measured on {today}",
        "",
        f"Broadcaster {__version__}, Python {platform.python_version()}, {platform.machine()}. "
        "Ours and its reference in turn in one run; only the ratio carries to other machines.",
        "",
        "| figure | ours | reference | ratio |",
        "| --- | ---: | ---: | ---: |",
    ]
    print("\n".join(lines))
    for take in TAKEN:
        found = take()
        for figure in (found,) if isinstance(found, Figure) else found:
            lines.append(figure.line())
            print(lines[-1], flush=True)
    MEASUREMENTS.mkdir(exist_ok=True)
    (MEASUREMENTS / f"{today}.md").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
