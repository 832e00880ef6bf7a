"""The history of a network in sentences: each event told in the situation it made."""

from collections.abc import Iterator, Sequence

from engine.case.case import Case
from engine.case.evolve import evolve
from engine.case.messages import Event, NetworkMoved
from engine.case.words import reasoned, said
from engine.language import _
from engine.runtime.situation import Settled, Situation
from engine.runtime.telling.events import tell
from engine.store import StoredEvent
from engine.workbench.workbench import Workbench


def narrate(bench: Workbench, network: str, events: Sequence[StoredEvent]) -> list[str]:
    """Return one sentence for each of the given events, told with the case as it was then."""
    wanted = {event.version for event in events}
    return [text for version, text in _told(bench, network) if version in wanted]


def _told(bench: Workbench, network: str) -> Iterator[tuple[int, str]]:
    case: Case | None = None
    for stored in bench.store.history(network):
        case = evolve(case, stored.event, stored.on)
        workflow = bench.definitions[case.workflow]
        situation = Situation(case, workflow, stored.on, bench.definitions)
        text = "; ".join(tell(None, Settled((stored.event,), situation)))
        text += _handed(bench, stored.event)
        because = _because(stored.event)
        yield stored.version, f"{text}: {because}" if because else text or said(stored.name)


def _handed(bench: Workbench, event: Event) -> str:
    """Return to whom a network was handed over, as long as nobody asked to be forgotten."""
    if not isinstance(event, NetworkMoved) or event.facilitator is None:
        return ""
    return _(" to {who}").format(who=bench.name_of(event.facilitator))


def _because(event: Event) -> str:
    given = getattr(event, "because", "") or getattr(event, "note", "")
    return reasoned(given, getattr(event, "why", None))
