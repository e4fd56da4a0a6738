"""Small files of a voice, as they should be: a network's outline, and its description."""

import json
from pathlib import Path
from typing import Any

INPUTS = ("input", "input_lengths", "scales")
NAME = "en_US-test-medium"


def varint(value: int) -> bytes:
    out = bytearray()
    while value > 0x7F:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes([*out, value])


def field(number: int, content: bytes) -> bytes:
    """One length-delimited field of a protocol-buffer message."""
    return varint(number << 3 | 2) + varint(len(content)) + content


def network(*inputs: str, weights: int = 1000) -> bytes:
    """The outline of an ONNX file: a version, a producer, and a graph with inputs and weights."""
    wanted = [field(11, field(1, name.encode())) for name in inputs or INPUTS]
    graph = b"".join([field(5, field(9, bytes(weights))), *wanted, field(12, field(1, b"output"))])
    return b"\x08\x08" + field(2, b"pytorch") + field(7, graph) + field(8, b"\x10\x0f")


def description(**changes: Any) -> dict[str, Any]:
    document: dict[str, Any] = {
        "audio": {"sample_rate": 22050, "quality": "medium"},
        "espeak": {"voice": "en-us"},
        "inference": {"noise_scale": 0.667, "length_scale": 1, "noise_w": 0.8},
        "phoneme_type": "espeak",
        "phoneme_id_map": {"_": [0], "^": [1], "$": [2], "a": [14]},
        "num_symbols": 256,
        "num_speakers": 1,
    }
    return document | changes


def write_voice(folder: Path, name: str = NAME, model: bytes | None = None, **changes: Any) -> Path:
    """Write both files into `folder`, which is returned."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.onnx").write_bytes(network() if model is None else model)
    document = json.dumps(description(**changes))
    (folder / f"{name}.onnx.json").write_text(document, encoding="utf-8")
    return folder
