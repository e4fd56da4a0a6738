"""Relays as people type them."""

import json

import pytest

from tests.cli.conftest import Run

ADD = (
    "relay", "add", "voh", "--url", "https://radio.example/voh", "--programme", "trua",
    "--longest", "15", "--in-charge", "approver", "--title", "Thời sự VOH",
)  # fmt: skip


@pytest.fixture
def chief(at_home: Run) -> Run:
    return lambda *arguments: at_home("--as", "approver", *arguments)


def test_a_relay_is_entered_approved_listed_and_withdrawn(op: Run, chief: Run) -> None:
    assert "no relay here" in op("relay", "list").err
    assert op(*ADD).out == "voh\n"
    assert op("relay", "list").out.splitlines()[1].split()[-1] == "waits"
    assert chief("relay", "approve", "voh").out == "relay-voh.a1\n"
    (listed,) = json.loads(op("relay", "list", "--json").out)
    assert (listed["approval"], listed["longest_ms"]) == ("relay-voh.a1", 900_000)
    assert (listed["source"], listed["in_charge"]) == ("https://radio.example/voh", "approver")
    assert op("relay", "withdraw", "voh").code == 0
    assert json.loads(op("relay", "list", "--json").out) == []


def test_a_wrong_relay_is_refused_in_one_line(op: Run) -> None:
    refused = op(*ADD[:-2], "--device", "hw:1")
    assert refused.code == 1
    assert refused.err.count("\n") == 1
