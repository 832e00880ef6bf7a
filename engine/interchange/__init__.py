"""Other people's formats: decision models in DMN XML, decision tables in spreadsheets.

::

    from engine import interchange

    model = interchange.load(Path("loan.dmn"))
    model.evaluate("decision", "Approval", {"Age": 30}).value
"""

from pathlib import Path

from engine.dmn.graph import DecisionModel, Host, Outcome
from engine.dmn.model import Model
from engine.interchange.table_models import as_model, table_in
from engine.interchange.xml_reader import namespace_of, read, read_text
from engine.interchange.xml_writer import write

__all__ = [
    "DecisionModel",
    "Host",
    "Model",
    "Outcome",
    "as_model",
    "load",
    "read",
    "read_text",
    "table_in",
    "write",
]

_MOST_SIBLINGS = 500


def load(path: Path | str) -> DecisionModel:
    """Return the model in a file, with the models it imports from the files around it.

    Imports are found by their namespace among the ``.dmn`` files in and below the file's folder;
    nothing is fetched, and no file outside the folder is read.

    Raises:
        NotFound: there is no such file.
        DefinitionError: the file or one that it imports cannot be used; carries every problem.
    """
    path = Path(path)
    model = read(path)
    return DecisionModel(model, _imported(path, model))


def _imported(path: Path, model: Model) -> dict[str, Model]:
    wanted = {one.namespace for one in model.imports} - {model.namespace}
    found: dict[str, Model] = {}
    if not wanted:
        return found
    siblings = [one for one in sorted(path.parent.rglob("*.dmn")) if one != path]
    headers = [(namespace_of(one), one) for one in siblings[:_MOST_SIBLINGS]]
    while wanted:
        namespace = wanted.pop()
        place = next((one for own, one in headers if own == namespace), None)
        if place is not None:
            found[namespace] = read(place)
            wanted |= {one.namespace for one in found[namespace].imports}
            wanted -= {model.namespace, *found}
    return found
