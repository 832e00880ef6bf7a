"""The history of a network in sentences: each event told in the situation it made."""

from collections.abc import Iterator, Sequence

from engine.case.case import Case
from engine.case.evolve import evolve
from engine.case.messages import Event
from engine.case.words import reasoned, said
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
        because = _because(stored.event)
        yield stored.version, f"{text}: {because}" if because else text or said(stored.name)


def _because(event: Event) -> str:
    given = getattr(event, "because", "") or getattr(event, "note", "")
    return reasoned(given, getattr(event, "why", None))
