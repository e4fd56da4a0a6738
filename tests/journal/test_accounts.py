"""Plans, their orders and outcomes agree, or the disagreement is named: DESIGN law 2."""

import json
from base64 import b64decode, b64encode
from collections.abc import Sequence
from hashlib import sha256

import pytest

from broadcaster.journal.accounts import Accounts, Discrepancy, Sort, Tally, Unsettled
from broadcaster.journal.kept_orders import Copy
from broadcaster.journal.model import Kind
from broadcaster.journal.record import FIRST_PREV, Record, Value, decode, plan_parts
from broadcaster.signed import BoxKey
from tests.journal import chain
from tests.journal.orders import order_of

KEY = BoxKey.generate()
SESSION = "ban-tin-sang@2026-11-22T05:30"
LISTED = ["0a1b2c3d:0:3000", "4e5f6071:3000:60000", "82939495:63000:9000"]
ITEMS = [f"{SESSION}/{text[:8]}" for text in LISTED]
ORDER = order_of(KEY, SESSION, LISTED)


class Books:
    """Accounts that are written to as a log, with the orders that are kept beside it."""

    def __init__(self, *kept: bytes) -> None:
        self.kept = {sha256(data).hexdigest(): data for data in kept}
        self.accounts = Accounts(lambda sha: Copy(self.kept.get(sha)))
        self.log, self.seq = chain.LOG, 0
        self.found: list[Discrepancy] = []
        self.write(Kind.BOOT, previous_log="")

    def write(self, kind: Kind, **fields: Value) -> None:
        raw = chain.line(self.seq, FIRST_PREV, kind, **fields)
        self.found += self.accounts.take(decode(raw.replace(chain.LOG.encode(), self.log.encode())))
        self.seq += 1

    def go_on_in(self, log: str, previous: str, *, is_whole: bool = True) -> None:
        """End this log and begin the next one."""
        self.accounts.close(self.log, is_whole=is_whole)
        self.log, self.seq = log, 0
        self.write(Kind.BOOT, previous_log=previous)

    def plan(
        self,
        order: bytes,
        listed: Sequence[str] = LISTED,
        part: int = 1,
        parts: int = 1,
        **more: int,
    ) -> None:
        sha, count = sha256(order).hexdigest(), more.get("count", len(LISTED))
        fields: dict[str, Value] = {"part": part, "parts": parts, "count": count}
        self.write(Kind.PLAN, session=SESSION, order=sha, items=list(listed), **fields)

    def settle(self, *items: str) -> None:
        for item in items:
            session = item.rpartition("/")[0]
            self.write(Kind.OUTCOME, session=session, item=item, outcome="aired", cause="whole")

    @property
    def sorts(self) -> list[Sort]:
        return [one.sort for one in self.found]


def test_a_session_with_its_order_and_one_outcome_for_each_item_agrees() -> None:
    books = Books(ORDER)
    books.plan(ORDER)
    books.settle(*ITEMS)
    assert books.found == []
    assert books.accounts.tally(chain.LOG) == Tally(1)


def test_a_missing_order_is_named_by_session_file_and_record() -> None:
    books = Books()
    books.plan(ORDER)
    name = sha256(ORDER).hexdigest()
    assert books.found == [Discrepancy(Sort.ORDER_MISSING, 1, SESSION, order=name)]


@pytest.mark.parametrize("spoilt", [ORDER[:-1], ORDER + b" ", b"", ORDER.replace(b"p", b"q", 1)])
def test_an_altered_order_is_named(spoilt: bytes) -> None:
    books = Books()
    books.kept[sha256(ORDER).hexdigest()] = spoilt
    books.plan(ORDER)
    assert books.sorts == [Sort.ORDER_ALTERED]


def test_an_order_that_cannot_be_read_is_named_with_the_reason() -> None:
    books = Books()
    books.accounts = Accounts(lambda _sha: Copy(None, "Permission denied"))
    books.plan(ORDER)
    assert [(one.sort, one.detail) for one in books.found] == [
        (Sort.ORDER_MISSING, "Permission denied")
    ]


@pytest.mark.parametrize(
    "listed",
    [
        LISTED[:2],
        [*LISTED, "aaaaaaaa:72000:1"],
        list(reversed(LISTED)),
        [LISTED[0], "4e5f6071:3001:60000", LISTED[2]],
        [],
    ],
)
def test_items_that_the_order_does_not_hold_are_named(listed: list[str]) -> None:
    books = Books(ORDER)
    books.plan(ORDER, listed)
    assert books.sorts == [Sort.ORDER_DIFFERS]


def test_a_count_that_the_order_does_not_have_is_named() -> None:
    books = Books(ORDER)
    books.plan(ORDER, count=2)
    assert books.sorts == [Sort.ORDER_DIFFERS]


def rewrapped(**changes: object) -> bytes:
    envelope = json.loads(ORDER)
    payload = json.loads(b64decode(envelope["payload"])) | changes
    envelope["payload"] = b64encode(json.dumps(payload).encode()).decode()
    return json.dumps(envelope).encode()


@pytest.mark.parametrize(
    "order",
    [
        b"",
        b"no order",
        b"[]",
        b'{"payload":5}',
        b"[" * 100_000,
        order_of(KEY, SESSION, LISTED, kind="approval"),
        order_of(KEY, "another@2026-11-22T05:30", LISTED),
        rewrapped(items=None),
        rewrapped(items=["x"]),
        rewrapped(items=[{"id": 7}]),
        rewrapped(items=[{"id": f"other/{text[:8]}"} for text in LISTED]),
    ],
)
def test_what_is_no_order_of_the_session_is_named_though_its_hash_is_right(order: bytes) -> None:
    books = Books(order)
    books.plan(order)
    assert books.sorts == [Sort.ORDER_DIFFERS]


def test_a_long_plan_is_held_together_over_its_parts() -> None:
    listed = [f"{number:08x}:{number}:1" for number in range(250)]
    order = order_of(KEY, SESSION, listed)
    books = Books(order)
    parts = plan_parts(listed)
    for number, part in enumerate(parts, 1):
        books.plan(order, part, number, len(parts), count=250)
    books.settle(*(f"{SESSION}/{text[:8]}" for text in listed))
    assert books.found == []
    assert books.accounts.tally(chain.LOG) == Tally(1)


def test_a_plan_that_a_kill_cut_off_is_unsettled_and_nothing_worse() -> None:
    books = Books(ORDER)
    books.plan(ORDER, LISTED[:2], 1, 2)
    books.settle(*ITEMS[:2])
    assert books.found == []
    assert books.accounts.tally(chain.LOG).unsettled == (Unsettled(SESSION, 1, 3),)


def test_a_part_that_stands_twice_is_named() -> None:
    books = Books(ORDER)
    books.plan(ORDER)
    books.plan(ORDER)
    assert books.sorts == [Sort.ORDER_DIFFERS]


def test_a_session_is_locked_once() -> None:
    other = order_of(KEY, SESSION, LISTED[:1])
    books = Books(ORDER, other)
    books.plan(ORDER)
    books.plan(other, LISTED[:1], count=1)
    assert books.sorts == [Sort.PLANNED_AGAIN]
    assert books.accounts.tally(chain.LOG).sessions == 1


def test_an_order_is_named_once_for_its_session() -> None:
    books = Books()
    books.plan(ORDER, LISTED[:2], 1, 2)
    books.plan(ORDER, LISTED[2:], 2, 2)
    assert books.sorts == [Sort.ORDER_MISSING]


def test_items_without_an_outcome_are_said_and_no_discrepancy() -> None:
    books = Books(ORDER)
    books.plan(ORDER)
    books.settle(ITEMS[1])
    assert books.found == []
    assert books.accounts.tally(chain.LOG) == Tally(1, (Unsettled(SESSION, 2, 3),))


def test_an_empty_session_is_settled() -> None:
    order = order_of(KEY, SESSION, [])
    books = Books(order)
    books.plan(order, [], count=0)
    assert (books.found, books.accounts.tally(chain.LOG)) == ([], Tally(1))


def test_a_second_outcome_is_named_with_both_records() -> None:
    books = Books(ORDER)
    books.plan(ORDER)
    books.settle(ITEMS[0], ITEMS[1], ITEMS[0])
    assert books.found == [Discrepancy(Sort.SECOND_OUTCOME, 4, SESSION, ITEMS[0], first=2)]


def test_an_outcome_for_what_was_not_planned_is_named() -> None:
    books = Books(ORDER)
    books.plan(ORDER)
    books.settle(f"{SESSION}/ffffffff", "another@2026-11-22T05:30/0a1b2c3d")
    assert books.sorts == [Sort.UNPLANNED_OUTCOME] * 2


def test_a_session_is_settled_in_the_log_after_it() -> None:
    books = Books(ORDER)
    books.plan(ORDER)
    books.settle(ITEMS[0])
    books.go_on_in("next", chain.LOG)
    books.settle(*ITEMS[1:])
    assert books.found == []
    assert (books.accounts.tally(chain.LOG), books.accounts.tally("next")) == (Tally(1), Tally())


def test_a_second_outcome_in_the_log_after_it_names_the_first_ones_log() -> None:
    books = Books(ORDER)
    books.plan(ORDER)
    books.settle(ITEMS[0])
    books.go_on_in("next", chain.LOG)
    books.settle(ITEMS[0])
    (found,) = books.found
    assert (found.seq, found.first, found.first_log) == (1, 2, chain.LOG)


@pytest.mark.parametrize(
    ("previous", "is_whole"), [(chain.LOG, False), ("a-log-that-is-gone", True)]
)
def test_after_a_damaged_or_lost_log_nobody_knows_what_was_planned(
    previous: str, is_whole: bool
) -> None:
    books = Books(ORDER)
    books.go_on_in("next", previous, is_whole=is_whole)
    books.settle(*ITEMS)
    books.plan(ORDER)
    books.settle(f"{SESSION}/ffffffff")
    books.go_on_in("third", "next")
    books.settle("another@2026-11-22T05:30/0a1b2c3d")
    assert books.sorts == [Sort.UNPLANNED_OUTCOME]
    assert books.found[0].item.endswith("ffffffff")


def test_fields_of_any_form_are_survived() -> None:
    books = Books(ORDER)
    for items in ("text", 5, [1, 2]):
        books.write(Kind.PLAN, session=SESSION, order="../../keys", items=items)
    books.write(Kind.OUTCOME, session=7, item=8)
    books.write(Kind.PLAN)
    assert Sort.ORDER_MISSING in books.sorts


def test_other_kinds_of_record_say_nothing_here() -> None:
    accounts = Accounts(lambda _sha: Copy(None))
    records: list[Record] = [decode(raw) for raw in chain.chain(5)]
    assert [found for record in records for found in accounts.take(record)] == []
