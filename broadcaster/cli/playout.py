"""`broadcaster playout`: run the player, see what it does, and step in."""

import sys

import click

from broadcaster.cli.maintenance import maintenance_command
from broadcaster.cli.playout_emergency import emergency_command
from broadcaster.cli.session import Session, common_options, show_json, talk
from broadcaster.i18n import _, language

JSON = click.option("--json", "as_json", is_flag=True, help="Write one JSON document.")


@click.group("playout")
def playout_command() -> None:
    """Run the player, see what is on air and next, and step in."""


playout_command.add_command(emergency_command)
playout_command.add_command(maintenance_command)


@playout_command.command("run")
@click.option("--until", help="Stop then: 06:30, '2026-11-22 06:30', or RFC 3339.")
@click.option("--virtual", help="Rehearse on a virtual clock from then on, as fast as it goes.")
@click.option("--output", default="", help="As the setting `output`.")
@common_options
@click.pass_obj
def run_command(session: Session, until: str | None, virtual: str | None, output: str) -> None:
    """Run the player in this process until it is stopped.

    A process that never opens the database takes this one's place.
    """
    import os

    home, _settings = session.settings()
    words = ["--home", str(home.root), "--lang", language()]
    for name, value in (("--until", until), ("--virtual", virtual), ("--output", output)):
        if value:
            words.append(f"{name}={value}")
    if "--debug" in sys.argv:
        words.append("--debug")
    sys.stdout.flush()
    # Ours, with a list, and no shell: this program is replaced, so that its process id stays.
    os.execv(sys.executable, [sys.executable, "-m", "broadcaster.playout", *words])  # noqa: S606


@playout_command.command("status")
@JSON
@common_options
@click.pass_obj
@click.pass_context
def status_command(ctx: click.Context, session: Session, as_json: bool) -> None:
    """Show what is on air and next; exit 1 when the player is down or an alarm stands."""
    from broadcaster.cli.playout_view import show_status
    from broadcaster.operating.looking import status
    from broadcaster.playout.status import is_well
    from broadcaster.timebase import SystemTime

    home, settings = session.settings()
    document = status(home, SystemTime())
    if reason := document.get("reason"):
        talk(reason)
    if as_json:
        show_json(document)
    else:
        show_status(document, settings.zone_info)
    if not is_well(document):
        ctx.exit(1)


@playout_command.command("mute")
@click.option("--until", help="Sound again by itself then: 06:30, '2026-11-22 06:30', RFC 3339.")
@common_options
@click.pass_obj
def mute_command(session: Session, until: str | None) -> None:
    """Fall silent at once, and stay so; also across a restart."""
    from broadcaster.operating import actions
    from broadcaster.timebase import from_rfc3339

    desk = session.desk()
    answer = actions.mute(desk, actions.mute_end(desk, until or ""))
    if answer["until"]:
        local = from_rfc3339(answer["until"]).astimezone(desk.settings.zone_info)
        talk(_("Muted until {time}.").format(time=f"{local:%d/%m/%Y %H:%M:%S}"))
    else:
        talk(_("Muted until somebody runs `broadcaster playout unmute`."))


@playout_command.command("unmute")
@common_options
@click.pass_obj
def unmute_command(session: Session) -> None:
    """Let what comes next sound again."""
    from broadcaster.operating import actions

    answer = actions.unmute(session.desk())
    talk(_("Sound again.") if answer["was_muted"] else _("It was not muted."))


@playout_command.command("stop-all")
@common_options
@click.pass_obj
def stop_all_command(session: Session) -> None:
    """Stop what is on air and the rest of its session; later sessions stay."""
    from broadcaster.operating import actions

    answer = actions.stop_all(session.desk())
    if answer["stopped"]:
        talk(_("Stopped: {session}.").format(session=answer["stopped"]))
    else:
        talk(_("No session was on air."))


@playout_command.command("announce")
@click.argument("cut")
@JSON
@common_options
@click.pass_obj
def announce_command(session: Session, cut: str, as_json: bool) -> None:
    """Put an approved CUT (or its bulletin) on air, after the item that sounds.

    One of class emergency does not wait: what sounds gives way, and goes on at its sentence.
    """
    from broadcaster.operating import actions

    answer = actions.announce(session.desk(), cut)
    if as_json:
        show_json(answer)
    if answer["at_once"]:
        talk(_("Accepted: {title}. It sounds at once.").format(title=answer["title"]))
    else:
        talk(
            _("Accepted: {title}. It sounds after the present item.").format(title=answer["title"])
        )


@playout_command.group("live")
def live_command() -> None:
    """Speak live through a sound input, within an approved window."""


@live_command.command("open")
@click.argument("window")
@click.option("--minutes", type=click.IntRange(1, 240), help="Close it by itself after so long.")
@JSON
@common_options
@click.pass_obj
def live_open_command(session: Session, window: str, minutes: int | None, as_json: bool) -> None:
    """Open the approved WINDOW of a sound input; it sounds after the present item."""
    from broadcaster.operating import actions
    from broadcaster.timebase import from_rfc3339

    desk = session.desk()
    answer = actions.open_live(desk, window, minutes or 0)
    if as_json:
        show_json(answer)
    local = from_rfc3339(answer["until"]).astimezone(desk.settings.zone_info)
    talk(
        _("Open: {title}, until {time} at the latest. It sounds after the present item.").format(
            title=answer["title"], time=f"{local:%H:%M:%S}"
        )
    )


@live_command.command("close")
@common_options
@click.pass_obj
def live_close_command(session: Session) -> None:
    """Close the live window that is open."""
    from broadcaster.operating import actions

    answer = actions.close_live(session.desk())
    talk(_("Closed.") if answer["was_open"] else _("No live window was open."))


@playout_command.command("test")
@click.option("--cluster", default="", help="Sound in this cluster alone (see `cluster list`).")
@JSON
@common_options
@click.pass_obj
def test_command(session: Session, cluster: str, as_json: bool) -> None:
    """Say "thử loa" by the loudspeakers, to hear whether they work; logged as a test."""
    from broadcaster.operating import actions

    answer = actions.test(session.desk(), cluster)
    if as_json:
        show_json(answer)
    talk(_("Accepted: {title}. It sounds after the present item.").format(title=answer["title"]))
