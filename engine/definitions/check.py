"""``consort check``: files and folders read, every problem located, every example run."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from pathlib import Path
from typing import Final

from engine.definitions.examples import Around, around, check_example
from engine.definitions.library import Library
from engine.definitions.reading.countries import load_country
from engine.definitions.reading.fields import Reader
from engine.definitions.reading.limits import KIND, load_limits
from engine.definitions.reading.measure_files import (
    MEASURES,
    MeasureExample,
    MeasureFile,
    read_measures,
)
from engine.definitions.reading.parameters import read_parameters
from engine.definitions.reading.places import by_place
from engine.definitions.reading.sources import (
    DECISION,
    LIMITS,
    MODEL,
    RULES,
    WORKFLOWS,
    Source,
    files_in,
    kind_of,
    source_of,
)
from engine.definitions.reading.yaml_source import Node
from engine.definitions.references import words_under
from engine.definitions.table_json import text_of as table_text
from engine.definitions.workflow import Kind
from engine.dmn.analysis import check as check_table
from engine.dmn.model_check import check_model
from engine.dmn.table import DecisionTable
from engine.feel.budget import allow, allowed
from engine.interchange import load as load_model
from engine.language import _
from engine.source import DefinitionError, NotFound, Problem, Span, Text

COUNTRY: Final = "country"
KINDS: Final = (*map(str, Kind), MEASURES, COUNTRY)


@dataclass(frozen=True, slots=True)
class Report:
    """What a check found: the problems, and how many files were read and examples run."""

    problems: tuple[Problem, ...]
    files: int
    examples: int


def check(paths: Iterable[Path], library: Library) -> Report:
    """Check files, and all workflow and rule files of folders, within the folders' own limits.

    Args:
        paths: files and folders; each counts before the library's file of the same id.
        library: where to find what they extend and use.

    Raises:
        NotFound: a path leads nowhere.
    """
    files = tuple(dict.fromkeys(file for path in paths for file in _files(path)))
    before = allowed()
    try:
        return _Check(replace(library, files=(*files, *library.files)), files).report()
    finally:
        allow(before)


def _files(path: Path) -> Iterator[Path]:
    """Yield the definitions in a path: in ``workflows/`` and ``rules/`` when a folder has them.

    The limits come first, since they hold for the examples of the rest.
    """
    if path.is_file():
        yield path
        return
    if not path.is_dir():
        raise NotFound(_("there is no file or folder {path}").format(path=path))
    if (path / LIMITS).is_file():
        yield path / LIMITS
    parts = [path / part for part in (WORKFLOWS, RULES) if (path / part).is_dir()]
    for folder in parts or [path]:
        yield from files_in(folder)


@dataclass
class _Check:
    library: Library
    files: tuple[Path, ...]
    problems: list[Problem] = field(default_factory=list)
    examples: int = 0

    def report(self) -> Report:
        """Check every file given."""
        first: dict[str, Source] = {}
        for path in self.files:
            if path.suffix == MODEL:
                self._check_model(path)
                continue
            source = source_of(path, str(path))
            if self._check_header(source, first):
                self._attempt(source)
        problems = sorted(dict.fromkeys(self.problems), key=by_place)
        return Report(tuple(problems), len(self.files), self.examples)

    def _check_model(self, path: Path) -> None:
        try:
            loaded = load_model(path)
        except DefinitionError as error:
            self.problems += error.problems
            return
        self.problems += check_model(loaded)
        tables = (table for part in loaded.parts() for table, _known in part.compiler.tables)
        self.examples += sum(len(table.examples) for table in tables)

    def _check_header(self, source: Source, first: dict[str, Source]) -> bool:
        """Return whether a file says what it is, with an id that no other file here has."""
        if _holds_limits(source):
            return True
        start = Span(Text(source.name, ""), 0, 0)
        if not source.id:
            message = _("the first lines of this file name no id")
            hint = _("write 'id: our.name' near its top")
            self.problems.append(Problem("missing-key", message, start, hint))
        elif source.id in first:
            message = _("the id {id!r} is taken by {name}")
            text = message.format(id=source.id, name=first[source.id].name)
            self.problems.append(Problem("duplicate-id", text, start, _("choose another id")))
        elif not self._kind(source) and not source.extends:
            message = _("the first lines of this file say no kind that is known")
            hint = _("write 'kind:' with one of {kinds}, or 'decision:' for a decision table")
            kinds = ", ".join(KINDS)
            self.problems.append(Problem("unknown-kind", message, start, hint.format(kinds=kinds)))
        else:
            first[source.id] = source
            return True
        return False

    def _kind(self, source: Source) -> str:
        """Return what a file holds; a misspelt kind is taken for the nearest, and told later."""
        kind = kind_of(source, self.library.index)
        return next(iter(get_close_matches(kind, (*KINDS, DECISION), 1)), "")

    def _attempt(self, source: Source) -> None:
        try:
            self._check(source)
        except DefinitionError as error:
            self.problems += error.problems

    def _check(self, source: Source) -> None:
        if _holds_limits(source):
            allow(load_limits(source.path))
            return
        kind = self._kind(source)
        if kind == COUNTRY:
            load_country(source.path)
            return
        if kind not in {MEASURES, DECISION}:
            loaded = self.library.reading.loaded(source.id)
            self._run(loaded.examples, around(loaded.workflow))
            return
        rules = self.library.rules(source.id)
        match rules:
            case DecisionTable():
                self.problems += check_table(rules)
                self.examples += len(rules.examples)
            case MeasureFile():
                self._check_measures(rules)

    def _check_measures(self, rules: MeasureFile) -> None:
        """Run the examples of measures among the names of a workflow that uses them."""
        self._run(rules.examples, self._around(rules))

    def _around(self, rules: MeasureFile) -> Around:
        """Return what the first workflow that uses some rules gives them, sound or not."""
        for source in (one for kind in Kind for one in self.library.sources(kind)):
            try:
                node = self.library.reading.node(source.id)
            except DefinitionError:
                continue  # its own check tells what is wrong with it
            used = [named.id for named in words_under(node, "uses")]
            if rules.id in used:
                return self._given_by(node, used)
        return Around(rules.measures)

    def _given_by(self, node: Node, used: list[str]) -> Around:
        fields = Reader().open_fields(node, _("workflow"))
        parameters = {key: one.value for key, one in read_parameters(fields).items()}
        measures, tables = read_measures(fields), {}
        for key in used:
            try:
                rules = self.library.rules(key)
            except (DefinitionError, NotFound):
                continue  # told where the workflow or the rules are checked
            match rules:
                case DecisionTable():
                    tables[rules.name] = table_text(rules)
                case MeasureFile():
                    measures |= rules.measures
        return Around(measures, tables, parameters)

    def _run(self, examples: tuple[MeasureExample, ...], around: Around) -> None:
        for example in examples:
            self.examples += 1
            self.problems += check_example(example, around)


def _holds_limits(source: Source) -> bool:
    """Return whether a file is the ``limits.yaml`` of a folder; a definition has an id."""
    return source.path.name == LIMITS and (source.kind == KIND or not source.id)
