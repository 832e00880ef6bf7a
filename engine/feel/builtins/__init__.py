"""The built-in functions by name (DMN 1.5, 10.3.4)."""

from typing import Final

from engine.feel.builtins import contexts, lists, moments, numeric, ranges, strings
from engine.feel.builtins.table import functions
from engine.feel.values import Function

BUILTINS: Final[dict[str, Function]] = functions(strings, numeric, lists, contexts, ranges, moments)
