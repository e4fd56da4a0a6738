"""Ask for a PIN so that nobody reads it: not on the screen, nor among the words of a process."""

import sys

import click

from broadcaster.i18n import _

LONGEST_LINE = 200


def ask_pin(prompt: str, *, twice: bool = False) -> str:
    """Return what is typed, unseen; without a terminal, the next line of standard input."""
    if not sys.stdin.isatty():
        return sys.stdin.readline(LONGEST_LINE).strip()
    again: bool | str = _("Once more") if twice else False
    typed: str = click.prompt(prompt, hide_input=True, confirmation_prompt=again, err=True)
    return typed
