"""Headlines and relays in a report: named for what they are, and on lines of their own."""

from datetime import UTC, datetime

from broadcaster.i18n import use_language
from broadcaster.reports.layout import subject_title
from broadcaster.reports.model import Group, ItemRow, Subject

NOON = datetime(2026, 11, 22, 5, tzinfo=UTC)
HEADLINE = Subject(title="LỊCH TIÊM CHỦNG", part="headlines", bulletin="khe-ren-2026-0001")
RELAY = Subject(title="VOH", part="relay")


def test_a_headline_and_a_relay_say_what_they_are() -> None:
    use_language("en")
    assert subject_title(HEADLINE, "x/1") == "Headline: LỊCH TIÊM CHỦNG"
    assert subject_title(RELAY, "x/1") == "Relay: VOH"


def test_neither_counts_as_a_bulletin_or_as_a_sound() -> None:
    groups = [ItemRow("x", "s", NOON, 1, subject).group for subject in (HEADLINE, RELAY)]
    assert groups == [Group.HEADLINES, Group.RELAYS]
