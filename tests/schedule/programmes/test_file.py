from pathlib import Path

import pytest

from broadcaster.schedule.calendar.patterns import EVERY_DAY
from broadcaster.schedule.programmes.file import ProgrammeFileError, read_programme
from broadcaster.schedule.programmes.model import LatePolicy, Overrun, PartKind, PartOrder

TEMPLATES = Path(__file__).parents[3] / "playlists"
GOOD = """
name = "tin-sang"
title = "Tin sáng"
recurrence = "daily"
start = "05:30"
longest_minutes = 30
zones = ["all"]
[[layout]]
part = "items"
"""


def mistakes_in(toml: str) -> list[str]:
    with pytest.raises(ProgrammeFileError) as refusal:
        read_programme(toml, ["all", "thon-1"])
    return refusal.value.mistakes


def changed(key: str, line: str) -> str:
    lines = [line if row.startswith(f"{key} =") else row for row in GOOD.splitlines()]
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("name", ["ban-tin-sang", "ban-tin-chieu"])
def test_the_shipped_templates_are_programmes(name: str) -> None:
    programme = read_programme((TEMPLATES / f"{name}.toml").read_text("utf-8"), ["all"])
    assert programme.name == name
    assert programme.recurrence.days == EVERY_DAY
    assert {PartKind.IDENT, PartKind.ITEMS, PartKind.CLOSING} <= {p.kind for p in programme.layout}


def test_a_layout_keeps_its_order_and_its_rules() -> None:
    programme = read_programme(
        GOOD
        + 'separator = "chime"\nclass = ["priority"]\ncolumn = ["An ninh", "Y tế"]\nmax_items = 3\n'
        + 'max_minutes = 10\nlate = "skip"\ngrace_s = 5\n'
        + '[[layout]]\npart = "music"\nstart = "hard"',
        ["all"],
    )
    items, music = programme.layout
    assert (items.sound, items.max_items, items.max_ms) == ("chime", 3, 600_000)
    assert (items.filter.classes, items.filter.columns) == (("priority",), ("An ninh", "Y tế"))
    assert (items.late, items.grace_ms, items.overrun) == (LatePolicy.SKIP, 5000, Overrun.FINISH)
    assert (music.sound, music.hard_start, music.overrun) == ("music", True, Overrun.CUT)


def test_what_is_late_may_differ_by_class() -> None:
    programme = read_programme(GOOD + 'late = { normal = "skip" }', ["all"])
    (part,) = programme.layout
    assert part.late_policy_of("normal") is LatePolicy.SKIP
    assert part.late_policy_of("priority") is LatePolicy.PLAY


@pytest.mark.parametrize(
    ("late", "quoted"),
    [
        ('late = "join"', "play, skip"),
        ('late = { emergency = "play" }', "priority, normal"),
        ('late = { normal = "join" }', "play, skip"),
    ],
)
def test_speech_is_not_joined_and_an_emergency_is_not_planned(late: str, quoted: str) -> None:
    (mistake,) = mistakes_in(f"{GOOD}{late}")
    assert quoted in mistake


def test_music_may_be_joined_and_faded() -> None:
    text = GOOD + '[[layout]]\npart = "music"\nlate = "join"\noverrun = "fade"'
    music = read_programme(text, ["all"]).layout[1]
    assert (music.late, music.overrun) == (LatePolicy.JOIN, Overrun.FADE)


def test_a_weekly_programme_names_its_days() -> None:
    weekly = changed("recurrence", 'recurrence = "weekly"\ndays = ["tue", "sun"]')
    assert read_programme(weekly, ["all"]).recurrence.days == frozenset({2, 7})


@pytest.mark.parametrize(
    ("key", "line", "quoted"),
    [
        ("start", 'start = "25:61"', 'start = "25:61"'),
        ("start", "start = 05:30:00", 'start = "05:30:00"'),
        ("name", 'name = "../etc"', '"../etc"'),
        ("title", 'title = "Tin\\nsáng"', '"Tin\\nsáng"'),
        ("recurrence", 'recurrence = "hourly"', "daily, weekly"),
        ("recurrence", 'recurrence = "weekly"', '"days" is missing'),
        ("recurrence", 'recurrence = "daily"\ndays = ["mon"]', 'days = ["mon"]'),
        ("recurrence", 'recurrence = "weekly"\ndays = ["t2"]', "mon, tue"),
        ("recurrence", 'recurrence = "weekly"\ndays = ["mon", "mon"]', "twice"),
        ("longest_minutes", "longest_minutes = 1440", "longest_minutes = 1440"),
        ("longest_minutes", "longest_minutes = true", "longest_minutes = true"),
        ("zones", 'zones = ["thon-9"]', "all, thon-1"),
        ("zones", "zones = []", "zones = []"),
        ("title", 'title = "Tin"\nvolume = 3', '"volume" is no key here'),
    ],
)
def test_each_mistake_names_its_key_and_its_value(key: str, line: str, quoted: str) -> None:
    (mistake,) = mistakes_in(changed(key, line))
    assert quoted in mistake


RELAY = '[[layout]]\npart = "relay"\nsource = "voh"\nminutes = 10\nat = "05:45"\n'


def test_headlines_keep_a_minute_unless_their_part_says_otherwise() -> None:
    for line, minutes in (("", 1), ("max_minutes = 3", 3)):
        layout = read_programme(f'{GOOD}[[layout]]\npart = "headlines"\n{line}', None).layout
        assert layout[1].max_ms == minutes * 60_000
    (mistake,) = mistakes_in(GOOD + '[[layout]]\npart = "headlines"\n' * 2)
    assert "headlines twice" in mistake


def test_a_relay_may_name_a_sound_for_when_it_is_lost() -> None:
    part = read_programme(GOOD + RELAY + 'fallback = "music"\n', None).layout[-1]
    assert part.fallback == "music"
    mistakes = mistakes_in(GOOD + RELAY + 'fallback = "alert"\n')
    assert any("fallback" in one and "alert" in one for one in mistakes)


def test_a_relay_names_its_source_and_how_long_it_lasts() -> None:
    part = read_programme(GOOD + RELAY, None).layout[1]
    assert (part.relay, part.max_ms, part.at, part.hard_start) == ("voh", 600_000, 345, True)
    assert part.overrun is Overrun.CUT
    mistakes = mistakes_in(GOOD + '[[layout]]\npart = "relay"\n')
    assert [mistake.split(": ")[1] for mistake in mistakes] == [
        "source\" is missing", "minutes\" is missing",
    ]  # fmt: skip


@pytest.mark.parametrize("at", ["05:20", "05:51", "17:00"])
def test_a_relay_lies_within_a_session(at: str) -> None:
    (mistake,) = mistakes_in(GOOD + RELAY.replace("05:45", at))
    assert f'layout 2: at = "{at}"' in mistake


def test_the_sample_of_a_noon_programme_is_one() -> None:
    text = (TEMPLATES / "ban-tin-trua.toml.mau").read_text(encoding="utf-8")
    kinds = [part.kind for part in read_programme(text, ["all"]).layout]
    assert {PartKind.HEADLINES, PartKind.RELAY, PartKind.FEATURE} <= set(kinds)


def test_a_feature_names_what_it_is_by_a_filter() -> None:
    (mistake,) = mistakes_in(GOOD + '[[layout]]\npart = "feature"')
    assert mistake == (
        'layout 2: part = "feature": needs a filter: class, column, kind, language, origin'
    )
    (part,) = read_programme(
        GOOD + '[[layout]]\npart = "feature"\nkind = ["feature"]\nmax_minutes = 15', None
    ).layout[1:]
    assert (part.max_items, part.max_ms) == (1, 15 * 60_000)


def test_a_part_of_bulletins_says_in_which_order_it_takes_them() -> None:
    part = read_programme(GOOD + 'order = "newest"', None).layout[0]
    assert part.order is PartOrder.NEWEST
    (mistake,) = mistakes_in(GOOD + 'order = "random"')
    assert "approval, newest, shortest, column" in mistake


@pytest.mark.parametrize("name", ["alert", "alert-lu", "bed", "test"])
def test_an_alert_and_a_bed_have_no_place_in_a_layout(name: str) -> None:
    for key in (f'opener = "{name}"', f'[[layout]]\npart = "music"\nsound = "{name}"'):
        (mistake,) = mistakes_in(GOOD + key)
        assert f'"{name}"' in mistake
        assert "emergencies" in mistake


def test_an_emergency_has_no_place_in_a_filter() -> None:
    (mistake,) = mistakes_in(GOOD + 'class = ["emergency"]')
    assert "priority, normal" in mistake


def test_a_filter_belongs_to_items_only() -> None:
    (mistake,) = mistakes_in(GOOD + '[[layout]]\npart = "ident"\nclass = ["normal"]')
    assert '"layout 2: class" is no key here' in mistake


def test_every_mistake_is_listed_at_once() -> None:
    wrong = changed("start", 'start = "25:61"').replace('title = "Tin sáng"', "colour = 1")
    found = mistakes_in(wrong + 'max_items = 0\n[[layout]]\npart = "weather"')
    assert [m.split(":")[0].split(" =")[0] for m in found] == [
        '"title" is missing',
        "start",
        "layout 1",
        "layout 2",
        '"colour" is no key here; the keys are name, title, recurrence, starts, start, from, '
        "until, also, except, holidays, change, longest_minutes, zones, layout",
    ]


def test_an_empty_file_names_every_missing_key() -> None:
    assert len(mistakes_in("")) == 7


def test_what_is_not_toml_says_where() -> None:
    (mistake,) = mistakes_in("name = \n")
    assert "not TOML" in mistake
    assert "line 1" in mistake
