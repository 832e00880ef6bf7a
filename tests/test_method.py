"""The shipped method against the domain report: every step, every rule, every reason is there."""

import re
from collections.abc import Iterator

import pytest

from engine.definitions.library import Library, shipped_folder
from engine.definitions.workflow import FieldKind, Words, Workflow

STEPS = {1: 16, 2: 17, 3: 17, 4: 17, 5: 14}
"""How many steps each phase has in the domain report (2.1-2.5); P3-17 asks every member."""

RULES = {1: 9, 2: 11, 3: 11, 4: 9, 5: 9}
"""How many completion rules each phase has there."""

MUSTS = {
    *("R1.3", "R1.4", "R1.5", "R1.6", "R1.7", "R2.1", "R2.2", "R2.3", "R2.4", "R2.6", "R2.7"),
    *("R3.2", "R3.6", "R4.2", "R5.1", "R5.2", "R5.8"),
}
"""What neither one person may waive nor an extending file remove (corrections, 3)."""

HARD = MUSTS | {"R2.11", "R3.5", "R3.11", "R4.1", "R4.4", "R5.9"}
"""The hard rules of DT3."""


@pytest.fixture(scope="module")
def method() -> Workflow:
    return Library((shipped_folder(),)).workflow("unido.export_network")


def test_the_five_phases_stand_in_the_order_of_the_text(method: Workflow) -> None:
    assert list(method.phases) == [
        *("promotion", "planning", "pilot", "strategic", "self_management"),
    ]


def test_every_step_of_the_domain_report_is_there_in_its_phase(method: Workflow) -> None:
    wanted = [[f"P{n}-{at:02}" for at in range(1, count + 1)] for n, count in STEPS.items()]
    assert [[t.code for t in p.tasks.values()] for p in method.phases.values()] == wanted


def test_every_completion_rule_is_a_criterion_of_its_phase(method: Workflow) -> None:
    wanted = [[f"R{n}.{at}" for at in range(1, count + 1)] for n, count in RULES.items()]
    assert [[c.code for c in p.criteria.values()] for p in method.phases.values()] == wanted


def test_the_hard_rules_are_those_of_the_readiness_table(method: Workflow) -> None:
    assert {one.code for one in method.criteria.values() if one.hard} == HARD


def test_the_musts_of_the_text_are_musts_of_the_method(method: Workflow) -> None:
    assert {one.code for one in method.criteria.values() if one.must} == MUSTS


def test_every_criterion_says_what_is_wanted_what_is_and_why(method: Workflow) -> None:
    silent = [
        one.id
        for one in method.criteria.values()
        if not (one.say and one.now and one.why and one.ask and one.source)
    ]
    assert silent == []


def test_every_threshold_has_a_reason_and_a_source(method: Workflow) -> None:
    bare = [one.id for one in method.parameters.values() if not (one.why and one.source)]
    assert bare == []


def test_no_figure_from_memory_is_shipped_as_a_fact(method: Workflow) -> None:
    assert [one.id for one in method.parameters.values() if "[M]" in one.source] == []


def test_every_step_says_who_does_it_and_when_it_is_due(method: Workflow) -> None:
    vague = [one.id for one in method.tasks.values() if not (one.by and one.due and one.source)]
    assert vague == []


def test_reasons_helps_and_names_are_told_in_english_and_spanish(method: Workflow) -> None:
    assert [words for words in _words(method) if words and not _both(words)] == []


def _words(method: Workflow) -> Iterator[Words]:
    yield method.purpose
    for phase in method.phases.values():
        yield phase.purpose
        yield from (one.title for one in phase.milestones.values())
    yield from (task.help for task in method.tasks.values())
    for parameter in method.parameters.values():
        yield from (parameter.title, parameter.why)
    yield from (record.title for record in method.records.values())
    yield from (measure.title for measure in method.measures.values())


def _both(words: Words) -> bool:
    return isinstance(words, dict) and bool(words.get("en")) and bool(words.get("es"))


LIBRARY = Library((shipped_folder(),))
PLANS = [LIBRARY.workflow("unido.export_network"), *LIBRARY.projects().values()]


def named_in_helps(plan: Workflow) -> Iterator[tuple[str, str]]:
    """Yield every step with a name that its help says in quotes, in any language."""
    for task in plan.tasks.values():
        texts = task.help.values() if isinstance(task.help, dict) else [str(task.help)]
        for text in texts:
            yield from ((task.id, name) for name in re.findall(r"'([a-z_]+)'", text))


def known_names() -> set[str]:
    """Return what a help may name: tables, records with their fields and choices, and matters."""
    known = {source.decision for source in LIBRARY.sources("decision")}
    for plan in PLANS:
        for kind in plan.records.values():
            known |= {kind.id, *kind.fields, *(word for f in kind.fields.values() for word in f.of)}
        for criterion in (*plan.criteria.values(), *plan.entry.values()):
            known |= set(re.findall(r'"([a-z_]+)"', criterion.when.text))
        for measure in plan.measures.values():
            known |= set(re.findall(r'"([a-z_]+)"', measure.value.text))
    return known


def test_what_the_help_of_a_step_names_is_there() -> None:
    named = [found for plan in PLANS for found in named_in_helps(plan)]
    assert len(named) > 20
    known = known_names()
    assert [one for one in named if one[1] not in known] == []


PLANNED = {"opens_on", "printed_on", "event_on", "prototype_on", "due_on", "next_on", "planned_on"}
"""Days that are planned and so may lie ahead; every other ``..._on`` says what happened."""


def test_a_day_on_which_something_happened_cannot_lie_ahead() -> None:
    days = [
        (plan.id, kind.id, field)
        for plan in PLANS
        for kind in plan.records.values()
        for field in kind.fields.values()
        if field.kind is FieldKind.DATE and field.id.endswith("_on")
    ]
    assert len(days) > 40
    ahead = [(*where, f.id) for *where, f in days if not (f.happened or f.past)]
    assert [one for one in ahead if one[-1] not in PLANNED] == []
    assert {one[-1] for one in ahead} == PLANNED
