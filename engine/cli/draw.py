"""``draw``: a plan, a lifecycle, or where a network stands, as SVG or mermaid text."""

from pathlib import Path

import click

from engine.case.lifecycle import LIFECYCLES, diagram
from engine.cli.options import Asked, asks
from engine.cli.printing import out
from engine.language import _
from engine.source import Reason, refuse
from engine.workbench.drawing import lifecycle_picture, network_picture, plan_picture
from engine.workbench.files import write_file


@click.command()
@click.argument("what", metavar="workflow|lifecycle|NETWORK")
@click.argument("which", required=False, metavar="[KIND|WORKFLOW]")
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), default=None)
@asks
def draw(asked: Asked, what: str, which: str | None, output: Path | None) -> None:
    """Draw the plan, the lifecycle of a KIND of thing, or where NETWORK stands.

    Without -o mermaid text is printed for lifecycles and SVG for the others.
    """
    text = _picture(asked, what, which or "", output.suffix if output else "")
    if output is None:
        out(text)
        return
    write_file(output, text.encode())
    out(_("wrote {path}").format(path=output))


def _picture(asked: Asked, what: str, which: str, ending: str) -> str:
    if ending not in {"", ".svg", ".mmd"}:
        raise click.UsageError(
            _("{ending!r} is no picture format; write FILE.svg or FILE.mmd").format(ending=ending)
        )
    if what == "lifecycle":
        return _lifecycle(which or "network", ending)
    if ending == ".mmd":
        raise click.UsageError("mermaid text is there for lifecycles; write FILE.svg")
    bench = asked.bench()
    if what == "workflow":
        return plan_picture(bench.library.workflow(which or "unido.export_network"))
    situation = bench.situation(what)
    return network_picture(situation)


def _lifecycle(kind: str, ending: str) -> str:
    if kind not in LIFECYCLES:
        wish = _("draw the lifecycle of {kind!r}").format(kind=kind)
        known = _("there are {known}").format(known=", ".join(LIFECYCLES))
        raise refuse(Reason.UNKNOWN, wish, known)
    return lifecycle_picture(kind) if ending == ".svg" else diagram(kind)
