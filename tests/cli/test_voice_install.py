"""`voice install`, `remove` and `list --offered`, as a technician types them."""

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from broadcaster.desk import Desk
from broadcaster.voices.neural import offered
from tests.cli.conftest import Run
from tests.voices.neural.made_files import NAME, description, network, write_voice
from tests.voices.neural.repository import Repository, serving

MODEL, CONFIG = network(), json.dumps(description()).encode()
CATALOGUE = """
[[voice]]
name = "{name}"
language = "en"
repository = "tests/voices"
revision = "r1"
base = "{base}"
hosts = []
model = {{ size = {model_size}, sha256 = "{model}" }}
config = {{ size = {config_size}, sha256 = "{config}" }}
data_licence = {{ title = "Data: CC BY 4.0", url = "https://a.example", text = "May be used." }}
base_licence = {{ title = "Base: research", url = "https://b.example", text = "Ask first." }}
"""


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Repository]:
    """A catalogue with one voice, and the server it names."""
    with serving({f"{NAME}.onnx": MODEL, f"{NAME}.onnx.json": CONFIG}) as running:
        hashes = {"model": MODEL, "config": CONFIG}
        path = tmp_path / "offered.toml"
        path.write_text(
            CATALOGUE.format(
                name=NAME,
                base=running.url,
                **{key: hashlib.sha256(data).hexdigest() for key, data in hashes.items()},
                **{f"{key}_size": len(data) for key, data in hashes.items()},
            )
        )
        monkeypatch.setattr(offered, "SHIPPED", path)
        yield running


def voices_of(at_home: Run) -> list[str]:
    document = json.loads(at_home("voice", "list", "--json").out)
    return [voice["id"] for voice in document["voices"] if voice["on"]]


def test_nothing_is_fetched_before_the_terms_are_accepted(
    at_home: Run, repository: Repository
) -> None:
    refused = at_home("voice", "install", NAME)
    assert refused.code == 1
    assert "Data: CC BY 4.0 https://a.example\n  May be used.\n" in refused.err
    assert "Base: research https://b.example\n  Ask first.\n" in refused.err
    assert "were not accepted" in refused.err
    assert repository.asked == []
    assert NAME not in voices_of(at_home)


def test_a_voice_is_fetched_verified_and_on(at_home: Run, repository: Repository) -> None:
    repository.moods = ["well", "cut", "well"]
    installed = at_home("voice", "install", NAME, "--accept-licence")
    assert (installed.code, installed.out) == (0, f"{NAME}\n")
    assert NAME in voices_of(at_home)


def test_what_is_installed_and_whole_is_not_fetched_again(
    at_home: Run, repository: Repository, desk: Desk
) -> None:
    order = ("voice", "install", NAME, "--accept-licence")
    at_home(*order)
    assert at_home(*order).out == f"{NAME}\n"
    assert len(repository.asked) == 2
    (desk.home.voices / f"{NAME}.onnx").write_bytes(b"spoilt")
    assert at_home(*order).code == 0
    assert len(repository.asked) == 4
    assert (desk.home.voices / f"{NAME}.onnx").read_bytes() == MODEL


def test_wrong_bytes_are_refused_thrown_away_and_fetched_anew(
    at_home: Run, repository: Repository, desk: Desk
) -> None:
    repository.moods = ["well", "wrong"]
    refused = at_home("voice", "install", NAME, "--accept-licence")
    assert refused.code == 1
    assert f'"{NAME}.onnx" is not the file of the catalogue' in refused.err
    assert list(desk.home.voices.glob("*")) == [desk.home.voices / ".incoming"]
    assert at_home("voice", "install", NAME, "--accept-licence").code == 0


def test_a_voice_from_a_stick_needs_its_terms_stated(
    at_home: Run, repository: Repository, tmp_path: Path
) -> None:
    name = "en_US-other-low"
    stick = write_voice(tmp_path / "stick", name)
    order = ("voice", "install", name, "--from", stick, "--accept-licence")
    assert "State it with --licence" in at_home(*order).err
    assert at_home(*order, "--licence", "CC0-1.0").code == 0
    assert repository.asked == []
    assert at_home("voice", "remove", name).out == f"{name}\n"
    assert name not in voices_of(at_home)


def test_a_voice_nobody_knows_is_refused_with_those_that_are(
    at_home: Run, repository: Repository
) -> None:
    refused = at_home("voice", "install", "en_US-robot-low", "--accept-licence")
    assert refused.code == 1
    assert f"It has: {NAME}." in refused.err


def test_what_is_offered_is_listed_with_size_and_terms(run: Run) -> None:
    shown = run("voice", "list", "--offered").out
    assert "vi_VN-vais1000-medium  vi        63 MB" in shown
    assert "CC BY 4.0" in shown
    (offer, *_rest) = json.loads(run("voice", "list", "--offered", "--json").out)
    assert offer["base_licence"].startswith("en_US lessac")
