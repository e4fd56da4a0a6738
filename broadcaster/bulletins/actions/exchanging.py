"""Carry a layer of the lexicon to and from a file, for a spreadsheet or another station."""

import sys
from pathlib import Path
from typing import BinaryIO

from broadcaster.bulletins.actions.altering import Coming
from broadcaster.bulletins.actions.changing_lexicon import Changed, change_lexicon
from broadcaster.bulletins.actions.lexicon import lexicon_list
from broadcaster.bulletins.errors import BulletinsError
from broadcaster.bulletins.lexicon_errors import LexiconError
from broadcaster.bulletins.lexicon_file import LARGEST_MB, read_lexicon, write_lexicon
from broadcaster.desk import Desk
from broadcaster.home import read_plain, write_atomically
from broadcaster.i18n import _

STDIN = "-"
_MOST = LARGEST_MB * 1_000_000 + 1


def lexicon_export(desk: Desk, out: Path | None = None, *, unit: str | None = None) -> str:
    """Return the file of a layer, written to `out` as well when one is given.

    The file is replaced whole or not at all. `LexiconError` when it cannot be written; a device
    or a pipe is refused, because it would be replaced too.
    """
    text = write_lexicon(lexicon_list(desk, unit))
    if out is not None:
        if out.exists() and not out.is_file():
            raise LexiconError.cannot_write(out, _("it is not a plain file"))
        try:
            write_atomically(out, text.encode())
        except OSError as error:
            raise LexiconError.cannot_write(out, error.strerror or str(error)) from error
    return text


def lexicon_import(
    desk: Desk,
    named: str,
    *,
    unit: str | None = None,
    whole: bool = False,
    coming: Coming | None = None,
    dry_run: bool = False,
    stdin: BinaryIO | None = None,
) -> Changed:
    """Take the entries of a file (standard input for `-`) into a layer, all or none.

    The same form and context replaces; with `whole` what the file does not hold goes. Who decided
    an entry stays beside it as the file states it; whoever imports is answerable here.
    """
    entries = read_lexicon(_bytes(named, stdin), named)
    return change_lexicon(desk, entries, unit=unit, whole=whole, coming=coming, dry_run=dry_run)


def _bytes(named: str, stdin: BinaryIO | None) -> bytes:
    if named == STDIN:
        return (stdin or sys.stdin.buffer).read(_MOST)
    try:
        return read_plain(Path(named), _MOST)
    except OSError as error:
        raise BulletinsError.unreadable(named, error.strerror or str(error)) from error
