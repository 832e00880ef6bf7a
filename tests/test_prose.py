"""Prose is never data: no sentence of ours is compared, searched or cut to learn something."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import engine

ENGINE = Path(engine.__path__[0])
ROOMS = ("case", "cli", "method_facts", "runtime", "store", "workbench")
SPEAKERS = frozenset(
    {"_", "plural", "in_context", "said", "wished", "choose", "in_language", "tell"}
)
SEARCHES = frozenset({
    *("partition", "rpartition", "split", "rsplit", "startswith", "endswith", "removeprefix"),
    *("removesuffix", "find", "index", "count", "replace"),
})  # fmt: skip


def _sentences(tree: ast.AST) -> set[str]:
    """Return the names under which a function holds a sentence: errors caught, and what is said."""
    caught = {node.name for node in ast.walk(tree) if isinstance(node, ast.ExceptHandler)}
    spoken = {
        target.id
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign) and _is_spoken(node.value, set())
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    return {name for name in caught | spoken if name}


def _is_spoken(node: ast.AST, known: set[str]) -> bool:
    match node:
        case ast.Call(func=ast.Name(id="str"), args=[ast.Name(id=name)]):
            return name in known
        case ast.Call(func=ast.Name(id=name)):
            return name in SPEAKERS
        case ast.Call(func=ast.Attribute(value=inside, attr="format")):
            return _is_spoken(inside, known)
        case ast.Name(id=name):
            return name in known
        case _:
            return False


def parsed_prose(source: str) -> Iterator[int]:
    """Yield the lines on which a sentence is compared, searched or cut."""
    tree = ast.parse(source)
    functions: list[ast.AST] = [one for one in ast.walk(tree) if isinstance(one, ast.FunctionDef)]
    for part in functions or [tree]:
        yield from _in_function(part)


def _in_function(part: ast.AST) -> Iterator[int]:
    known = _sentences(part)
    for node in ast.walk(part):
        match node:
            case ast.Compare(left=left, comparators=others):
                if any(_is_spoken(one, known) for one in (left, *others)) and not _is_none(others):
                    yield node.lineno
            case ast.Call(func=ast.Attribute(value=value, attr=name)) if name in SEARCHES:
                if _is_spoken(value, known):
                    yield node.lineno


def _is_none(others: list[ast.expr]) -> bool:
    return all(isinstance(one, ast.Constant) and one.value is None for one in others)


@pytest.mark.parametrize("room", ROOMS)
def test_no_sentence_is_taken_apart(room: str) -> None:
    found = [
        f"{path.relative_to(ENGINE)}:{line}"
        for path in (ENGINE / room).rglob("*.py")
        for line in parsed_prose(path.read_text("utf-8"))
    ]
    assert found == []


@pytest.mark.parametrize(
    "source",
    [
        'if _("done") == text: pass',
        'if "cannot" in str(error): pass\ntry: pass\nexcept ValueError as error: pass',
        'told = _("{n} firms").format(n=3)\ntold.partition(" ")',
        "said(state).startswith(word)",
        "text = choose(task.title)\nfound = text in titles",
    ],
)
def test_what_takes_a_sentence_apart_is_found(source: str) -> None:
    assert list(parsed_prose(source))


def test_what_only_says_something_is_not_found() -> None:
    source = 'text = _("{n} firms").format(n=3)\nprint(text)\nwanted == kind\nname.partition(".")'
    assert list(parsed_prose(source)) == []
