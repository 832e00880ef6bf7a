"""Decision tables in files of every kind: found by their ending, read, written, read back.

::

    .yaml          ours, by hand
    .dmn  .xml     DMN XML: for Camunda Modeler, dmn-js and other engines
    .xlsx          a spreadsheet
    .csv           one sheet of it, saved as text: only read, it cannot hold a whole table
"""

from collections.abc import Callable, Iterable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from engine.definitions.reading.table_yaml import load_table
from engine.definitions.reading.table_yaml_writer import to_yaml
from engine.dmn.table import DecisionTable
from engine.interchange import as_model, read, table_in, write
from engine.interchange.comma_files import grid_in
from engine.interchange.grid import TableFound
from engine.interchange.layouts import table_of
from engine.interchange.spreadsheet import grids_of, to_xlsx
from engine.language import _
from engine.source import Reason, Rejected, refuse

_WRITERS: Final[dict[str, Callable[[DecisionTable], bytes]]] = {
    ".yaml": lambda table: to_yaml(table).encode(),
    ".dmn": lambda table: write(as_model(table)).encode(),
    ".xlsx": to_xlsx,
}
_READERS: Final[dict[str, Callable[[Path, str], TableFound]]] = {
    ".yaml": lambda path, _name: TableFound(load_table(path)),
    ".dmn": lambda path, name: TableFound(table_in(read(path), name)),
    ".xml": lambda path, name: TableFound(table_in(read(path), name)),
    ".xlsx": lambda path, _name: table_of(path, grids_of(path)),
    ".csv": lambda path, _name: table_of(path, [grid_in(path)]),
}


def read_table(path: Path, name: str = "") -> DecisionTable:
    """Return the decision table of a file (see ``find_table``)."""
    return find_table(path, name).table


def find_table(path: Path, name: str = "") -> TableFound:
    """Return the decision table of a file, and what stands there besides and is not read.

    ``name`` is the decision it makes, where there are many.

    Raises:
        Rejected: its ending is that of no table format.
        NotFound: the file has no such decision.
        DefinitionError: it cannot be read; with every problem.
    """
    reader = _READERS.get(path.suffix.lower())
    if reader is None:
        raise _no_format(_("read"), path, _READERS)
    return reader(path, name)


def table_bytes(table: DecisionTable, path: Path) -> bytes:
    """Return a table as the bytes of a file with this name, read back as a check.

    Raises:
        Rejected: the ending is that of no table format.
        DefinitionError: the file would not load; with every problem.
        LimitExceeded: the format cannot hold the table.
    """
    writer = _WRITERS.get(path.suffix.lower())
    if writer is None:
        raise _no_format(_("write"), path, _WRITERS)
    content = writer(table)
    _check_loads(content, path.name)
    return content


def _check_loads(content: bytes, name: str) -> None:
    with TemporaryDirectory() as folder:
        draft = Path(folder) / name
        draft.write_bytes(content)
        read_table(draft)


def _no_format(verb: str, path: Path, known: Iterable[str]) -> Rejected:
    message = _("{ending!r} is no table format").format(ending=path.suffix)
    possible = _("its name may end in {known}").format(known=", ".join(known))
    return refuse(Reason.INVALID, f"{verb} {path.name!r}", message, possible)
