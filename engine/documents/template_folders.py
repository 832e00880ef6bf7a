"""The folders templates are read from: organisation, then country pack, then the shipped ones.

The first folder that has a file wins; ``core/...`` always reaches the original, so that an
organisation's template can begin with ``{% extends "core/statutes/es.md.j2" %}``. Links are
refused and nothing outside the folders is ever read.

::

    FOLDER/statutes/document.yml    title, kind, needed facts, languages, blocks offered
    FOLDER/statutes/es.md.j2        the text in one language (any.md.j2: one text for all)
    FOLDER/countries/ma/statutes/es.md.j2    what only networks of a country use
    FOLDER/_macros.md.j2  _labels/es.yml  _facts.yml
    FOLDER/style/brand.yml  style/house.docx  style/logo.png  style/fonts/
"""

import hashlib
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any, Final

from engine.definitions.reading.fields import Reader
from engine.definitions.reading.yaml_source import read
from engine.documents.labels import Labels
from engine.language import _, bare
from engine.source import DefinitionError, NotFound, Problem, Text, did_you_mean

CORE: Final = "core"
SHEET: Final = "document.yml"
MACROS: Final = "_macros.md.j2"
LARGEST: Final = 2_000_000
FALLBACK: Final = "en"


@dataclass(frozen=True)
class Templates:
    """``core`` is the shipped ``templates`` folder; of the folders ``over`` it the first wins."""

    core: Path
    over: tuple[Path, ...] = ()
    kept: dict[str, Any] = field(default_factory=dict, repr=False, compare=False)
    _used: set[str] = field(default_factory=set, repr=False, compare=False)
    _read: dict[str, Text] = field(default_factory=dict, repr=False, compare=False)

    @property
    def folders(self) -> tuple[Path, ...]:
        """Every folder in search order; the last is the shipped one."""
        return (*self.over, self.core / CORE)

    def find(self, name: str) -> Path | None:
        """Return the file of a name such as ``statutes/es.md.j2``, or None.

        Raises:
            DefinitionError: the name leaves the folders or the file is a link.
        """
        parts = PurePosixPath(name).parts
        if not parts or name.startswith("/") or ".." in parts or "\\" in name or "\0" in name:
            raise _refused(name, _("a template is named by its path inside the folder"))
        folders = self.folders
        if parts[0] == CORE:
            folders, parts = folders[-1:], parts[1:]
        for folder in folders:
            path = folder.joinpath(*parts)
            if path.is_file():
                return _unlinked(folder, path, name)
        return None

    def text(self, name: str) -> Text:
        """Return the text of a file; it is kept, so that its digest is of what was used.

        Raises:
            NotFound: no folder has it.
        """
        if name not in self._read:
            path = self.find(name)
            if path is None:
                raise NotFound(_("there is no template {name!r}").format(name=name))
            self._read[name] = Text(str(path), _decoded(path))
        self._used.add(name)
        return self._read[name]

    def known(self, name: str) -> Text:
        """Return a text already read, by its name or its file; an empty one if there is none."""
        for key, text in self._read.items():
            if name in {key, text.name}:
                return text
        return Text(name, "")

    def begin(self) -> None:
        """Forget which texts were used; the next document begins."""
        self._used.clear()

    def digest(self) -> str:
        """Return the fingerprint of every template text used since the beginning."""
        total = hashlib.sha256()
        for name in sorted(self._used):
            total.update(f"{name}\0{self._read[name].body}\0".encode())
        return total.hexdigest()

    def documents(self) -> tuple[str, ...]:
        """Return the ids of every document some folder has."""
        found = {sheet.parent.name for at in self.folders for sheet in at.glob(f"*/{SHEET}")}
        return tuple(sorted(found))

    def template(self, document: str, language: str) -> tuple[str, str]:
        """Return the template name of a document and the language it is in.

        The order is the full tag, its language, ``any``, English.

        Raises:
            NotFound: there is no such document, or no text of it in any of these languages.
        """
        for tag in (language, bare(language), "any", FALLBACK):
            name = f"{document}/{tag}.md.j2"
            if self.find(name):
                return name, language if tag == "any" else tag
        known = self.documents()
        if document in known:
            message = _("there is no text of {document!r} in {language}")
            raise NotFound(message.format(document=document, language=language))
        hint = did_you_mean(document, known) or _("there are {names}").format(
            names=", ".join(known)
        )
        message = _("there is no document {document!r}; {hint}")
        raise NotFound(message.format(document=document, hint=hint))

    def labels(self, language: str) -> Labels:
        """Return the printed words of a language; English where there are none."""
        own = (language, bare(language))
        for tag in (*own, FALLBACK):
            name = f"_labels/{tag}.yml"
            if self.find(name):
                text = self.text(name)
                key = f"labels {name} {language}"
                if key not in self.kept:
                    self.kept[key] = _labels(text, language if tag in own else tag)
                found: Labels = self.kept[key]
                return found
        raise NotFound(_("there are no labels for {language}").format(language=language))


def _labels(text: Text, tag: str) -> Labels:
    reader = Reader()
    known = ("language", "direction", "headings", "references", "short", "words")
    sheet = reader.fields(read(text), _("sheet of labels"), known)
    groups = {}
    for group in known[2:]:
        node = sheet.need(group)
        entries = reader.open_fields(node, group).entries if node else {}
        groups[group] = {key: reader.text(entry.node, key) for key, entry in entries.items()}
    direction = sheet.one_of("direction", ("ltr", "rtl"))
    reader.finish()
    return Labels(tag, direction, **groups)


def _unlinked(folder: Path, path: Path, name: str) -> Path:
    """Return the path if neither it nor a folder on its way is a link."""
    real = folder.resolve()
    if path.resolve() != real / path.relative_to(folder):
        raise _refused(name, _("it is a link, or lies behind one"))
    return path


def _decoded(path: Path) -> str:
    size = path.stat().st_size
    if size > LARGEST:
        message = _("it has {size} bytes; a template may have {most}")
        raise _refused(str(path), message.format(size=size, most=LARGEST))
    try:
        return path.read_text("utf-8")
    except UnicodeDecodeError as error:
        raise _refused(str(path), _("it is not UTF-8 text")) from error


def _refused(name: str, why: str) -> DefinitionError:
    message = _("the template {name!r} is refused: {why}").format(name=name, why=why)
    return DefinitionError([Problem("template-file", message)])
