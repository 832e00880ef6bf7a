"""Which files hold which definitions: found by their first lines, so that no other is read."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final, NamedTuple
from xml.sax.saxutils import unescape

from engine.language import _
from engine.source import NotFound

WORKFLOWS: Final = "workflows"
RULES: Final = "rules"
LIMITS: Final = "limits.yaml"
DECISION: Final = "decision"
MODEL: Final = ".dmn"
SUFFIXES: Final = (".yaml", MODEL)
HEAD: Final = 4_000
"""Bytes of a file in which its id has to stand."""
HEAD_OF_MODEL: Final = 1_000_000
"""The same for DMN XML, where the table may come after everything it reads."""

_HEADER: Final = re.compile(
    r"""^(id|kind|project_kind|decision|base|extends):[ ]*["']?([^\s#"']+)""", re.MULTILINE
)

_TABLE: Final = re.compile(r"""<(?:[\w-]+:)?decisionTable\b[^>]*?\bid="([^"]+)\"""")
_DECISION: Final = re.compile(r"""<(?:[\w-]+:)?decision\b[^>]*?\bname="([^"]+)\"""")


class Source(NamedTuple):
    """A file as its first lines describe it."""

    id: str
    kind: str  # network, project, measures or decision; empty when it extends another file
    path: Path
    name: str  # what problems call it
    decision: str = ""
    project_kind: str = ""
    extends: str = ""
    base: bool = False  # only there to be extended


Index = dict[str, tuple[Source, ...]]
"""The files of each id, the nearest first."""


def index_of(sources: Iterable[Source]) -> Index:
    """Return the files by id; a file met twice counts once."""
    found: dict[str, dict[Path, Source]] = {}
    for source in sources:
        found.setdefault(source.id, {}).setdefault(source.path.resolve(), source)
    return {key: tuple(files.values()) for key, files in found.items()}


def files_in(folder: Path) -> Iterator[Path]:
    """Yield the files in a folder, and in those inside it, that can hold definitions."""
    found = (one for one in folder.rglob("*") if one.suffix in SUFFIXES and one.is_file())
    yield from sorted(found)


def sources_in(folder: Path, prefix: str) -> Iterator[Source]:
    """Yield the definitions of a library folder; ``prefix`` goes before their names."""
    for part in (WORKFLOWS, RULES):
        for path in files_in(folder / part):
            yield source_of(path, prefix + path.relative_to(folder).as_posix())


def source_of(path: Path, name: str) -> Source:
    """Return what the first lines of a file say of it; a file that says nothing has no id.

    Raises:
        NotFound: the file cannot be read.
    """
    head = _head(path)
    if path.suffix == MODEL:
        return _model(path, name, head)
    said = dict(reversed(_HEADER.findall(head)))
    kind = DECISION if "decision" in said else said.get("kind", "")
    return Source(
        id=said.get("id", ""),
        kind=kind,
        path=path,
        name=name,
        decision=said.get("decision", ""),
        project_kind=said.get("project_kind", ""),
        extends=said.get("extends", "").partition("@")[0],
        base=said.get("base") == "true",
    )


def _head(path: Path) -> str:
    try:
        with path.open("rb") as file:
            data = file.read(HEAD_OF_MODEL if path.suffix == MODEL else HEAD)
    except OSError as error:
        message = _("cannot read {path}: {reason}").format(path=path, reason=error.strerror)
        raise NotFound(message) from error
    return data.decode("utf-8", "replace")


def _model(path: Path, name: str, head: str) -> Source:
    """Return a DMN file as a decision table, if it holds exactly one; its id is the table's."""
    tables, decisions = _TABLE.findall(head), _DECISION.findall(head)
    if len(tables) != 1 or len(decisions) != 1:
        return Source("", "", path, name)
    return Source(unescape(tables[0]), DECISION, path, name, unescape(decisions[0]))


def kind_of(source: Source, index: Index) -> str:
    """Return what a file holds; one that does not say so is what it extends."""
    passed: set[str] = set()
    while not source.kind and source.extends in index and source.extends not in passed:
        passed.add(source.extends)
        files = index[source.extends]
        source = files[-1] if source.extends == source.id else files[0]
    return source.kind
