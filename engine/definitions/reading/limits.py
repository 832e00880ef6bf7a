"""``limits.yaml``: what the formulas of an organisation may use up.

::

    format: consort/1
    kind: limits
    steps: 100000       # of work, in one evaluation

What is left out keeps its default (``engine.feel.budget``). The file stands in the folder of the
organisation, beside ``workflows/``.
"""

from pathlib import Path
from typing import Final

from engine.definitions.reading.fields import Fields, Reader
from engine.definitions.reading.yaml_source import read
from engine.feel.budget import DEFAULT, Budget
from engine.language import _
from engine.source import Text

KIND: Final = "limits"
BOUNDS: Final = {
    "text": (50_000, 1_000_000),
    "nesting": (20, 100),
    "steps": (1_000, 50_000_000),
    "size": (1_000, 10_000_000),
    "depth": (20, 100),
    "trace": (0, 100_000),
}
"""The least and the most of each limit: what the shipped rules can do with, and what is safe.

Steps may be fewer than the shipped measures take, for folders that do without these.
"""


def load_limits(source: Path | Text | str, name: str = "") -> Budget:
    """Return the budget that a YAML file or text sets; ``name`` is what problems call it.

    Raises:
        NotFound: there is no such file.
        DefinitionError: with every problem and its place.
    """
    reader = Reader()
    fields = reader.fields(read(source, name), _("limits file"), ("format", "kind", *BOUNDS))
    fields.one_of("format", ("consort/1",))
    fields.one_of("kind", (KIND,))
    limits = {key: _limit(fields, key, getattr(DEFAULT, key)) for key in BOUNDS}
    reader.finish()
    return Budget(**limits)


def _limit(fields: Fields, key: str, default: int) -> int:
    """Return one limit; a number outside its bounds is reported."""
    told = len(fields.reader.problems)
    value = fields.integer(key, default)
    low, high = BOUNDS[key]
    if len(fields.reader.problems) == told and not low <= value <= high:
        message = _("the value {value} is not between {low} and {high}")
        hint = _("change it, or leave it out: then it is {default}").format(default=default)
        text = message.format(value=value, low=low, high=high)
        fields.reader.report("out-of-range", text, fields.place(key), hint)
    return value
