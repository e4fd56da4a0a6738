"""`broadcaster cache`: the audio files of this station."""

import click

from broadcaster.cli.session import Session, common_options, show_json, talk
from broadcaster.i18n import _

KILOBYTE = 1024


@click.group("cache")
def cache_command() -> None:
    """Show, check and shrink the audio cache: cuts named by their SHA-256."""


@cache_command.command("list")
@click.option("--json", "as_json", is_flag=True, help="Write one JSON document.")
@common_options
@click.pass_obj
def list_command(session: Session, as_json: bool) -> None:
    """List every cut with its size."""
    from broadcaster.production.actions import open_cache

    entries = open_cache(session.desk()).list()
    if as_json:
        show_json(
            [{"sha256": one.name, "bytes": one.size, "path": str(one.path)} for one in entries]
        )
        return
    for one in entries:
        click.echo(f"{one.name}  {_size(one.size):>10}  {one.path.suffix[1:]}")
    total = sum(one.size for one in entries)
    talk(_("{count} cuts, {size}.").format(count=len(entries), size=_size(total)))


@cache_command.command("verify")
@click.option("--json", "as_json", is_flag=True, help="Write one JSON document.")
@common_options
@click.pass_obj
def verify_command(session: Session, as_json: bool) -> None:
    """Check every cut against its name; exit 1 when one was altered.

    Altered timing marks are told too; they are made again when they are needed.
    """
    from broadcaster.production.actions import open_cache
    from broadcaster.production.errors import ProductionError
    from broadcaster.production.marks_file import altered_marks

    cache = open_cache(session.desk())
    checked, altered, marks = 0, [], list(altered_marks(cache))
    for entry, whole in cache.verify():
        checked += 1
        if not whole:
            altered.append(entry)
    if as_json:
        show_json(
            {
                "checked": checked,
                "altered": [one.name for one in altered],
                "altered_marks": [path.stem for path in marks],
            }
        )
    else:
        for one in altered:
            click.echo(str(one.path))
    for path in marks:
        talk(
            _('The timing marks "{path}" were altered. They are made again when needed.').format(
                path=path
            )
        )
    if altered:
        raise ProductionError.altered(altered[0].path)
    talk(_("All {count} cuts are whole.").format(count=checked))


@cache_command.command("gc")
@click.option("--json", "as_json", is_flag=True, help="Write one JSON document.")
@common_options
@click.pass_obj
def gc_command(session: Session, as_json: bool) -> None:
    """Bring the cache under its limit; what is scheduled or was aired lately always stays."""
    from dataclasses import asdict

    from broadcaster.upkeep.housekeeping import collect_garbage

    done = collect_garbage(session.desk())
    if as_json:
        show_json({**asdict(done), "removed": list(done.removed)})
        return
    for sha256 in done.removed:
        click.echo(sha256)
    talk(
        _(
            "{cuts} cuts and {sentences} stored sentences removed, {freed} freed, {kept} kept."
        ).format(
            cuts=len(done.removed),
            sentences=done.sentences,
            freed=_size(done.freed_bytes),
            kept=_size(done.kept_bytes),
        )
    )
    if done.over_limit_bytes:
        talk(
            _(
                "What must stay is {over} over the limit. Raise `cache_limit_mb`, "
                "or shorten `retention_days`."
            ).format(over=_size(done.over_limit_bytes))
        )


def _size(count: int) -> str:
    if count < KILOBYTE * KILOBYTE:
        return f"{count / KILOBYTE:.1f} kB"
    return f"{count / KILOBYTE / KILOBYTE:.1f} MB"
