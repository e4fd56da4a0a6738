"""What every noun needs from the command line: the home that was named, and who gives the order."""

import json
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from broadcaster.home import ENVIRONMENT as HOME_ENVIRONMENT
from broadcaster.home import Home
from broadcaster.i18n import ENVIRONMENT as LANGUAGE_ENVIRONMENT
from broadcaster.i18n import LANGUAGES, _, use_language

if TYPE_CHECKING:
    from broadcaster.config import Settings
    from broadcaster.desk import Desk

F = TypeVar("F", bound=Callable[..., Any])
PERSON_ENVIRONMENT = "BROADCASTER_PERSON"


@dataclass
class Session:
    """The options that stand before the noun, or after the verb, where people type them too."""

    home: str | None = None
    person: str | None = None
    chose_language: bool = False

    def locate(self) -> Home:
        """Return the home that was named; `HomeError` when there is none."""
        return Home.locate(self.home)

    def wanted_root(self) -> Path:
        """Return the folder that was named, though there may be no home in it."""
        return Path(self.home or os.environ.get(HOME_ENVIRONMENT) or ".")

    def named(self) -> str | None:
        """Return who was named as giving the order, if anybody was."""
        return self.person or os.environ.get(PERSON_ENVIRONMENT) or None

    def desk(self) -> "Desk":
        """Open the home for one command, in the language of its settings unless one was chosen."""
        from broadcaster.desk import Desk  # the database library, only when a home is opened

        home, _settings = self.settings()
        return Desk.open(home, person=self.named())

    def settings(self) -> "tuple[Home, Settings]":
        """Return the home and its settings without opening its database, for a pure reader."""
        from broadcaster.config import read_settings

        home = self.locate()
        settings = read_settings(home.config)
        if not self.chose_language and LANGUAGE_ENVIRONMENT not in os.environ:
            use_language(settings.language)
        return home, settings


def _keep(name: str) -> Callable[[click.Context, click.Parameter, Any], None]:
    def keep(ctx: click.Context, _param: click.Parameter, value: Any) -> None:
        if value is not None:
            setattr(ctx.ensure_object(Session), name, value)

    return keep


def _choose_language(ctx: click.Context, _param: click.Parameter, value: str | None) -> None:
    if value:
        use_language(value)
        ctx.ensure_object(Session).chose_language = True


def common_options(function: F) -> F:
    """Let `--home`, `--as` and `--lang` stand after the verb as well as before the noun."""
    for option in (
        # Names of their own: a verb's argument of the same name would be taken for the option.
        click.option(
            "--home", "session_home", expose_value=False, hidden=True, callback=_keep("home")
        ),
        click.option(
            "--as", "session_person", expose_value=False, hidden=True, callback=_keep("person")
        ),
        click.option(
            "--lang",
            "session_lang",
            type=click.Choice(LANGUAGES),
            expose_value=False,
            hidden=True,
            callback=_choose_language,
        ),
    ):
        function = option(function)
    return function


def show_json(document: object) -> None:
    """Write one JSON document to stdout, readable and in UTF-8."""
    click.echo(json.dumps(document, ensure_ascii=False, indent=2))


def talk(sentence: str) -> None:
    """Say something to the person, on stderr, so that stdout stays data."""
    click.echo(sentence, err=True)


def warn_if_root() -> None:
    """Say on stderr that this runs with more rights than it needs. Nothing is refused."""
    if os.geteuid() == 0:
        talk(
            _(
                "Warning: running as root. A fault in any part could then touch the whole "
                "machine; use an account of its own, as in `systemd/`."
            )
        )
