"""The library: folders of workflows, rules and templates, found by id and read when asked for.

An organisation's own folder comes first, the shipped one last; of two files with the same id the
nearer one counts, and may extend the other. Asking for one definition reads no other.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from importlib import resources
from pathlib import Path
from typing import Any, TypeVar

from engine.definitions.fields import Reader
from engine.definitions.loader import Loaded, Rules, load_workflow, read_rule_file
from engine.definitions.merging import BASE, EXTENDS, SetBy, lay_over, layers_of, without
from engine.definitions.places import by_place
from engine.definitions.references import Named, words_under
from engine.definitions.sources import (
    DECISION,
    MODEL,
    WORKFLOWS,
    Index,
    Source,
    index_of,
    kind_of,
    source_of,
    sources_in,
)
from engine.definitions.workflow import Kind, Workflow
from engine.definitions.yaml_source import Node, Scalar, at, read
from engine.dmn.table import DecisionTable
from engine.dmn.table_models import table_in
from engine.dmn.xml_reader import read as read_model
from engine.language import _
from engine.source import DefinitionError, NotFound, Problem, did_you_mean

Found = TypeVar("Found")


def default_folders() -> tuple[Path, ...]:
    """Return the folders to look in: here if there are workflows here, and the shipped ones."""
    here, shipped = Path.cwd(), shipped_folder()
    own = (here,) if (here / WORKFLOWS).is_dir() and here != shipped else ()
    return (*own, shipped)


def shipped_folder() -> Path:
    """Return the folder that holds the shipped workflows: inside the package, or beside it."""
    package = Path(str(resources.files("engine")))
    inside = package / "library"
    return inside if inside.is_dir() else package.parent


@dataclass(frozen=True)
class Library:
    """Folders that hold ``workflows/``, ``rules/`` and ``templates/``, the nearest first.

    ``files`` are single definitions that count before those of the folders.
    """

    folders: tuple[Path, ...]
    files: tuple[Path, ...] = ()
    _kept: dict[Any, Any] = field(default_factory=dict, init=False, compare=False, repr=False)

    # --- folders -------------------------------------------------------------------------------

    def folders_of(self, kind: str) -> tuple[Path, ...]:
        """Return the folders of a kind (``templates``) that exist, the nearest first."""
        return tuple(path for path in (folder / kind for folder in self.folders) if path.is_dir())

    def folder(self, kind: str) -> Path:
        """Return the nearest folder of a kind.

        Raises:
            NotFound: the library has none.
        """
        found = self.folders_of(kind)
        if found:
            return found[0]
        looked = ", ".join(str(folder) for folder in self.folders)
        message = _("there is no folder {kind!r} in {looked}")
        raise NotFound(message.format(kind=kind, looked=looked))

    @cached_property
    def index(self) -> Index:
        """Every workflow and rule file by its id, the nearest first."""
        *own, shipped = self.folders
        named = [(folder, f"{folder.resolve().name}/") for folder in own]
        sources = [source_of(path, str(path)) for path in self.files]
        for folder, prefix in (*named, (shipped, "")):
            sources += sources_in(folder, prefix)
        return index_of(sources)

    def sources(self, kind: str) -> tuple[Source, ...]:
        """Return the nearest file of each id of a kind, but for those only there to be extended."""
        nearest = (files[0] for key, files in self.index.items() if key)
        return tuple(one for one in nearest if not one.base and kind_of(one, self.index) == kind)

    # --- definitions ---------------------------------------------------------------------------

    def workflow(self, key: str) -> Workflow:
        """Return the workflow of an id, its overrides merged and the rules it uses taken in.

        Raises:
            NotFound: the library has no workflow of this id.
            DefinitionError: with every problem of its files.
        """
        return self.loaded(key).workflow

    def loaded(self, key: str) -> Loaded:
        """Return a workflow with the examples of its own measures. Raises as ``workflow`` does."""
        return self._once("workflow", key, lambda: load_workflow(self.node(key), self.rules))

    def projects(self) -> dict[str, Workflow]:
        """Return every type of project by its id.

        Raises:
            DefinitionError: with every problem of the first file that has some.
        """
        return {one.id: self.workflow(one.id) for one in self.sources(Kind.PROJECT)}

    def rules(self, key: str) -> Rules:
        """Return the measures or the decision table of an id.

        Raises:
            NotFound: the library has no rules of this id.
            DefinitionError: with every problem of its files.
        """
        return self._once("rules", key, lambda: self._rules(key))

    def decision(self, word: str) -> DecisionTable:
        """Return a decision table by the id of its file or the name of its decision.

        Raises:
            NotFound: the library has no such decision.
            DefinitionError: with every problem of its file.
        """
        named = {one.decision: one.id for one in self.sources(DECISION)}
        known = {**named, **{key: key for key in named.values()}}
        rules = self.rules(known[word]) if word in known else None
        if isinstance(rules, DecisionTable):
            return rules
        raise self._none(_("there is no decision {word!r}").format(word=word), word, known)

    # --- layers --------------------------------------------------------------------------------

    def node(self, key: str) -> Node:
        """Return the node tree of a definition, its layers merged.

        Raises:
            NotFound: the library has no definition of this id.
            DefinitionError: a layer is not YAML, extends what is not there, or breaks a lock.
        """
        return self._once("node", key, lambda: self._merged(key))

    def layers(self, key: str) -> tuple[Node, ...]:
        """Return the node trees a definition is made of, the base first. Raises as ``node``."""
        if not self._in_layers(key, 0):
            message = _("the library has no definition {key!r}").format(key=key)
            raise self._none(message, key, self.index)
        return self._layers(key, 0, ())

    def layers_of(self, key: str, address: str) -> tuple[SetBy, ...]:
        """Return what each layer of a definition says at an address, the base first."""
        return layers_of(self.layers(key), address)

    def _merged(self, key: str) -> Node:
        reader = Reader()
        node, *others = self.layers(key)
        for layer in others:
            node = lay_over(node, layer, reader)
        if reader.problems:
            raise DefinitionError(sorted(reader.problems, key=by_place))
        return without(node, frozenset({EXTENDS, BASE}))

    def _layers(self, key: str, depth: int, passed: tuple[Source, ...]) -> tuple[Node, ...]:
        """Return the layers of the file number ``depth`` of an id, the base first."""
        source = self.index[key][depth]
        layer = self._once("file", source.path, lambda: read(source.path, source.name))
        extends = next(words_under(layer, EXTENDS), None)
        if extends is None:
            return (layer,)
        if source in passed:
            way = " -> ".join(one.id for one in (*passed, source))
            message = _("these definitions extend each other in a circle: {way}").format(way=way)
            raise DefinitionError([Problem("circle", message, extends.span)])
        base, _at, version = extends.id.partition("@")
        below = depth + 1 if base == key else 0
        if not self._in_layers(base, below):
            raise _no_base(extends, base, self.index)
        layers = self._layers(base, below, (*passed, source))
        _check_version(extends, version, layers)
        return (*layers, layer)

    def _in_layers(self, key: str, depth: int) -> bool:
        """Return whether an id has a file of this number that can be extended; DMN cannot."""
        files = self.index.get(key, ())[depth:]
        return bool(files) and files[0].path.suffix != MODEL

    def _rules(self, key: str) -> Rules:
        nearest = self.index.get(key, (None,))[0]
        if nearest is not None and nearest.path.suffix == MODEL:
            return table_in(read_model(nearest.path), nearest.decision)
        return read_rule_file(self.node(key))

    def _none(self, message: str, word: str, known: Any) -> NotFound:
        hint = did_you_mean(word, [name for name in known if name])
        return NotFound(f"{message}; {hint}" if hint else message)

    def _once(self, what: str, key: Any, make: Callable[[], Found]) -> Found:
        if (what, key) not in self._kept:
            self._kept[what, key] = make()
        found: Found = self._kept[what, key]
        return found


def _no_base(extends: Named, base: str, index: Index) -> DefinitionError:
    message = _("the library has no definition {key!r} to extend").format(key=base)
    return DefinitionError(
        [Problem("unknown-base", message, extends.span, did_you_mean(base, filter(None, index)))]
    )


def _check_version(extends: Named, wanted: str, layers: tuple[Node, ...]) -> None:
    """Refuse a base of another version than ``extends: id@1`` asks for."""
    found = next((node for node in (at(one, "version") for one in reversed(layers)) if node), None)
    version = found.raw if isinstance(found, Scalar) else ""
    if not wanted or f"{version}.".startswith(f"{wanted}."):
        return
    message = _("this extends version {wanted}, and the library has {version}")
    hint = _("look through what changed, then write @{major}").format(major=version.split(".")[0])
    problem = Problem(
        "base-version", message.format(wanted=wanted, version=version), extends.span, hint
    )
    raise DefinitionError([problem])
