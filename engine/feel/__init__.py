"""FEEL, the rule language of DMN 1.5: texts to expressions, expressions and facts to values.

::

    from engine import feel

    ready = feel.parse("active_members >= 5 and leader != null", ["active_members", "leader"])
    feel.evaluate(ready, {"active_members": 6, "leader": "Amina"}).value      # True
    feel.evaluate("count(orders[amount > 100])", {"orders": [{"amount": 120}]}).value      # 1
"""

from engine.feel.budget import DEFAULT as DEFAULT_BUDGET
from engine.feel.budget import Budget, allow, allowed
from engine.feel.conform import coerce, conforms
from engine.feel.convert import Converted, from_python, to_python
from engine.feel.expression import (
    Evaluation,
    Expression,
    compile,  # noqa: A004 - feel.compile beside feel.parse and feel.evaluate
    decimal128,
    evaluate,
    names_read,
    parse,
)
from engine.feel.external import STAND_INS, Registry
from engine.feel.frames import Seen, Warning_
from engine.feel.names import Scope
from engine.feel.temporal import Date, DateTime, DaysDuration, MonthsDuration, Time
from engine.feel.text import literal, to_text
from engine.feel.type_parser import parse_type
from engine.feel.types import Type
from engine.feel.unparse import unparse
from engine.feel.values import Function, Range, Value

__all__ = [
    "DEFAULT_BUDGET",
    "STAND_INS",
    "Budget",
    "Converted",
    "Date",
    "DateTime",
    "DaysDuration",
    "Evaluation",
    "Expression",
    "Function",
    "MonthsDuration",
    "Range",
    "Registry",
    "Scope",
    "Seen",
    "Time",
    "Type",
    "Value",
    "Warning_",
    "allow",
    "allowed",
    "coerce",
    "compile",
    "conforms",
    "decimal128",
    "evaluate",
    "from_python",
    "literal",
    "names_read",
    "parse",
    "parse_type",
    "to_python",
    "to_text",
    "unparse",
]
