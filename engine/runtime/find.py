"""From the words people type to the thing they mean: a task, a phase, a criterion.

Accepted are an id, a code (``P1-05``, ``R1.3``), a full address (``promotion.tasks.open_meeting``,
``purchase_1/quotes`` for a project's) or an unambiguous part of the title. A near miss is answered
with "did you mean".
"""

from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import replace
from typing import Any, TypeVar

from engine.case import messages as m
from engine.definitions.workflow import Criterion, Phase, Task, Words
from engine.language import _, choose
from engine.possible import Possible, on_network
from engine.runtime.situation import Situation
from engine.source import Reason, Rejected, did_you_mean, refuse

Thing = TypeVar("Thing", Task, Phase, Criterion)
Found = tuple[str, Thing]
"""The project's id (empty for the network) and the thing found."""


def find_task(network: Situation, word: str) -> Found[Task]:
    """Return the task people mean, and in which project it is. Refuses an unknown or vague word."""
    return _find(network, word, _tasks, _("step"))


def find_phase(network: Situation, word: str) -> Found[Phase]:
    """Return the phase people mean."""
    return _find(network, word, _phases, _("phase"))


def find_criterion(network: Situation, word: str) -> Found[Criterion]:
    """Return the criterion people mean."""
    return _find(network, word, _criteria, _("condition"))


def find_any(network: Situation, word: str) -> tuple[str, str, str]:
    """Return where a phase, criterion or task is that people mean: project, kind, id.

    Asked in this order; the refusal is that of the whole plan when none fits.
    """
    wish = _("find {word!r}").format(word=word)
    finders: tuple[tuple[str, Callable[[Situation, str], Found[Any]]], ...] = (
        ("phase", find_phase),
        ("criterion", find_criterion),
        ("task", find_task),
    )
    found: list[tuple[str, str, str]] = []
    for kind, finder in finders:
        with suppress(Rejected):
            scope, thing = finder(network, word)
            if word in {*_names(thing), _title(thing)}:
                return scope, kind, thing.id
            found.append((scope, kind, thing.id))
    if found:
        return found[0]
    known = [n for s in (_phases, _criteria, _tasks) for t in s(network) for n in _names(t)]
    hint, why = did_you_mean(word, known), _("the plan has nothing of this name")
    raise refuse(Reason.UNKNOWN, wish, why, hint, _look(network, hint))


def find_project(network: Situation, word: str) -> str:
    """Return the id of the project people mean, by id or title."""
    projects = network.case.projects
    if word in projects:
        return word
    titled = [k for k, p in network.projects.items() if word.casefold() in p.title.casefold()]
    if len(titled) == 1:
        return titled[0]
    wish = _("find {what} {word!r}").format(what=_("project"), word=word)
    hint = did_you_mean(word, projects) or _("the projects are {names}").format(
        names=", ".join(projects) or _("none yet")
    )
    raise refuse(Reason.UNKNOWN, wish, _("there is no such project"), hint)


def addressed(network: Situation, command: m.Command) -> m.Command:
    """Return a command in which the words for a step, phase, condition or project are ids.

    Refuses a word that fits nothing or several things.
    """
    match command:
        case m.TickTask() | m.MoveTask():
            scope, task = find_task(network, _within(command.scope, command.task))
            return replace(command, task=task.id, scope=scope)
        case m.MovePhase():
            scope, phase = find_phase(network, _within(command.scope, command.phase))
            return replace(command, phase=phase.id, scope=scope)
        case m.MarkCriterion():
            scope, criterion = find_criterion(network, _within(command.scope, command.criterion))
            return replace(command, criterion=criterion.id, scope=scope)
        case m.MoveProject():
            return replace(command, project=find_project(network, command.project))
        case m.RecordFact() | m.WithdrawRecord() if command.scope:
            return replace(command, scope=find_project(network, command.scope))
        case _:
            return command


def _within(scope: str, word: str) -> str:
    return f"{scope}/{word}" if scope else word


def _tasks(situation: Situation) -> Iterable[Task]:
    return situation.workflow.tasks.values()


def _phases(situation: Situation) -> Iterable[Phase]:
    return situation.workflow.phases.values()


def _criteria(situation: Situation) -> Iterable[Criterion]:
    return situation.workflow.criteria.values()


def _find(
    network: Situation, word: str, things: Callable[[Situation], Iterable[Thing]], what: str
) -> Found[Thing]:
    scope, rest = _scoped(network, word)
    places = [(scope, network.within(scope))] if scope else _everywhere(network)
    known: list[tuple[str, Thing]] = [
        (place, thing) for place, within in places for thing in things(within)
    ]
    exact = [found for found in known if rest in _names(found[1])]
    if not exact:
        exact = [found for found in known if rest.casefold() in _title(found[1]).casefold()]
    own = [found for found in exact if not found[0]]
    if len(exact) == 1 or len(own) == 1:
        return (own or exact)[0]
    wish = _("find {what} {word!r}").format(what=what, word=word)
    if exact:
        names = ", ".join(_address(found) for found in exact[:6])
        raise refuse(Reason.UNKNOWN, wish, _("it may be any of {names}").format(names=names))
    titles = _all_names(thing for _place, thing in known)
    hint, why = did_you_mean(rest, titles), _("the plan has no such {what}").format(what=what)
    raise refuse(Reason.UNKNOWN, wish, why, hint, _look(network, hint))


def _look(network: Situation, hint: str) -> list[Possible]:
    """Return the look at the plan, unless the right word was guessed."""
    return [] if hint else [on_network("show", network.case.id, _("look at the plan"))]


def _scoped(network: Situation, word: str) -> tuple[str, str]:
    for mark in ("/", "."):
        head, found, rest = word.removeprefix("projects.").partition(mark)
        if found and head in network.projects:
            return head, rest.removeprefix("tasks.")
    return "", word


def _everywhere(network: Situation) -> list[tuple[str, Situation]]:
    return [("", network), *network.projects.items()]


def _names(thing: Task | Phase | Criterion) -> set[str]:
    names = {thing.id}
    if not isinstance(thing, Phase):
        names |= {thing.address, thing.code} - {""}
    return names


def _all_names(things: Iterable[Task | Phase | Criterion]) -> set[str]:
    return {name for thing in things for name in (*_names(thing), _title(thing))}


def _title(thing: Task | Phase | Criterion) -> str:
    words: Words = thing.say if isinstance(thing, Criterion) else thing.title
    return choose(words)


def _address(found: tuple[str, Task | Phase | Criterion]) -> str:
    place, thing = found
    return f"{place}/{thing.id}" if place else thing.id
