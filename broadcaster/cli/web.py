"""`broadcaster web`: the console, for people who use a phone or a browser."""

from pathlib import Path

import click

from broadcaster.cli.session import Session, common_options, talk, warn_if_root
from broadcaster.i18n import _

PORT = 8017
NEARBY = ("127.0.0.1", "::1", "localhost")


@click.command("web")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=PORT, show_default=True, type=click.IntRange(1, 65_535))
@click.option(
    "--certificate",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Serve HTTPS with this certificate chain (PEM).",
)
@click.option(
    "--key",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Its private key (PEM).",
)
@common_options
@click.pass_obj
def web_command(
    session: Session, host: str, port: int, certificate: Path | None, key: Path | None
) -> None:
    """Serve the console until stopped. People sign in with a password of their own."""
    from broadcaster.web.server import serve

    warn_if_root()
    if bool(certificate) != bool(key):
        raise click.UsageError(_("--certificate and --key go together"))
    desk = session.desk()
    scheme = "https" if certificate else "http"
    shown = f"[{host}]" if ":" in host else host
    talk(_("The console is at {address}.").format(address=f"{scheme}://{shown}:{port}/"))
    if not certificate and host not in NEARBY:
        talk(
            _(
                "Without a certificate, passwords cross the network readable. Use this only on "
                "a network of your own, or give --certificate and --key."
            )
        )
    serve(desk, host=host, port=port, certificate=certificate, key=key)
