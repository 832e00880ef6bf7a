"""``demo``: the fictional network 'Textile eight', from open meeting to self management."""

import tempfile
from pathlib import Path

import click

from engine.cli.options import Asked, asks
from engine.cli.printing import out
from engine.cli.script import play
from engine.definitions.library import default_folders
from engine.language import _
from engine.source import NotFound

STORY = "demo/textile_eight.story"


@click.command()
@click.option("--out", "folder", type=click.Path(file_okay=False, path_type=Path), default=None,
              help="Where its papers go (default: demo-output).")  # fmt: skip
@asks
def demo(asked: Asked, folder: Path | None) -> None:
    """Play the demo story through the real commands, on a database of its own or --db."""
    target = folder or Path("demo-output")
    target.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        url = asked.db or f"sqlite:///{Path(scratch) / 'demo.db'}"
        count = play(_story(), url, target)
    papers = ", ".join(sorted(path.name for path in target.iterdir()))
    out(_("{count} commands done; the papers in {folder}: {papers}").format(
        count=count, folder=target, papers=papers))  # fmt: skip


def _story() -> Path:
    for folder in default_folders():
        if (folder / "workflows" / STORY).is_file():
            return folder / "workflows" / STORY
    raise NotFound(_("the demo story {name} is not in the library").format(name=STORY))
