"""Which sessions are in each other's way."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from broadcaster.schedule.sessions.sharing import Sharing, Span
from broadcaster.units import Zone, ZoneMap
from tests.schedule.conftest import NOW

ZONES = ZoneMap.of(
    (
        Zone("thon-1", "Thôn 1", "dai", ("cho", "dinh")),
        Zone("trung-tam", "Trung tâm", "dai", ("cho",)),
        Zone("thon-2", "Thôn 2", "dai", ("truong",)),
    )
)


def span(first_s: int, last_s: int, *zones: str) -> Span:
    start, end = (NOW + timedelta(seconds=second) for second in (first_s, last_s))
    return Span(start, end, zones or ("all",))


def test_a_player_with_one_output_sounds_one_session_at_a_time_wherever_it_is() -> None:
    one, other = span(0, 60, "thon-1"), span(30, 90, "thon-2")
    assert Sharing(ZONES).collide(one, other)


def test_with_several_outputs_only_sessions_collide_that_share_a_loudspeaker() -> None:
    several = Sharing(ZONES, outputs=4)
    one = span(0, 60, "thon-1")
    assert not several.collide(one, span(30, 90, "thon-2"))
    assert several.collide(one, span(30, 90, "trung-tam"))
    assert several.collide(one, span(30, 90))


def test_sessions_that_touch_do_not_collide_unless_the_amplifier_needs_its_lead() -> None:
    assert not Sharing(ZONES).collide(span(0, 60), span(60, 90))
    assert Sharing(ZONES, lead_ms=1).collide(span(0, 60), span(60, 90))
    assert not Sharing(ZONES, lead_ms=5000).collide(span(0, 60), span(65, 90))


SPANS = st.builds(
    lambda start, length, zone: span(start, start + length, zone),
    st.integers(0, 200), st.integers(1, 100), st.sampled_from(["all", "thon-1", "thon-2"]),
)  # fmt: skip


@given(SPANS, SPANS, st.integers(0, 60_000), st.integers(1, 2))
def test_collision_is_mutual_and_silence_of_the_lead_lies_between_the_others(
    one: Span, other: Span, lead_ms: int, outputs: int
) -> None:
    sharing = Sharing(ZONES, lead_ms, outputs)
    assert sharing.collide(one, other) == sharing.collide(other, one)
    if not sharing.collide(one, other) and outputs == 1:
        first, second = sorted((one, other), key=lambda each: each.start)
        assert second.start - first.end >= timedelta(milliseconds=lead_ms)
