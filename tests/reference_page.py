"""Write `docs/reference.md` from the program itself: `python -m tests.reference_page`.

And `docs/audit/kiem-tra.sha256`, the hash by which an inspector knows the page that verifies.

Words stand once, beside the code they describe: help of commands and options, the note below
each setting. What no code says (exit codes, entry point groups) stands here.
"""

import ast
import inspect
import re
from collections.abc import Iterator
from dataclasses import dataclass, fields
from pathlib import Path

import click

import broadcaster
from broadcaster import config
from broadcaster.audit.page_file import NAME, page_sha256
from broadcaster.cli import root

PACKAGE = Path(broadcaster.__file__).parent
PAGE = PACKAGE.parent / "docs" / "reference.md"
HASH = PACKAGE.parent / "docs" / "audit" / "kiem-tra.sha256"
COMMON = ("--home", "--as", "--lang", "--json", "--help")
"""Options described once, at the top."""

PLAIN = {
    "--village": "Village or quarter it stands in.",
    "--latitude": "Degrees north.",
    "--longitude": "Degrees east.",
    "--technology": "How it is reached.",
    "--volume": "Highest volume, in percent.",
    "--installed": "Day it was put up.",
    "--warranty": "Last day of its warranty.",
    "--note": "Anything else.",
    "--format": "Form of what is written.",
    "--window": "A window of the day; may be given more than once.",
    "--lock-lead": "How long before its start a session is locked.",
    "--phone": "Telephone number.",
    "--port": "Port to listen on.",
    "--say": "What should be said instead, as LINE=TEXT.",
    "--region": "Whose words and pronunciation are used.",
    "--address": "Where it is.",
    "--role": "Which of these.",
    "--kind": "Which of these.",
}
"""What an option means whose name leaves a command nothing to add."""

GROUPS = {
    "broadcaster.voices": "A function without parameters that returns voices "
    "(`voices.model.Voice`). One that fails is listed with its reason and left out.",
    "broadcaster.outputs": "A callable that takes what stands after `kind:` and returns an "
    "output (`playout.outputs.model.Output`). A built-in kind is never replaced.",
}

EXITS = {
    0: "Done.",
    1: "Refused or failed: one line on stderr says what was wrong, where, and what to do.",
    2: "Usage: the command was not understood.",
    70: "A bug of ours: a traceback, to be reported.",
    130: "Interrupted from the keyboard.",
}

WHEN = {
    "recurrence": "`daily`, or one of the rows below with its own keys.",
    "weekly": '`days = ["mon", "sat"]`.',
    "monthly": '`days`: 1 to 31, -1 for the last day, `"2mon"`, `"-1fri"`.',
    "lunar": '`days`: of every lunar month (1, 15, -1), or dates such as `"10/03"` and `"-1/12"`. '
    'Leap months are kept for the former, not for the latter; `leap_months = "also"` or `"skip"`.',
    "market": "`every = 5` or `6`, and `base`, the date of one market.",
    "rule": "`rule`, an RFC 5545 rule of days, such as `FREQ=MONTHLY;BYDAY=MO;BYSETPOS=-1`; "
    "`base`, the date it counts from, where it needs one.",
    "start, starts": 'One start, `"05:30"`, or several of a day, `["05:30", "17:00"]`.',
    "from, until": "The first and the last date of its season.",
    "except, also": "Dates without it, and dates with it beside all the rest.",
    "holidays": "`skip`, `only` or `also`; a Saturday worked in exchange then counts as the "
    "weekday it is worked for.",
    "[[change]]": "One day: `date`, and either `cancelled = true` or any of `start`, "
    "`longest_minutes`, `title`; `of` names the start where there are several.",
}
"""When a programme fires, as its file says it: what no command and no setting tells."""

HEAD = """\
# Reference

Written by `python -m tests.reference_page` from the program itself; `make test` fails when it is
behind. English here; what the program prints is Vietnamese unless `--lang en` is given.

## Commands

`broadcaster NOUN VERB`. Data goes to stdout, talk to stderr. These options may stand before the
noun or after the verb, wherever they make sense:

- `--home DIR`: the folder of the station; else `BROADCASTER_HOME`, else the current folder.
- `--as PERSON`: who gives the order (id, unique tail or full name); else `BROADCASTER_PERSON`.
- `--lang vi|en`: language of what is printed; else `BROADCASTER_LANG`, else the home's setting.
- `--json`: one JSON document with English codes, wherever a command lists or shows.
- `--debug`: before the noun; show the traceback of a refusal.

Where a command takes an ID, a unique tail of it will do, and `@last` is the newest.
"""


@dataclass(frozen=True)
class Leaf:
    """One command that does something, with its words: `bulletin add`."""

    words: tuple[str, ...]
    command: click.Command


def leaves() -> Iterator[Leaf]:
    """Yield every command of the tree, in alphabetical order."""
    context = click.Context(root)
    for noun in root.list_commands(context):
        command = root.get_command(context, noun)
        assert command is not None
        yield from _below(command, (noun,))


def _below(command: click.Command, words: tuple[str, ...]) -> Iterator[Leaf]:
    if not isinstance(command, click.Group):
        yield Leaf(words, command)
        return
    if command.invoke_without_command:
        yield Leaf(words, command)
    for name, verb in sorted(command.commands.items()):
        yield from _below(verb, (*words, name))


def options_of(leaf: Leaf) -> list[click.Option]:
    """Return the options to describe with the command."""
    return [
        parameter
        for parameter in leaf.command.params
        if isinstance(parameter, click.Option)
        and not parameter.hidden
        and parameter.opts[0] not in COMMON
    ]


def help_of(option: click.Option) -> str:
    """Return what an option does, in words; empty when nobody said."""
    return option.help or PLAIN.get(option.opts[0], "")


def groups() -> set[str]:
    """Return every entry point group the sources ask for."""
    pattern = re.compile(r"^GROUP = \"(broadcaster\.[a-z]+)\"$", re.MULTILINE)
    return {
        name
        for path in PACKAGE.rglob("*.py")
        for name in pattern.findall(path.read_text(encoding="utf-8"))
    }


def setting_notes() -> dict[str, str]:
    """Return the note below each field of `Settings`."""
    tree = ast.parse(Path(config.__file__).read_text(encoding="utf-8"))
    (settings,) = [n for n in tree.body if isinstance(n, ast.ClassDef) and n.name == "Settings"]
    notes: dict[str, str] = {}
    name = ""
    for node in settings.body:
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            name = node.target.id
        elif name and isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            notes[name] = " ".join(str(node.value.value).split())
            name = ""
    return notes


def page() -> str:
    """Return the whole page."""
    return "\n".join([HEAD, *_commands(), *_when(), *_settings(), *_exits(), *_groups()])


def page_hash() -> str:
    """Return the line by which `sha256sum -c` checks a copy of the inspector's page."""
    return f"{page_sha256()}  {NAME}\n"


def _commands() -> Iterator[str]:
    noun = ""
    for leaf in leaves():
        if leaf.words[0] != noun:
            noun = leaf.words[0]
            yield f"### {noun}\n"
        yield from _command(leaf)
        yield ""


def _command(leaf: Leaf) -> Iterator[str]:
    context = click.Context(leaf.command, info_name=" ".join(leaf.words))
    pieces = [p for p in leaf.command.collect_usage_pieces(context) if p != "[OPTIONS]"]
    yield f"**`broadcaster {' '.join([*leaf.words, *pieces])}`**\n"
    text = inspect.cleandoc(leaf.command.help or "").replace("\b\n", "")
    yield f"{text}\n" if text else ""
    for option in options_of(leaf):
        yield _option(option, context)


def _option(option: click.Option, context: click.Context) -> str:
    names = ", ".join(f"`{name}`" for name in (*option.opts, *option.secondary_opts))
    value = "" if option.is_flag else f" `{option.make_metavar()}`"
    default = option.get_default(context)
    shown = "" if option.is_flag or default in (None, (), "") else f" Default: `{default}`."
    return f"- {names}{value}: {help_of(option)}{shown}"


def _when() -> Iterator[str]:
    yield "## When a programme fires\n"
    yield "Keys of a programme's file. Dates and clocks are the station's, from 2020 to 2100. The"
    yield "home's `holidays.toml` adds, removes and swaps days (`broadcaster holiday apply`).\n"
    yield "| key | what it is |\n|---|---|"
    yield from (f"| `{key}` | {meaning} |" for key, meaning in WHEN.items())
    yield ""


def _settings() -> Iterator[str]:
    yield "## Settings\n"
    yield "In `broadcaster.toml` of a home. Only what differs from these defaults has to stand"
    yield "there; an unknown name or a wrong value is refused, all mistakes at once.\n"
    yield "| setting | default | what it is |\n|---|---|---|"
    notes = setting_notes()
    for field in fields(config.Settings):
        default = f"`{field.default!r}`".replace("'", '"')
        yield f"| `{field.name}` | {default} | {notes.get(field.name, '')} |"
    yield ""


def _exits() -> Iterator[str]:
    yield "## Exit codes\n"
    yield "| code | meaning |\n|---|---|"
    yield from (f"| {code} | {meaning} |" for code, meaning in EXITS.items())
    yield ""


def _groups() -> Iterator[str]:
    yield "## Entry point groups\n"
    yield "Other packages add to the station under these names.\n"
    yield "| group | what it names |\n|---|---|"
    yield from (f"| `{name}` | {meaning} |" for name, meaning in GROUPS.items())
    yield ""


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
    HASH.write_text(page_hash(), encoding="utf-8")
