"""`docs/running-order.schema.json` describes what the planner writes, and nothing else."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from broadcaster.schedule.planner import plan
from broadcaster.schedule.programmes.model import LatePolicy, Overrun, PartKind
from broadcaster.schedule.reasons import Reason
from tests.schedule.conftest import Bulletins, inputs

Schema = dict[str, Any]
SCHEMA: Schema = json.loads(
    (Path(__file__).parents[2] / "docs" / "running-order.schema.json").read_text("utf-8")
)
TYPES = {"object": dict, "array": list, "string": str, "integer": int, "boolean": bool}


def faults(value: Any, schema: Schema, where: str = "") -> list[str]:
    """Check a value against the few keywords of JSON Schema that the file uses."""
    found = []
    if "type" in schema and not isinstance(value, TYPES[schema["type"]]):
        return [f"{where} is no {schema['type']}"]
    if "const" in schema and value != schema["const"]:
        found.append(f"{where} is not {schema['const']}")
    if "enum" in schema and value not in schema["enum"]:
        found.append(f"{where} is none of {schema['enum']}")
    if "pattern" in schema and not re.search(schema["pattern"], value):
        found.append(f"{where} does not match")
    if not schema.get("minimum", 0) <= (value if isinstance(value, int) else 0):
        found.append(f"{where} is too small")
    if isinstance(value, dict):
        found += object_faults(value, schema, where)
    if isinstance(value, list):
        kinds = schema.get("prefixItems") or [schema["items"]] * len(value)
        for number, (entry, kind) in enumerate(zip(value, kinds, strict=True)):
            found += faults(entry, kind, f"{where}[{number}]")
    return found


def object_faults(value: dict[str, Any], schema: Schema, where: str) -> list[str]:
    known, more = schema.get("properties", {}), schema["additionalProperties"]
    found = [f"{where}.{key} is missing" for key in schema.get("required", []) if key not in value]
    for key, entry in value.items():
        if key in known or more:
            found += faults(entry, known.get(key, more), f"{where}.{key}")
        else:
            found.append(f"{where}.{key} is unknown")
    return found


def test_an_order_of_every_kind_fits_the_schema(bulletin: Bulletins) -> None:
    (order,) = plan(
        inputs(
            bulletin(details={"column": "Y tế"}, zones=("thon-1",)),
            bulletin(priority=True),
            bulletin(times=0),
        )
    )
    assert order.items
    assert order.left_out
    assert faults(order.to_document(), SCHEMA) == []


@pytest.mark.parametrize("key", ["id", "cut", "late", "offset_ms"])
def test_the_schema_notices_what_is_missing_or_wrong(bulletin: Bulletins, key: str) -> None:
    (order,) = plan(inputs(bulletin()))
    document = order.to_document()
    document["items"][0][key] = -1
    assert faults(document, SCHEMA)
    del document["items"][0][key]
    assert faults(document, SCHEMA)


def test_every_word_of_the_code_stands_in_the_schema() -> None:
    item = SCHEMA["properties"]["items"]["items"]["properties"]
    assert item["part"]["enum"] == [str(kind) for kind in PartKind]
    assert item["late"]["enum"] == [str(policy) for policy in LatePolicy]
    assert item["overrun"]["enum"] == [str(overrun) for overrun in Overrun]
    reasons = SCHEMA["properties"]["left_out"]["items"]["prefixItems"][1]["enum"]
    assert reasons == [str(reason) for reason in Reason]
