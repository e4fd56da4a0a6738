"""The first half of the demo: a station, its people and hours, three bulletins, a plan."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from broadcaster.config import read_settings
from broadcaster.i18n import _
from broadcaster.upkeep.demo import script
from broadcaster.upkeep.demo.play import Play
from broadcaster.upkeep.demo.script import POLICY, DemoBulletin, Times
from broadcaster.upkeep.demo.stage import DemoError

TRIES = 3
Session = dict[str, Any]
"""A running order, or an item of one, as its command shows it."""


def set_up(play: Play) -> None:
    """Make the station with its two people, and vouch for the clock."""
    play.step(_("A station with a key of its own, and two people."))
    stage, root = play.stage, str(play.stage.home.root)
    names = ("--station", script.STATION, "--unit", script.UNIT)
    play.author = stage.json("init", root, *names, by=script.AUTHOR)["administrator"]
    added = stage.run("person", "add", script.APPROVER, "--role", "approver", by=play.author)
    play.approver = added.strip()
    stage.run("time", "confirm", by=play.author)
    play.note(_('Everything of it is in "{path}".').format(path=stage.shown))


def allow_all_day(play: Play) -> None:
    """Sign hours of 24 hours under the document number DEMO."""
    play.step(
        _("{person} signs hours of 24 hours under the document number {policy}.").format(
            person=script.APPROVER, policy=POLICY
        )
    )
    play.set_hours("00:00-24:00")
    play.note(_("Wider hours than the built-in ones need a document number: here it is invented."))


def bring_first(play: Play) -> None:
    """Take one bulletin from text to approval by a second person."""
    play.step(
        _("{author} enters a bulletin and has it spoken; {approver} approves it.").format(
            author=script.AUTHOR, approver=script.APPROVER
        )
    )
    (bulletin,) = _bring(play, script.FIRST)
    play.note(
        _("How it is read, written beside spoken: {command}").format(
            command=play.typed(f"bulletin script {bulletin}")
        )
    )


def bring_others(play: Play, times: Times) -> None:
    """Take two more the same way, and plan again."""
    play.step(_("Two more bulletins come in meanwhile; the later session takes all three."))
    _bring(play, *script.OTHERS)
    sessions = play.stage.json("schedule", "plan", by=play.author)["sessions"]
    _check_plan(play, sessions, times.full_session, 1 + len(script.OTHERS))
    play.note(
        _("Why a bulletin is where it is: {command}").format(
            command=play.typed("schedule explain @last")
        )
    )


def _bring(play: Play, *bulletins: DemoBulletin) -> list[str]:
    ids = [_enter(play, bulletin) for bulletin in bulletins]
    for row in play.stage.json("render", *ids, by=play.author):
        play.note(
            _("{id}: {seconds} s of speech at {loudness} LUFS").format(
                id=row["id"],
                seconds=round(row["duration_ms"] / 1000),
                loudness=row["loudness_lufs"],
            )
        )
    for bulletin in ids:
        play.stage.run("bulletin", "submit", bulletin, by=play.author)
        play.stage.run("bulletin", "approve", bulletin, by=play.approver)
    return ids


def _enter(play: Play, bulletin: DemoBulletin) -> str:
    texts = play.stage.home.root / "texts"
    texts.mkdir(exist_ok=True)
    path = texts / bulletin.file
    path.write_text(bulletin.text, encoding="utf-8")
    words = ("bulletin", "add", str(path), *bulletin.options)
    added: str = play.stage.json(*words, by=play.author)["id"]
    return added


def plan_first(play: Play) -> Times:
    """Apply two programmes and plan; choose later starts when the machine was too slow for it."""
    play.step(_("Two programmes for the demo take the place of the shipped ones, and are planned."))
    zone = read_settings(play.stage.home.config).zone_info
    for _try in range(TRIES):
        times = script.choose_times(play.time.now(), zone)
        _write_programmes(play, times)
        play.stage.run("programme", "apply", "--yes", by=play.author)
        sessions = play.stage.json("schedule", "plan", by=play.author)["sessions"]
        if play.fast or play.time.now() < times.last_call:
            items = _check_plan(play, sessions, times.short_session, 1)
            last_ms = max(item["offset_ms"] + item["length_ms"] for item in items)
            return replace(times, length=timedelta(milliseconds=last_ms))
        late = _("Too slow for the start at {time}; once more.").format(time=f"{times.first:%H:%M}")
        play.note(late)
    raise DemoError.broken_promise(
        _("the plan is ready before its session"), _("this machine was too slow three times")
    )


def _write_programmes(play: Play, times: Times) -> None:
    folder = play.stage.home.playlists
    for path in folder.glob("*.toml"):
        path.unlink()
    for name, content in script.programmes(times).items():
        (folder / name).write_text(content, encoding="utf-8")


def _check_plan(play: Play, sessions: list[Session], session: str, count: int) -> list[Session]:
    items = [item for one in sessions if one["session"] == session for item in one["items"]]
    titles = [item["title"] for item in items if item["bulletin"]]
    if len(titles) != count:
        raise DemoError.broken_promise(
            _("{session} holds {count} bulletins").format(session=session, count=count),
            "; ".join(titles) or "-",
        )
    play.note(f"{session}: {'; '.join(titles)}")
    return items
