"""How fast rules run: seven rules in FEEL, compiled, beside the same rule as a Python lambda.

    python benchmarks/rules.py            ratios, medians of nine interleaved repeats
    python benchmarks/rules.py --agree N  compare both evaluators on N random expressions

The lambda gets the same inputs, already converted (numbers with a point are Decimals); R1 is also
set against the lambda on floats. zen-engine is measured too where it is installed. Decision
tables are measured in ``benchmarks/tables.py``.
"""

import statistics
import sys
import timeit
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from engine import feel

ORDERS = [{"id": number, "amount": 50 + 10 * number} for number in range(20)]
REPEATS = 9
BATCH = 5000
MONTH = timedelta(days=30)


@dataclass(frozen=True)
class Rule:
    name: str
    text: str
    plain: Callable[[dict[str, Any]], Any]
    inputs: dict[str, Any]
    zen: str
    zen_inputs: dict[str, Any] | None = None


PRICES = {"price": 19.95, "quantity": 12, "discount": 0.1, "limit": 150}
RULES = [
    Rule(
        "R1 arithmetic",
        "price * quantity * (1 - discount) > limit + 50",
        lambda c: c["price"] * c["quantity"] * (1 - c["discount"]) > c["limit"] + 50,
        PRICES,
        "price * quantity * (1 - discount) > limit + 50",
    ),
    Rule(
        "R2 string equality",
        'tier = "gold"',
        lambda c: c["tier"] == "gold",
        {"tier": "gold"},
        'tier == "gold"',
    ),
    Rule(
        "R3 six terms",
        'age >= 18 and age < 65 and country = "DE" and not(blocked) and (score > 600 or vip)',
        lambda c: (
            c["age"] >= 18
            and c["age"] < 65
            and c["country"] == "DE"
            and not c["blocked"]
            and (c["score"] > 600 or c["vip"])
        ),
        {"age": 30, "country": "DE", "blocked": False, "score": 590, "vip": True},
        'age >= 18 and age < 65 and country == "DE" and not blocked and (score > 600 or vip)',
    ),
    Rule(
        "R4 count of a filter",
        "count(orders[amount > 100]) >= 3",
        lambda c: len([o for o in c["orders"] if o["amount"] > 100]) >= 3,
        {"orders": ORDERS},
        "count(orders, #.amount > 100) >= 3",
    ),
    Rule(
        "R5 every",
        "every o in orders satisfies o.amount > 0",
        lambda c: all([o["amount"] > 0 for o in c["orders"]]),  # noqa: C419 - as others have it
        {"orders": ORDERS},
        "all(orders, #.amount > 0)",
    ),
    Rule(
        "R6 date and duration",
        'invoice_date + duration("P30D") < current_date',
        lambda c: c["invoice_date"] + MONTH < c["current_date"],
        {"invoice_date": date(2024, 1, 15), "current_date": date(2024, 3, 1)},
        'date(invoice_date) + duration("30d") < date(current_date)',
        {"invoice_date": "2024-01-15", "current_date": "2024-03-01"},
    ),
    Rule(
        "R7 path of five",
        'order.customer.address.country.code = "DE"',
        lambda c: c["order"]["customer"]["address"]["country"]["code"] == "DE",
        {"order": {"customer": {"address": {"country": {"code": "DE"}}}}},
        'order.customer.address.country.code == "DE"',
    ),
]


def decimals(value: Any) -> Any:
    """Return the inputs of the lambda: Decimals for floats, all else as it is."""
    if isinstance(value, dict):
        return {key: decimals(item) for key, item in value.items()}
    return Decimal(repr(value)) if isinstance(value, float) else value


def seconds(function: Callable[[Any], Any], inputs: Any, number: int) -> float:
    return timeit.timeit("f(x)", globals={"f": function, "x": inputs}, number=number) / number


def ratios(rule: Rule) -> dict[str, float]:
    """Return the medians of the ratios to the lambda, each repeat taking turns."""
    expression = feel.parse(rule.text, rule.inputs)
    compiled, facts = feel.compile(expression), feel.from_python(rule.inputs)
    plain = decimals(rule.inputs)
    assert compiled(facts) is True
    number = max(1, int(0.02 / seconds(rule.plain, plain, 1000)))
    rows: dict[str, list[float]] = {}
    contenders = {
        "compiled": (compiled, facts),
        "compiled, context set": (compiled, facts),
        "evaluate": (lambda known: feel.evaluate(expression, known), facts),
        "lambda on floats": (rule.plain, rule.inputs),
    }
    zen = _zen(rule)
    if zen is not None:
        contenders["zen"] = (zen, rule.zen_inputs or rule.inputs)
    for _repeat in range(REPEATS):
        base = seconds(rule.plain, plain, number)
        rows.setdefault("lambda, ns", []).append(base * 1e9)
        for name, (function, inputs) in contenders.items():
            with feel.decimal128() if name.endswith("context set") else nullcontext():
                took = seconds(function, inputs, max(1, number // 2))
            rows.setdefault(name, []).append(took / base)
    rows["prepare, us"] = [_prepared(rule) * 1e6]
    return {name: statistics.median(values) for name, values in rows.items()}


def _prepared(rule: Rule) -> float:
    names = tuple(rule.inputs)
    times = timeit.repeat(lambda: feel.compile(feel.parse(rule.text, names)), number=20, repeat=5)
    return min(times) / 20


def _zen(rule: Rule) -> Callable[[Any], Any] | None:
    try:
        import zen  # noqa: PLC0415 - a peer that need not be there
    except ImportError:
        return None
    evaluate: Callable[[Any], Any] = zen.compile_expression(rule.zen).evaluate
    return evaluate


def agree(number: int) -> None:
    """Compare the reference with the generated code on random expressions and inputs."""
    from hypothesis import HealthCheck, Phase, given, seed, settings  # noqa: PLC0415
    from hypothesis import strategies as st  # noqa: PLC0415

    from tests.feel.expressions import NAMES, expressions, facts, sensible  # noqa: PLC0415
    from tests.feel.test_properties import form  # noqa: PLC0415

    def check(tree: Any, known: dict[str, Any]) -> None:
        expression = feel.parse(feel.unparse(tree), NAMES)
        expected = feel.evaluate(expression, known).value
        assert form(feel.compile(expression)(known)) == form(expected)

    quiet = settings(
        max_examples=min(number, BATCH),
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    for batch in range(0, number, BATCH):
        asked = given(st.one_of(sensible, sensible, expressions), facts)(check)
        seed(batch)(quiet(asked))()
        print(f"{min(number, batch + BATCH)} random expressions: both evaluators agree", flush=True)


def main() -> None:
    if "--agree" in sys.argv:
        agree(int(sys.argv[-1]))
        return
    for rule in RULES:
        found = ratios(rule)
        print(rule.name, *(f"{name} {value:.2f}" for name, value in found.items()), sep="; ")


if __name__ == "__main__":
    main()
