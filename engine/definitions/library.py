"""The library: folders of workflows, rules and templates, found by id and read when asked for.

An organisation's own folder comes first, the shipped one last; of two files with the same id the
nearer one counts, and may extend the other. Asking for one definition reads no other.
"""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import engine
from engine.definitions.reading.sources import (
    LIMITS,
    WORKFLOWS,
    Index,
    Source,
    index_of,
    kind_of,
    source_of,
    sources_in,
)
from engine.definitions.workflow import Kind, Workflow
from engine.language import _
from engine.source import NotFound

if TYPE_CHECKING:
    from engine.definitions.library_reader import LibraryReading
    from engine.definitions.method.merging import SetBy
    from engine.definitions.reading.loader import Rules
    from engine.dmn.table import DecisionTable
    from engine.feel.budget import Budget


def default_folders() -> tuple[Path, ...]:
    """Return the folders to look in: here if there are workflows here, and the shipped ones."""
    here, shipped = Path.cwd(), shipped_folder()
    own = (here,) if (here / WORKFLOWS).is_dir() and here != shipped else ()
    return (*own, shipped)


def shipped_folder() -> Path:
    """Return the folder that holds the shipped workflows: inside the package, or beside it."""
    package = Path(engine.__path__[0])
    inside = package / "library"
    return inside if inside.is_dir() else package.parent


@dataclass(frozen=True)
class Library:
    """Folders that hold ``workflows/``, ``rules/`` and ``templates/``, the nearest first.

    ``files`` are single definitions that count before those of the folders.
    """

    folders: tuple[Path, ...]
    files: tuple[Path, ...] = ()

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

    @cached_property
    def reading(self) -> "LibraryReading":
        """What reads the files; most commands read none, so it is imported when first asked."""
        from engine.definitions.library_reader import LibraryReading  # noqa: PLC0415 - see the line above

        return LibraryReading(self.index)

    def workflow(self, key: str) -> Workflow:
        """Return the workflow of an id, its overrides merged and the rules it uses taken in.

        Raises:
            NotFound: the library has no workflow of this id.
            DefinitionError: with every problem of its files.
        """
        return self.reading.loaded(key).workflow

    def projects(self) -> dict[str, Workflow]:
        """Return every type of project by its id.

        Raises:
            DefinitionError: with every problem of the first file that has some.
        """
        return {one.id: self.workflow(one.id) for one in self.sources(Kind.PROJECT)}

    def rules(self, key: str) -> "Rules":
        """Return the measures or the decision table of an id.

        Raises:
            NotFound: the library has no rules of this id.
            DefinitionError: with every problem of its files.
        """
        return self.reading.rules(key)

    def decision(self, word: str) -> "DecisionTable":
        """Return a decision table by the id of its file or the name of its decision.

        Raises:
            NotFound: the library has no such decision.
            DefinitionError: with every problem of its file.
        """
        return self.reading.decision(word)

    def limits(self) -> "Budget":
        """Return what a formula may use up: the nearest ``limits.yaml``, or the default.

        Raises:
            DefinitionError: with every problem of the file.
        """
        for folder in self.folders:
            if (folder / LIMITS).is_file():
                from engine.definitions.reading.limits import load_limits  # noqa: PLC0415 - seldom there

                return load_limits(folder / LIMITS, f"{folder.resolve().name}/{LIMITS}")
        from engine.feel.budget import DEFAULT  # noqa: PLC0415 - FEEL is read when first needed

        return DEFAULT

    def layers_of(self, key: str, address: str) -> "tuple[SetBy, ...]":
        """Return what each layer of a definition says at an address, the base first.

        Raises:
            NotFound: the library has no definition of this id.
            DefinitionError: a layer is not YAML, or extends what is not there.
        """
        return self.reading.layers_of(key, address)
