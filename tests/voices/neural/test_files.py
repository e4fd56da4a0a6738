"""What fits as a voice's two files and what does not, with the reason."""

import io
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadcaster.i18n import use_language
from broadcaster.voices.neural.config_file import Config, read_config
from broadcaster.voices.neural.errors import NeuralError
from broadcaster.voices.neural.model_file import why_not_a_voice
from broadcaster.voices.neural.names import is_name
from tests.voices.neural.made_files import description, network


def judge(data: bytes) -> str | None:
    return why_not_a_voice(io.BytesIO(data), len(data))


def read(data: bytes, declared: str = "en") -> Config:
    return read_config(data, file="x.onnx.json", declared=declared)


def test_a_whole_network_with_pipers_inputs_fits() -> None:
    assert judge(network()) is None


@given(st.integers(0, len(network()) - 1))
def test_a_network_that_is_cut_off_anywhere_is_refused(at: int) -> None:
    """Cut between two fields it still lacks what follows, so only a whole one passes."""
    use_language("en")
    whole = network()
    why = judge(whole[:at])
    assert why is not None or whole[at:] == whole[-4:]


@given(st.binary(max_size=200))
def test_any_other_bytes_are_refused_in_words(data: bytes) -> None:
    assert judge(data)


def test_several_speakers_and_other_networks_are_told_apart() -> None:
    assert "several speakers" in str(judge(network("input", "input_lengths", "scales", "sid")))
    assert "not one of Piper's" in str(judge(network("images")))
    assert "cut off" in str(judge(b"<!DOCTYPE html>\n<title>Not found</title>"))


def test_a_description_gives_language_and_rate() -> None:
    assert read(json.dumps(description()).encode()) == Config("en", 22050)


@pytest.mark.parametrize(
    ("voice", "language"), [("vi", "vi"), ("vi-vn-x-south", "vi"), ("cmn", "zh"), ("en-us", "en")]
)
def test_the_language_is_that_of_its_sounds(voice: str, language: str) -> None:
    found = read(json.dumps(description(espeak={"voice": voice})).encode(), language)
    assert found.language == language


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"espeak": {"voice": "vi"}}, 'of the language "vi", and "en" was declared'),
        ({"espeak": "vi"}, 'of the language "", and "en"'),
        ({"audio": {"sample_rate": 96000}}, "sample rate is 96000"),
        ({"audio": {"sample_rate": "22050"}}, "sample rate is 22050"),
        ({"audio": None}, "sample rate is None"),
        ({"num_speakers": 65}, "it has 65 speakers"),
        ({"phoneme_type": "pinyin"}, 'sounds from "pinyin"'),
        ({"phoneme_id_map": {}}, "table of sounds is damaged"),
        ({"phoneme_id_map": {"a": [256]}}, "table of sounds is damaged"),
        ({"phoneme_id_map": {"a": "1"}}, "table of sounds is damaged"),
        ({"inference": {"length_scale": 30}}, "its pace is 30"),
    ],
)
def test_what_cannot_be_used_is_refused_with_its_reason(
    changes: dict[str, Any], reason: str
) -> None:
    with pytest.raises(NeuralError, match=reason):
        read(json.dumps(description(**changes)).encode())


def test_every_reason_is_named_at_once() -> None:
    data = json.dumps(description(num_speakers=3, audio={"sample_rate": 1})).encode()
    with pytest.raises(NeuralError, match=r'"x.onnx.json" does not fit: .* rate is 1.*3 speakers'):
        read(data)


@pytest.mark.parametrize("data", [b"", b"\xff", b"[]", b"{}", b"[" * 100_000, b'{"audio": 1}'])
def test_what_is_no_description_is_said_so(data: bytes) -> None:
    with pytest.raises(NeuralError, match=r"not JSON|does not describe a Piper voice"):
        read(data)


def test_names_are_pipers_and_nobody_elses() -> None:
    assert is_name("vi_VN-vais1000-medium")
    assert is_name("en_US-hfc_female-medium")
    for name in (
        "embedded-north",
        "gtts-vi",
        "../vi_VN-a-low",
        "vi_VN-a-huge",
        "vi_VN-a-low\n",
        "",
    ):
        assert not is_name(name)
