"""The command line: one module per noun, each with the click group or command of that name.

Nothing but names is imported here. A noun's module, and with it the audio, database and speech
libraries it needs, is loaded when that noun is typed.
"""

import sys
import traceback
from importlib import import_module

import click

from broadcaster import __version__
from broadcaster.errors import EXIT_BUG, BroadcasterError
from broadcaster.i18n import ENVIRONMENT as LANGUAGE_ENVIRONMENT
from broadcaster.i18n import LANGUAGES, _, use_language

NOUNS = {
    "agency": "agency",
    "backup": "backup",
    "bulletin": "bulletin",
    "cache": "cache",
    "cluster": "cluster",
    "demo": "demo",
    "doctor": "doctor",
    "emergency": "emergency",
    "export": "render",
    "feedback": "feedback",
    "holiday": "holiday",
    "hours": "hours",
    "index": "index",
    "init": "init",
    "journal": "journal",
    "lexicon": "lexicon",
    "mandate": "mandate",
    "migrate": "migrate",
    "offer": "offer",
    "person": "person",
    "playout": "playout",
    "policy": "policy",
    "programme": "programme",
    "read": "read",
    "relay": "relay",
    "render": "render",
    "report": "report",
    "restore": "backup",
    "schedule": "schedule",
    "sound": "sound",
    "station": "station",
    "time": "time",
    "unit": "unit",
    "user": "user",
    "voice": "voice",
    "web": "web",
    "workplan": "workplan",
    "zone": "zone",
}
"""Command name -> module under `broadcaster.cli`, which holds it as `<name>_command`."""


class Nouns(click.Group):
    """A click group that imports a noun's module only when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the nouns in alphabetical order."""
        return sorted(NOUNS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import and return one noun's command."""
        module = NOUNS.get(cmd_name)
        if module is None:
            return None
        loaded = import_module(f"broadcaster.cli.{module}")
        command: click.Command = getattr(loaded, f"{cmd_name}_command")
        return command


@click.command(cls=Nouns, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="broadcaster")
@click.option("--home", help="Folder of the station; else BROADCASTER_HOME, else this folder.")
@click.option("--as", "person", help="Who gives the order; else BROADCASTER_PERSON.")
@click.option("--lang", type=click.Choice(LANGUAGES), envvar=LANGUAGE_ENVIRONMENT)
@click.option("--debug", is_flag=True, help="Show the traceback of a refusal.")
@click.pass_context
def root(
    ctx: click.Context, home: str | None, person: str | None, lang: str | None, debug: bool
) -> None:
    """Turn bulletins into speech, schedule them, play them, and prove what was broadcast."""
    from broadcaster.cli.session import Session

    if lang:
        use_language(lang)
    ctx.obj = Session(home, person, chose_language=bool(lang))


def main() -> None:
    """Run the command line; the one funnel through which every error leaves.

    A refusal of ours is one line on stderr and exit 1. Anything else is a bug: a traceback and
    exit 70. `--debug` shows the traceback of a refusal too.
    """
    debug = "--debug" in sys.argv
    try:
        asked = root(standalone_mode=False)  # the code of `ctx.exit`, else what the verb returned
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except click.Abort:
        sys.exit(130)
    except BroadcasterError as error:
        if debug:
            traceback.print_exc()
        click.echo(f"broadcaster: {error}", err=True)
        sys.exit(error.exit_code)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
    except Exception:
        traceback.print_exc()
        click.echo(_("broadcaster: a bug of ours, please report the lines above"), err=True)
        sys.exit(EXIT_BUG)
    sys.exit(asked if isinstance(asked, int) else 0)
