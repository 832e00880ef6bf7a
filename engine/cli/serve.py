"""``serve``: Consort in the browser."""

import click

from engine.cli.options import Asked, asks
from engine.cli.printing import out
from engine.cli.user import door
from engine.language import _
from engine.store import Account


@click.command()
@click.option("--host", default="127.0.0.1", help="The address to listen on.")
@click.option("--port", type=click.IntRange(1, 65535), default=8000, help="The port.")
@asks
def serve(asked: Asked, host: str, port: int) -> None:
    """Serve Consort to browsers; the first start prints a link for the administrator."""
    from engine.web.app import application  # noqa: PLC0415 - costs 0.3 s that no other needs
    from engine.web.server import run  # noqa: PLC0415

    at = door(asked)
    address = f"http://{host}:{port}"
    if not at.accounts.every():
        at.add(Account("admin", _("Administrator"), "administrator"))
        path = f"{address}/link/{at.link('admin')}"
        out(_("For the administrator, once, within seven days: {path}").format(path=path))
    out(_("Consort is at {address} (Ctrl+C ends it)").format(address=address))
    run(application(asked.bench()), host, port)
