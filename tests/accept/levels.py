"""Thirty cuts of real texts, three regions and two air formats, measured by another ffmpeg.

`python -m tests.accept.levels FOLDER` prints them as a table; what it makes stays in FOLDER.
"""

import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.accept.conftest import Program, data_folder
from tests.accept.measuring import Level, meter

TEXTS = 5
REGIONS = ("north", "central", "south")
FORMATS = ("mp3", "opus")
PERSON = "Nông Văn Dền"


@dataclass(frozen=True)
class Rendered:
    """One cut: what it is of, what the station says of it, what the other meter says."""

    text: str
    region: str
    air_format: str
    duration_s: float
    said: Level
    found: Level

    def row(self) -> str:
        """Return it as a row of a Markdown table."""
        return (
            f"| {self.text} | {self.region} | {self.air_format} | {self.duration_s:.0f} s "
            f"| {self.said.integrated_lufs:.1f} | {self.found.integrated_lufs:.1f} "
            f"| {self.said.true_peak_dbtp:.1f} | {self.found.true_peak_dbtp:.1f} |"
        )


HEAD = (
    "| text | region | format | length | LUFS, ours | LUFS, ffmpeg | dBTP, ours | dBTP, ffmpeg |\n"
    "| --- | --- | --- | ---: | ---: | ---: | ---: | ---: |"
)


def rendered(data: Path, folder: Path, lines: int | None = None) -> Iterator[Rendered]:
    """Render each text in each region, in a home for each format; both homes at once.

    With `lines`, only so many of each text.
    """
    texts = _texts(data, folder, lines)
    with ThreadPoolExecutor(len(FORMATS)) as homes:
        for cuts in homes.map(lambda name: list(_in_format(name, texts, folder)), FORMATS):
            yield from cuts


def _texts(data: Path, folder: Path, lines: int | None) -> list[Path]:
    texts = []
    for path in sorted((data / "bulletins" / "written").glob("*.vi.txt"))[:TEXTS]:
        texts.append(folder / path.name)
        begin = path.read_text(encoding="utf-8").splitlines()[:lines]
        texts[-1].write_text("\n".join(begin) + "\n", encoding="utf-8")
    return texts


def _in_format(air_format: str, texts: list[Path], folder: Path) -> Iterator[Rendered]:
    home = folder / air_format
    Program(home).run("init", str(home), "--as", PERSON, "--station", "Khe Rèn")
    settings, station = home / "broadcaster.toml", Program(home, PERSON)
    usual = settings.read_text(encoding="utf-8")
    for region in REGIONS:
        changed = f'{usual}\nregion = "{region}"\ncut_format = "{air_format}"\n'
        settings.write_text(changed, encoding="utf-8")
        for text, cut in zip(texts, _cuts(station, texts), strict=True):
            yield _measured(text, region, air_format, cut)


def _cuts(station: Program, texts: list[Path]) -> list[dict[str, Any]]:
    added = [station.run("bulletin", "add", str(text), "--title", text.stem) for text in texts]
    cuts: list[dict[str, Any]] = station.json("render", *(one.stdout.split()[0] for one in added))
    return cuts


def _measured(text: Path, region: str, air_format: str, cut: dict[str, Any]) -> Rendered:
    return Rendered(
        text.name.split(".")[0],
        region,
        air_format,
        cut["duration_ms"] / 1000,
        Level(cut["loudness_lufs"], cut["true_peak_dbtp"]),
        meter(Path(cut["path"])),
    )


if __name__ == "__main__":
    Path(sys.argv[1]).mkdir(parents=True, exist_ok=True)
    print(HEAD)
    for one in rendered(data_folder(), Path(sys.argv[1])):
        print(one.row(), flush=True)
