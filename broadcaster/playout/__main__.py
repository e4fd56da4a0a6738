"""The player's process: `python -m broadcaster.playout --home DIR`.

`broadcaster playout run` replaces itself by this, so that the player is loaded without the
command line, the database and everything else it must not depend on.
"""

import argparse
import faulthandler
import os
import sys
import traceback
from collections.abc import Sequence

from broadcaster.config import read_settings
from broadcaster.errors import EXIT_BUG, BroadcasterError
from broadcaster.home import Home
from broadcaster.i18n import ENVIRONMENT as LANGUAGE_ENVIRONMENT
from broadcaster.i18n import LANGUAGES, _, use_language
from broadcaster.playout.errors import PlayoutError
from broadcaster.playout.moments import parse_moment
from broadcaster.timebase import SystemTime


def main(words: Sequence[str] | None = None) -> int:
    """Run the player until its end; return the exit code. Every error leaves through here."""
    faulthandler.enable()  # so that the watchdog's SIGABRT leaves where each thread stood
    options = _parser().parse_args(words)
    try:
        _run(options)
    except BroadcasterError as error:
        _say(f"broadcaster: {error}")
        if options.debug:
            traceback.print_exc()
        return error.exit_code
    except Exception:
        traceback.print_exc()
        return EXIT_BUG
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="broadcaster.playout", allow_abbrev=False)
    parser.add_argument("--home")
    parser.add_argument("--until")
    parser.add_argument("--virtual")
    parser.add_argument("--output", default="")
    parser.add_argument("--lang", choices=LANGUAGES)
    parser.add_argument("--debug", action="store_true")
    return parser


def _run(options: argparse.Namespace) -> None:
    home = Home.locate(options.home)
    try:
        _play(home, options)
    except OSError as error:  # not of an output, nor of the log: those speak for themselves
        raise PlayoutError.home_unusable(home.root, str(error)) from error


def _play(home: Home, options: argparse.Namespace) -> None:
    settings = read_settings(home.config)
    if options.lang or LANGUAGE_ENVIRONMENT not in os.environ:
        use_language(options.lang or settings.language)
    now, zone = SystemTime().now(), settings.zone_info
    start = parse_moment(options.virtual, zone, now) if options.virtual else now
    until = parse_moment(options.until, zone, start) if options.until else None
    if options.virtual:
        from broadcaster.playout.rehearsal import rehearse

        output = options.output or "null"
        rehearse(home, settings, start, until=until, output=output, say=_say)
        return
    from broadcaster.playout.process.daemon import Daemon

    if os.geteuid() == 0:
        _say(_("broadcaster: running as root; the player needs no rights but to its home."))
    Daemon(home, settings, options.output, _say).run(until)


def _say(sentence: str) -> None:
    sys.stderr.write(sentence + "\n")
    sys.stderr.flush()


if __name__ == "__main__":
    sys.exit(main())
