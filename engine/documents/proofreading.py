"""The texts of a document read as their author would have to, without facts: an order of a worker.

Names against ``document.yml``, filters and tests against those there are, blocks against the
parent; each problem at line and column of the word. Reading a template runs parts of it (its
macros, its constants), so it happens confined, like filling one.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from jinja2 import nodes
from jinja2.meta import find_undeclared_variables

from engine.documents.confinement import Confinement, confined
from engine.documents.contract import Contract, Fact, contract
from engine.documents.environment import Room, room, with_macros
from engine.documents.template_errors import line_of, told, word_of
from engine.documents.template_folders import MACROS, Templates
from engine.language import _
from engine.source import Problem, Text, did_you_mean

GIVEN: Final = ("language",)


def proofread(shelf: Templates, document: str) -> tuple[Problem, ...]:
    """Return everything that is wrong with the texts of a document, without printing one.

    Raises:
        NotFound: there is no such document.
        DefinitionError: its sheet is wrong.
    """
    agreed = contract(shelf, document)
    problems: dict[Problem, None] = {}
    for name in texts_of(shelf, agreed):
        problems |= dict.fromkeys(_read(shelf, agreed, name))
        if any(one.span and one.span.text.name.endswith(MACROS) for one in problems):
            break  # the shared macros are the same for each text
    return tuple(problems)


def texts_of(shelf: Templates, agreed: Contract) -> Iterator[str]:
    """Yield the names of the texts of a document."""
    for tag in ("any", *agreed.languages):
        name = f"{agreed.document}/{tag}.md.j2"
        if shelf.find(name):
            yield name


def _read(shelf: Templates, agreed: Contract, name: str) -> list[Problem]:
    text = shelf.text(name)
    shelf.text(MACROS)
    try:
        with confined() as inside:
            return list(_Proof(agreed, text, _room(shelf, inside), name).problems())
    except RecursionError:
        message = _("the template is nested too deeply to be read")
        return [Problem("template", message, line_of(text, 1))]
    except Exception as error:  # noqa: BLE001 - told at its line, whatever it is
        return list(told(name, shelf, error).problems)


def _room(shelf: Templates, inside: Confinement) -> Room:
    return with_macros(room(shelf, inside), shelf.labels("en"))


@dataclass(frozen=True)
class _Proof:
    """One text being read."""

    agreed: Contract
    text: Text
    room: Room
    name: str

    @cached_property
    def tree(self) -> nodes.Template:
        """The text as Jinja reads it."""
        return self.room.parse(self.text.body, self.name, self.text.name)

    def problems(self) -> Iterator[Problem]:
        """Yield what is wrong, by kind."""
        chain = tuple(self.chain(self.tree))
        mistyped = [
            *self.ways(nodes.Filter, self.room.filters),
            *self.ways(nodes.Test, self.room.tests),
        ]
        yield from mistyped
        if not mistyped:  # Jinja finds no names where it does not know a filter
            yield from self.names(chain)
        yield from self.fields(self.agreed.facts)
        yield from self.blocks(chain)

    def names(self, chain: Sequence[nodes.Template]) -> Iterator[Problem]:
        """Yield names that nobody declared."""
        own = {one.name for each in chain for one in _assigned(each)}
        known = (*self.agreed.facts, *self.room.globals, *GIVEN, *own)
        unknown = find_undeclared_variables(self.tree) - set(known)
        for one in self.tree.find_all(nodes.Name):
            if one.name in unknown:
                message = _("document.yml does not declare {name!r}").format(name=one.name)
                hint = did_you_mean(one.name, known) or _("list it under needs")
                span = word_of(self.text, one.lineno, one.name)
                yield Problem("unknown-fact", message, span, hint)

    def fields(self, facts: Mapping[str, Fact]) -> Iterator[Problem]:
        """Yield fields that a record does not have, as far as they can be seen without running."""
        for field in self.tree.find_all(nodes.Getattr):
            fact = facts.get(field.node.name) if isinstance(field.node, nodes.Name) else None
            if fact is None or fact.type != "record" or field.attr in fact.fields:
                continue
            message = _("{record} has no {field!r} here").format(record=fact.name, field=field.attr)
            hint = did_you_mean(field.attr, fact.fields) or _("list it under needs in document.yml")
            span = word_of(self.text, field.lineno, field.attr, fact.name)
            yield Problem("unknown-field", message, span, hint)

    def ways(
        self, kind: type[nodes.Filter | nodes.Test], known: Mapping[str, object]
    ) -> Iterator[Problem]:
        """Yield filters or tests that do not exist, also where the text never comes by."""
        words = {
            nodes.Filter: ("unknown-filter", _("there is no filter {name!r}")),
            nodes.Test: ("unknown-test", _("there is no test {name!r}")),
        }
        code, message = words[kind]
        for one in self.tree.find_all(kind):
            if one.name not in known:
                hint = did_you_mean(one.name, known) or _("there are {names}").format(
                    names=", ".join(sorted(name for name in known if name.isalpha()))
                )
                span = word_of(self.text, one.lineno, one.name)
                yield Problem(code, message.format(name=one.name), span, hint)

    def chain(self, tree: nodes.Template) -> Iterator[nodes.Template]:
        """Yield a template and those it extends."""
        yield tree
        parent = next(iter(tree.find_all(nodes.Extends)), None)
        if parent is None or not isinstance(parent.template, nodes.Const) or not self.room.loader:
            return
        name = str(parent.template.value)
        body, at, _fresh = self.room.loader.get_source(self.room, name)
        yield from self.chain(self.room.parse(body, name, at))

    def blocks(self, chain: Sequence[nodes.Template]) -> Iterator[Problem]:
        """Yield blocks that the parent does not have: Jinja would leave them out in silence."""
        tree, *parents = chain
        offered = {block.name for each in parents for block in each.find_all(nodes.Block)}
        offered = offered or set(self.agreed.blocks)
        for block in tree.find_all(nodes.Block):
            if block.name not in offered:
                message = _("there is no block {name!r} to replace").format(name=block.name)
                hint = did_you_mean(block.name, offered) or _("there are {names}").format(
                    names=", ".join(sorted(offered))
                )
                span = word_of(self.text, block.lineno, block.name)
                yield Problem("unknown-block", message, span, hint)


def _assigned(tree: nodes.Template) -> Iterator[nodes.Name]:
    """Yield the names a template sets for itself."""
    for assign in tree.find_all(nodes.Assign):
        yield from assign.target.find_all(nodes.Name)
        if isinstance(assign.target, nodes.Name):
            yield assign.target
