"""Words of a workflow that name something else in it: each must be known, and lead to no circle."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Final, NamedTuple

from engine.definitions.circles import circles
from engine.definitions.reading.fields import Reader
from engine.definitions.reading.yaml_source import Entry, Mapping_, Node, Scalar, Sequence
from engine.definitions.workflow import PROOFS, Kind, Workflow
from engine.language import _
from engine.source import Span

PROJECT_KINDS: Final = ("pilot", "strategic")
MOST_NAMED: Final = 20
"""How many known words a problem lists; beyond that the nearest one has to do."""


class Named(NamedTuple):
    """An id and where it was given."""

    id: str
    span: Span


def check_references(root: Node, workflow: Workflow, reader: Reader) -> None:
    """Report every word that names nothing known, ids given twice, and circles of needs.

    Args:
        root: the node tree the workflow was read from, overrides merged.
        workflow: what was read.
        reader: collects the problems.
    """
    _References(root, workflow, reader).check()


def report_unknown(
    reader: Reader, code: str, message: str, named: Named, known: Iterable[str]
) -> None:
    """Note a word that names nothing known, with the nearest and all that are."""
    names = tuple(known)
    listed = _("expected: {keys}").format(keys=", ".join(names))
    near = reader.near(named.id, names)
    parts = (near, listed if 0 < len(names) <= MOST_NAMED else "")
    reader.report(code, message, named.span, "; ".join(filter(None, parts)))


def words_under(owner: Node, key: str) -> Iterator[Named]:
    """Yield the words of a list, or the single word, under a key, each with its place."""
    node = owner.get(key) if isinstance(owner, Mapping_) else None
    items = node.items if isinstance(node, Sequence) else (node,)
    for item in items:
        if isinstance(item, Scalar) and item.raw:
            yield Named(item.raw, item.span)


def entries_under(owner: Node, key: str) -> Iterator[Entry]:
    """Yield the entries of the map under a key, if there is one."""
    found = owner.get(key) if isinstance(owner, Mapping_) else None
    if isinstance(found, Mapping_):
        yield from found.entries.values()


@dataclass
class _References:
    root: Node
    workflow: Workflow
    reader: Reader

    def check(self) -> None:
        """Report what is wrong, thing by thing."""
        self._check_unique("tasks", _("there are two tasks {id!r}"))
        self._check_unique("complete", _("there are two criteria {id!r}"))
        self._check_unique("milestones", _("there are two milestones {id!r}"))
        for task in self._inside_phases("tasks"):
            self._check_task(task.node)
        for criterion in (*self._inside_phases("complete"), *entries_under(self.root, "entry")):
            self._check_criterion(criterion.node)
        for phase in entries_under(self.root, "phases"):
            message = _("there are no projects of the kind {word!r}")
            self._check_words(phase.node, "projects", "unknown-choice", message, PROJECT_KINDS)
        for record in entries_under(self.root, "records"):
            self._check_key(record)
            for one in entries_under(record.node, "fields"):
                self._check_reference(one.node)
        message = _("there is no measure {word!r}")
        measures = self.workflow.measures
        self._check_words(self.root, "indicators", "unknown-measure", message, measures)
        message = _("there is no condition {word!r}")
        criteria = self.workflow.criteria
        self._check_words(self.root, "meters", "unknown-criterion", message, criteria)
        self._check_circles()

    def _inside_phases(self, key: str) -> Iterator[Entry]:
        for phase in entries_under(self.root, "phases"):
            yield from entries_under(phase.node, key)

    def _check_unique(self, key: str, message: str) -> None:
        """Ids of tasks, criteria and milestones are unique in a workflow, whatever the phase."""
        first: dict[str, Entry] = {}
        for entry in self._inside_phases(key):
            before = first.setdefault(entry.key, entry)
            if before is not entry:
                hint = _("the other one stands at {place}; choose another id")
                self.reader.report(
                    "duplicate-id",
                    message.format(id=entry.key),
                    entry.span,
                    hint.format(place=before.span),
                )

    def _check_task(self, node: Node) -> None:
        workflow = self.workflow
        known: tuple[tuple[str, str, str, Collection[str]], ...] = (
            ("needs", "unknown-task", _("there is no task {word!r}"), workflow.tasks),
            ("by", "unknown-role", _("there is no role {word!r}"), workflow.roles),
            ("proof", "unknown-proof", _("there is no kind of proof {word!r}"), PROOFS),
            ("records", "unknown-record", _("there is no record {word!r}"), workflow.records),
        )
        for key, code, message, words in known:
            self._check_words(node, key, code, message, words)

    def _check_criterion(self, node: Node) -> None:
        known = {**self.workflow.tasks, **self.workflow.records}
        message = _("there is no task and no record {word!r}")
        self._check_words(node, "ask", "unknown-task", message, known)

    def _check_key(self, record: Entry) -> None:
        kind = self.workflow.records.get(record.key)
        if kind is not None:
            message = _("this record has no field {word!r} to be its key")
            self._check_words(record.node, "key", "unknown-field", message, kind.fields)

    def _check_reference(self, field: Node) -> None:
        """A reference leads to a record of this workflow, or, in a project, of its network."""
        if self.workflow.kind is Kind.NETWORK:
            known = self.workflow.records
            message = _("there is no record {word!r}")
            self._check_words(field, "to", "unknown-record", message, known)

    def _check_words(
        self, owner: Node, key: str, code: str, message: str, known: Collection[str]
    ) -> None:
        for named in words_under(owner, key):
            if named.id not in known:
                report_unknown(self.reader, code, message.format(word=named.id), named, known)

    def _check_circles(self) -> None:
        """No task may need itself, be it through others."""
        needs = {
            task.key: tuple(words_under(task.node, "needs"))
            for task in self._inside_phases("tasks")
        }
        for circle in circles({task: [one.id for one in named] for task, named in needs.items()}):
            following = circle[1 % len(circle)]
            span = next(one.span for one in needs[circle[0]] if one.id == following)
            way = " -> ".join((*circle, circle[0]))
            message = _("these tasks need each other in a circle: {way}").format(way=way)
            self.reader.report("circle", message, span, _("take one of the needs away"))
