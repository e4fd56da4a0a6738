"""`broadcaster demo`: see and hear the whole way of a bulletin, in a station made for it."""

from pathlib import Path

import click

from broadcaster.cli.session import Session, common_options, talk

FOLDER = "demo-home"


@click.command("demo")
@click.option("--fast", is_flag=True, help="All of it on the virtual clock, in seconds.")
@common_options
@click.pass_obj
def demo_command(session: Session, fast: bool) -> None:
    """Make a station in ./demo-home (or --home), broadcast three bulletins, refuse a session.

    An earlier demo there is moved aside; anything else there is left alone. Uses no network, and
    ends with 0 only when everything it says was found to be so.
    """
    from broadcaster.upkeep.demo import run_demo

    run_demo(Path(session.home or FOLDER), fast=fast, say=talk, show=click.echo)
