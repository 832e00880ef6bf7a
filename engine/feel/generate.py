"""The fast evaluator: Python generated from the tree of an expression that is run often.

The generator (see ``generator``) guesses the kind of each leaf from the operators around it, tests
the guess where the leaf is first read, and uses Python's own operators inside. Whatever does not
fit (a null, another kind, a missing key, a number too large) leaves by ``Miss`` or by Python's own
error to the closures, which know every rule; so the answers are the same, and only the speed
differs.
"""

from decimal import DecimalException, getcontext, setcontext
from typing import Any, Final

from engine.feel import ast
from engine.feel.ast import Node
from engine.feel.budget import Budget
from engine.feel.code_space import SPACE, WrongGuess, caller
from engine.feel.generator import Compiled, Generator
from engine.feel.guards import TooLarge, Unsupported
from engine.feel.numbers import FEEL
from engine.feel.raw import PLAIN_SPACE

_SIZES: Final = (10**15, 10**9, 10**6, 10**3)
_LARGEST: Final = 120  # parts of an expression worth generating code for
_FAILS: Final = (WrongGuess, KeyError, TypeError, AttributeError, DecimalException, OverflowError)

_PLAIN: Final = """
def rule(f):
    try: return {body}
    except FAILS: return OTHERWISE(f)
"""
_COMPUTING: Final = """
def rule(f):
    c = CONTEXT()
    if c is not FEEL: SET(FEEL)
    try: return {body}
    except FAILS: return OTHERWISE(f)
    finally:
        if c is not FEEL: SET(c)
"""


def generate(
    tree: Node, otherwise: Compiled, budget: Budget | None = None, *, plain: bool = False
) -> Compiled:
    """Return a function of the facts for a tree; ``otherwise`` itself where no code would pay.

    The facts are FEEL values, or ``plain`` Python of which is converted what is read.

    ``otherwise`` is also asked whenever a guess about the facts fails.
    """
    if sum(1 for _each in ast.walk(tree)) > _LARGEST:
        return otherwise
    for size in _SIZES:
        generator = Generator(size, plain=plain)
        try:
            body = generator.value(tree)
        except TooLarge:
            continue
        except (Unsupported, RecursionError):
            return otherwise
        return _assemble(generator, body, otherwise, budget) or otherwise
    return otherwise


def _assemble(
    generator: Generator, body: str, otherwise: Compiled, budget: Budget | None
) -> Compiled | None:
    """Return the function of generated code; one that computes does so in FEEL's context.

    None where Python finds it nested too deep.
    """
    within = _COMPUTING if generator.computes else _PLAIN
    space: dict[str, Any] = {
        **(PLAIN_SPACE if generator.plain else SPACE),
        **generator.constants,
        "CONTEXT": getcontext,
        "SET": setcontext,
        "FEEL": FEEL,
        "FAILS": _FAILS,
        "OTHERWISE": otherwise,
        "CALL": caller(budget),
    }
    source = "".join([*generator.asides, within.format(body=body)])
    try:
        code = compile(source, "<rule>", "exec")
    except (SyntaxError, RecursionError, MemoryError):  # nested too deep for Python
        return None
    exec(code, space)  # noqa: S102 - made from our tree, no user text
    rule: Compiled = space["rule"]
    return rule
