"""YAML nodes -> ``Workflow``, with every problem located and told at once.

::

    read_workflow     header and parts, each by its own module
        parameters  records  phases  rules
    take_in           the measures and decision tables that ``uses`` names
    references        words that name something else; circles
    formulas          names, paths and words in formulas and sentences
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Final

from engine.definitions.formulas import FACTS, check_formulas
from engine.definitions.method.merging import renames
from engine.definitions.reading.fields import Fields, Reader
from engine.definitions.reading.measure_files import (
    MeasureExample,
    MeasureFile,
    read_examples,
    read_measures,
    read_rules,
)
from engine.definitions.reading.parameters import read_parameters, read_roles
from engine.definitions.reading.phases import read_criteria, read_phases
from engine.definitions.reading.places import by_place
from engine.definitions.reading.records import read_records
from engine.definitions.reading.table_yaml import FORMAT, is_table, read_table
from engine.definitions.reading.yaml_source import Node
from engine.definitions.references import (
    PROJECT_KINDS,
    Named,
    check_references,
    entries_under,
    words_under,
)
from engine.definitions.table_json import text_of
from engine.definitions.workflow import Kind, Measure, TableText, Workflow
from engine.dmn.table import DecisionTable
from engine.language import _
from engine.source import DefinitionError, NotFound, Severity, Span

WORKFLOW: Final = (
    *("format", "id", "version", "kind", "project_kind", "title", "purpose", "source", "lock"),
    *("base", "extends", "uses", "parameters", "roles", "records", "phases", "entry"),
    *("indicators", "meters", "measures", "examples"),
)

Rules = MeasureFile | DecisionTable
FindRules = Callable[[str], Rules]
"""Gives the rules of an id; raises ``NotFound`` or ``DefinitionError``."""


@dataclass(frozen=True)
class Loaded:
    """A workflow, and the examples its file gives for its own measures."""

    workflow: Workflow
    examples: tuple[MeasureExample, ...] = ()


def load_workflow(root: Node, find_rules: FindRules) -> Loaded:
    """Return the workflow a node tree describes, overrides merged before.

    Raises:
        DefinitionError: with every problem found, in order of place.
    """
    reader = Reader()
    loaded = _Loading(root, find_rules, reader).loaded()
    finish(reader)
    return loaded


def read_rule_file(root: Node) -> Rules:
    """Return the decision table or the measures a node tree describes.

    Raises:
        DefinitionError: with every problem found, in order of place.
    """
    reader = Reader()
    rules = read_table(root, reader) if is_table(root) else read_rules(root, reader)
    finish(reader)
    return rules


def finish(reader: Reader) -> None:
    """Raise ``DefinitionError`` with all problems, in order of place, if one is an error."""
    problems = sorted(reader.problems, key=by_place)
    if any(problem.severity is Severity.ERROR for problem in problems):
        raise DefinitionError(problems)


@dataclass
class _Loading:
    root: Node
    find_rules: FindRules
    reader: Reader
    measures: dict[str, Measure] = field(default_factory=dict)
    tables: dict[str, TableText] = field(default_factory=dict)
    names: dict[str, Span] = field(default_factory=dict)
    complete: bool = True

    def loaded(self) -> Loaded:
        fields = self.reader.fields(self.root, _("workflow"), WORKFLOW)
        fields.one_of("format", (FORMAT,))
        for named in words_under(self.root, "uses"):
            self._take_in(named)
        own = read_measures(fields)
        for key in ("parameters", "measures"):
            for entry in entries_under(self.root, key):
                self._claim(entry.key, entry.span)
        workflow = replace(
            self._header(fields),
            parameters=read_parameters(fields),
            roles=read_roles(fields),
            records=read_records(fields),
            phases=read_phases(fields),
            measures=self.measures | own,
            tables=self.tables,
            entry=read_criteria(fields, "entry", "entry"),
            renames=renames(self.root),
        )
        check_references(self.root, workflow, self.reader)
        check_formulas(self.root, workflow, self.reader, complete=self.complete)
        return Loaded(workflow, read_examples(fields))

    def _header(self, fields: Fields) -> Workflow:
        kind = fields.choice("kind", Kind)
        is_project = kind is Kind.PROJECT
        for key in ("project_kind", "entry", "indicators"):
            if key in fields and not is_project:
                message = _("only a project has {key!r}").format(key=key)
                hint = _("delete it, or say 'kind: project'")
                self.reader.report("contradiction", message, fields.entries[key].span, hint)
        return Workflow(
            id=fields.text("id"),
            version=fields.text("version"),
            kind=kind,
            title=fields.words("title"),
            purpose=fields.words("purpose", ""),
            source=fields.text("source", ""),
            indicators=fields.texts("indicators"),
            meters=fields.texts("meters"),
            project_kind=fields.one_of("project_kind", PROJECT_KINDS) if is_project else "",
        )

    def _take_in(self, named: Named) -> None:
        """Take in the rules of an id; what is wrong in their file is reported there."""
        try:
            rules = self.find_rules(named.id)
        except NotFound as error:
            self.complete = False
            self.reader.report("unknown-rules", str(error), named.span)
        except DefinitionError as error:
            self.complete = False
            fresh = [one for one in error.problems if one not in self.reader.problems]
            self.reader.problems += fresh
        else:
            self._add(rules, named)

    def _add(self, rules: Rules, named: Named) -> None:
        if isinstance(rules, DecisionTable):
            self._claim(rules.name, named.span)
            self.tables[rules.name] = text_of(rules)
            return
        for measure in rules.measures.values():
            self._claim(measure.id, named.span)
            self.measures[measure.id] = measure

    def _claim(self, name: str, span: Span) -> None:
        """Note that a name of formulas is taken; report it when it was before."""
        if name in FACTS:
            message = _("{name!r} is a name that every formula knows").format(name=name)
            self.reader.report("name-taken", message, span, _("choose another name"))
        elif name in self.names:
            message = _("{name!r} has a meaning already").format(name=name)
            hint = _("it is given at {place}; choose another name").format(place=self.names[name])
            self.reader.report("name-taken", message, span, hint)
        self.names.setdefault(name, span)
