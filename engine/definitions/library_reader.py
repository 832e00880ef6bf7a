"""Reading the definitions of a library by id: layers, workflows, rules; each file once."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, NamedTuple, TypeVar

from engine.definitions.method.blame import blamed
from engine.definitions.method.merging import BASE, EXTENDS, SetBy, lay_over, layers_of, without
from engine.definitions.reading.fields import Reader
from engine.definitions.reading.loader import Loaded, Rules, load_workflow, read_rule_file
from engine.definitions.reading.measure_files import MEASURES
from engine.definitions.reading.places import by_place
from engine.definitions.reading.sources import DECISION, MODEL, Index, Source, kind_of
from engine.definitions.reading.yaml_source import Node, Scalar, at, read
from engine.definitions.references import Named, words_under
from engine.definitions.workflow import Kind
from engine.dmn.table import DecisionTable
from engine.interchange.table_models import table_in
from engine.interchange.xml_reader import read as read_model
from engine.language import _
from engine.source import DefinitionError, NotFound, Problem, did_you_mean

Found = TypeVar("Found")
_OTHERS = frozenset({DECISION, MEASURES})


class Merged(NamedTuple):
    """A definition with its layers over it, the layers, and what is wrong in them."""

    node: Node
    layers: tuple[Node, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True)
class LibraryReading:
    """The files of a library by id, and what was read of them so far."""

    index: Index
    _kept: dict[Any, Any] = field(default_factory=dict, init=False, compare=False, repr=False)

    def loaded(self, key: str) -> Loaded:
        """Return a workflow with the examples of its own measures.

        Raises:
            NotFound: there is no workflow of this id.
            DefinitionError: with every problem of its files.
        """
        return self._once("workflow", key, lambda: self._loaded(key))

    def rules(self, key: str) -> Rules:
        """Return the measures or the decision table of an id. Raises as ``loaded`` does."""
        return self._once("rules", key, lambda: self._rules(key))

    def decision(self, word: str) -> DecisionTable:
        """Return a decision table by the id of its file or the name of its decision.

        Raises:
            NotFound: there is no such decision.
            DefinitionError: with every problem of its file.
        """
        named = {one.decision: one.id for one in self._nearest() if one.kind == DECISION}
        known = {**named, **{key: key for key in named.values()}}
        rules = self.rules(known[word]) if word in known else None
        if isinstance(rules, DecisionTable):
            return rules
        raise _none(_("there is no decision {word!r}").format(word=word), word, known)

    def node(self, key: str) -> Node:
        """Return the node tree of a definition, its layers merged.

        Raises:
            NotFound: the library has no definition of this id.
            DefinitionError: a layer is not YAML, extends what is not there, or breaks a lock.
        """
        merged = self._once("node", key, lambda: self._merged(key))
        if merged.problems:
            raise DefinitionError(merged.problems)
        return merged.node

    def layers(self, key: str) -> tuple[Node, ...]:
        """Return the node trees a definition is made of, the base first. Raises as ``node``."""
        if not self._in_layers(key, 0):
            message = _("the library has no definition {key!r}").format(key=key)
            raise _none(message, key, self.index)
        return self._layers(key, 0, ())

    def layers_of(self, key: str, address: str) -> tuple[SetBy, ...]:
        """Return what each layer of a definition says at an address, the base first."""
        return layers_of(self.layers(key), address)

    def _merged(self, key: str) -> Merged:
        reader = Reader()
        node, *others = self.layers(key)
        for layer in others:
            node = lay_over(node, layer, reader)
        problems = tuple(sorted(reader.problems, key=by_place))
        return Merged(without(node, frozenset({EXTENDS, BASE})), tuple(others), problems)

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

    def _nearest(self) -> list[Source]:
        return [files[0] for key, files in self.index.items() if key]

    def _loaded(self, key: str) -> Loaded:
        workflows = {one.id for one in self._nearest() if kind_of(one, self.index) in set(Kind)}
        if key in self.index and key not in workflows and self.index[key][0].kind in _OTHERS:
            raise _none(_("{key!r} is no workflow").format(key=key), key, workflows)
        merged = self._once("node", key, lambda: self._merged(key))
        try:
            loaded = load_workflow(merged.node, self.rules)
        except DefinitionError as error:
            told = blamed(error.problems, merged.layers, alone=not merged.problems)
            raise DefinitionError(
                sorted(dict.fromkeys((*merged.problems, *told)), key=by_place)
            ) from None
        if merged.problems:
            raise DefinitionError(merged.problems)
        return loaded

    def _rules(self, key: str) -> Rules:
        nearest = self.index.get(key, (None,))[0]
        if nearest is not None and nearest.path.suffix == MODEL:
            return table_in(read_model(nearest.path), nearest.decision)
        return read_rule_file(self.node(key))

    def _once(self, what: str, key: Any, make: Callable[[], Found]) -> Found:
        if (what, key) not in self._kept:
            self._kept[what, key] = make()
        found: Found = self._kept[what, key]
        return found


def _none(message: str, word: str, known: Iterable[str]) -> NotFound:
    hint = did_you_mean(word, [name for name in known if name])
    return NotFound(f"{message}; {hint}" if hint else message)


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
