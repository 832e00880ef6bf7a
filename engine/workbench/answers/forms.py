"""What a record or a tick asks for: the same wants as in a hint, for a page of help or a form."""

from engine.possible import Possible
from engine.runtime import offers
from engine.runtime.deciding.records import record_type
from engine.runtime.find import find_project, find_task
from engine.workbench.workbench import Workbench


def record_form(bench: Workbench, network: str, kind: str, scope: str = "") -> Possible:
    """Return the writing down of a record of a type, of the network or of a project.

    Raises:
        Rejected: there is no such type or project; it names those there are.
    """
    whole = bench.situation(network)
    place = whole.within(find_project(whole, scope)) if scope else whole
    return offers.record(place, record_type(place, kind))


def tick_form(bench: Workbench, network: str, word: str) -> Possible:
    """Return the tick of the step that people mean. Refuses an unknown or vague word."""
    whole = bench.situation(network)
    project, task = find_task(whole, word)
    return offers.tick(whole.within(project) if project else whole, task)
