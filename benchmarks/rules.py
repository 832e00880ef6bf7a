"""How fast rules run: rules in FEEL, compiled, beside the same rule as a Python lambda.

    python benchmarks/rules.py            ratios of CPU time, medians of interleaved repeats
    python benchmarks/rules.py --agree N  compare both evaluators on N random expressions

"plain" asks plain Python facts, and what has to be converted is converted inside the timer, at each
call; "converted" asks FEEL values. The lambda gets its inputs already converted (numbers with a
point are Decimals). zen-engine is measured too where it is installed; "zen by plain" is how many
times faster than it the rule is. Below R7 stand values that are dear for exact numbers: products,
sums and lists that come out, and comparisons that tie. Decision tables: ``benchmarks/tables.py``.
"""

import statistics
import sys
import time
import timeit
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from engine import feel

ORDERS = [{"id": number, "amount": 50 + 10 * number} for number in range(20)]
REPEATS = 15
BATCH = 5000
TIE = Decimal("239.4")
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
    Rule(
        "a product that comes out",
        "price * quantity",
        lambda c: c["price"] * c["quantity"],
        PRICES,
        "price * quantity",
    ),
    Rule(
        "a sum of 20",
        "sum(amounts)",
        lambda c: sum(c["amounts"]),
        {"amounts": [round(0.1 + 1.37 * number, 2) for number in range(20)]},
        "sum(amounts)",
    ),
    Rule(
        "a list that comes out",
        "orders[amount > 100]",
        lambda c: [o for o in c["orders"] if o["amount"] > 100],
        {"orders": [{"id": number, "amount": 50.5 + 10 * number} for number in range(20)]},
        "filter(orders, #.amount > 100)",
    ),
    Rule(
        "a tie of two",
        "price * quantity = 239.4",
        lambda c: c["price"] * c["quantity"] == TIE,
        PRICES,
        "price * quantity == 239.4",
    ),
    Rule(
        "a tie of four",
        "price * quantity * (1 - discount) > limit + 50",
        lambda c: c["price"] * c["quantity"] * (1 - c["discount"]) > c["limit"] + 50,
        {"price": 20.0, "quantity": 10, "discount": 0.1, "limit": 130},
        "price * quantity * (1 - discount) > limit + 50",
    ),
]


def decimals(value: Any) -> Any:
    """Return the inputs of the lambda: Decimals for floats, all else as it is."""
    if isinstance(value, dict):
        return {key: decimals(item) for key, item in value.items()}
    if isinstance(value, list):
        return [decimals(item) for item in value]
    return Decimal(repr(value)) if isinstance(value, float) else value


def seconds(function: Callable[[Any], Any], inputs: Any, number: int) -> float:
    timer = timeit.Timer("f(x)", globals={"f": function, "x": inputs}, timer=time.process_time)
    return timer.timeit(number) / number


def ratios(rule: Rule) -> dict[str, float]:
    """Return the medians of the ratios to the lambda, each repeat taking turns."""
    expression = feel.parse(rule.text, rule.inputs)
    facts = feel.from_python(rule.inputs)
    contenders: dict[str, tuple[Callable[[Any], Any], Any]] = {
        "lambda": (rule.plain, decimals(rule.inputs)),
        "plain": (feel.compile(expression), rule.inputs),
        "converted": (feel.compile(expression, converted=True), facts),
    }
    zen = _zen(rule)
    if zen is not None:
        contenders["zen"] = (zen, rule.zen_inputs or rule.inputs)
    _same(rule, contenders)
    numbers = {name: _often(*contender) for name, contender in contenders.items()}
    rows: dict[str, list[float]] = {}
    for _repeat in range(REPEATS):
        for name, contender in contenders.items():
            took = seconds(*contender, numbers[name])
            rows.setdefault(name, []).append(took)
    took = {name: statistics.median(values) for name, values in rows.items()}
    found = {name: value / took["lambda"] for name, value in took.items() if name != "lambda"}
    if zen is not None:
        found["zen by plain"] = took["zen"] / took["plain"]
    return found | {"prepare, us": _prepared(rule) * 1e6}


def _same(rule: Rule, contenders: dict[str, tuple[Callable[[Any], Any], Any]]) -> None:
    """Make sure that a rule is asked the same in every way, and answers."""
    plain, converted = (contenders[name][0](contenders[name][1]) for name in ("plain", "converted"))
    assert plain == converted
    assert plain is not None, rule.name


def _often(function: Callable[[Any], Any], inputs: Any) -> int:
    return max(1, int(0.01 / seconds(function, inputs, 200)))


def _prepared(rule: Rule) -> float:
    names = tuple(rule.inputs)
    timer = timeit.Timer(
        lambda: feel.compile(feel.parse(rule.text, names)), timer=time.process_time
    )
    return min(timer.repeat(number=20, repeat=5)) / 20


def _zen(rule: Rule) -> Callable[[Any], Any] | None:
    try:
        import zen  # noqa: PLC0415 - a peer that need not be there
    except ImportError:
        return None
    evaluate: Callable[[Any], Any] = zen.compile_expression(rule.zen).evaluate
    return evaluate


def agree(number: int) -> None:
    """Compare the reference with the generated code on random expressions and inputs.

    Each expression is asked over FEEL values, and another over plain Python facts.
    """
    from hypothesis import HealthCheck, Phase, given, seed, settings  # noqa: PLC0415
    from hypothesis import strategies as st  # noqa: PLC0415

    from engine.feel.expression import within  # noqa: PLC0415
    from tests.feel.expressions import NAMES, expressions, facts, sensible  # noqa: PLC0415
    from tests.feel.plain_facts import close, near_facts, python_facts  # noqa: PLC0415
    from tests.feel.test_plain_facts import agree as agree_on_plain_facts  # noqa: PLC0415
    from tests.feel.test_properties import form  # noqa: PLC0415

    def check(tree: Any, known: dict[str, Any]) -> None:
        expression = feel.parse(feel.unparse(tree), NAMES)
        expected = feel.evaluate(expression, known, converted=True).value
        assert form(feel.compile(expression, converted=True)(known)) == form(expected)
        code = expression.steady
        assert code is None or form(within(None, None, lambda: code(known))) == form(expected)

    quiet = settings(
        max_examples=min(number, BATCH),
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    trees = st.one_of(sensible, sensible, expressions)
    asked: dict[str, tuple[Any, Any, Any]] = {
        "FEEL values": (trees, facts, check),
        "plain facts": (trees, python_facts(), agree_on_plain_facts),
        "plain facts that tie": (close, near_facts, agree_on_plain_facts),
    }
    for batch in range(0, number, BATCH):
        for kind, (expression, known, question) in asked.items():
            seed(batch)(quiet(given(expression, known)(question)))()
            done = min(number, batch + BATCH)
            print(f"{done} random expressions over {kind}: evaluators agree", flush=True)


def main() -> None:
    if "--agree" in sys.argv:
        agree(int(sys.argv[-1]))
        return
    for rule in RULES:
        found = ratios(rule)
        print(rule.name, *(f"{name} {value:.2f}" for name, value in found.items()), sep="; ")


if __name__ == "__main__":
    main()
