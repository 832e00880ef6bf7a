"""A matcher that cannot run away: for the patterns that ``re`` might chew on for ever.

The tree of a pattern becomes a small program, run by backtracking that remembers where it has
failed, so that no part of the program is tried twice at one place: time grows with the length of
the text times that of the pattern, where ``re`` may need time exponential in the text. Patterns
with back-references cannot be remembered so; all are stopped by a count of steps.
"""

import re
from collections.abc import Callable
from typing import Final, NamedTuple

from engine.feel.budget import spend
from engine.feel.regex_parse import (
    Back,
    Brackets,
    Choice,
    Concatenation,
    Edge,
    Node,
    OneOf,
    Repeat,
)
from engine.language import _
from engine.source import LimitExceeded

MAX_STEPS: Final = 300_000
MAX_PROGRAM: Final = 5_000
_STEPS_PER_SPENT: Final = 4

Groups = tuple[int | None, ...]


class Instruction(NamedTuple):
    """One step of a program: ``first`` and ``second`` are places in it, or a group, or unused."""

    kind: str
    first: int = 0
    second: int = 0
    holds: Callable[[str], bool] | None = None
    sign: str = ""


class Program:
    """A compiled pattern."""

    def __init__(self, tree: Node, groups: int, flags: str) -> None:
        self._flags = re.IGNORECASE if "i" in flags else 0
        self._many_lines = "m" in flags
        self._steps: list[Instruction] = []
        self._groups = groups
        self._forgets = False
        self._sets: dict[str, Callable[[str], bool]] = {}
        self._add(Instruction("open", 0))
        self._emit(tree)
        self._add(Instruction("close", 0))
        self._add(Instruction("found"))

    def search(self, text: str, start: int = 0) -> Groups | None:
        """Return the places of the leftmost match and its groups: start, end, start, end, ...

        Raises:
            LimitExceeded: when it takes too many steps.
        """
        seen: set[int] = set()
        left = MAX_STEPS
        for at in range(start, len(text) + 1):
            found, left = self._run(text, at, seen, left)
            if found:
                spend((MAX_STEPS - left) // _STEPS_PER_SPENT)
                return found
        spend((MAX_STEPS - left) // _STEPS_PER_SPENT)
        return None

    def _run(self, text: str, at: int, seen: set[int], left: int) -> tuple[Groups | None, int]:
        steps = self._steps
        width = len(steps)
        empty: Groups = (None,) * (2 * self._groups + 2)
        waiting: list[tuple[int, int, Groups]] = [(0, at, empty)]
        while waiting:
            place, at, groups = waiting.pop()
            while True:
                left -= 1
                if left < 0:
                    raise _too_slow()
                step = steps[place]
                if step.kind == "found":
                    return groups, left
                if not self._forgets:
                    state = at * width + place
                    if state in seen:
                        break
                    seen.add(state)
                if step.kind == "fork":
                    waiting.append((step.second, at, groups))
                    place = step.first
                    continue
                moved = self._move(step, text, at, groups)
                if moved is None:
                    break
                at, groups = moved
                place = step.first if step.kind == "jump" else place + 1
        return None, left

    def _move(
        self, step: Instruction, text: str, at: int, groups: Groups
    ) -> tuple[int, Groups] | None:
        match step.kind:
            case "one":
                holds = step.holds
                return (at + 1, groups) if at < len(text) and holds and holds(text[at]) else None
            case "open" | "close":
                slot = 2 * step.first + (step.kind == "close")
                return at, (*groups[:slot], at, *groups[slot + 1 :])
            case "edge":
                return (at, groups) if self._at_edge(step.sign, text, at) else None
            case "back":
                return self._repeated(step.first, text, at, groups)
            case _:
                return at, groups

    def _at_edge(self, sign: str, text: str, at: int) -> bool:
        if sign == "^":
            return at == 0 or (self._many_lines and text[at - 1] == "\n" and at < len(text))
        return at == len(text) or (self._many_lines and text[at] == "\n")

    def _repeated(
        self, group: int, text: str, at: int, groups: Groups
    ) -> tuple[int, Groups] | None:
        start, end = groups[2 * group], groups[2 * group + 1]
        if start is None or end is None:
            return at, groups
        wanted = text[start:end]
        given = text[at : at + len(wanted)]
        if given == wanted or (self._flags and given.lower() == wanted.lower()):
            return at + len(wanted), groups
        return None

    def _add(self, step: Instruction) -> int:
        if len(self._steps) >= MAX_PROGRAM:
            raise _too_slow()
        self._steps.append(step)
        return len(self._steps) - 1

    def _emit(self, node: Node) -> None:
        match node:
            case OneOf(text):
                self._add(Instruction("one", holds=self._set(text)))
            case Edge(sign):
                self._add(Instruction("edge", sign=sign))
            case Back(group):
                self._forgets = True
                self._add(Instruction("back", group))
            case Concatenation(items):
                for item in items:
                    self._emit(item)
            case Choice(options):
                self._emit_choice(options)
            case Brackets(index, body):
                self._emit_group(index, body)
            case Repeat():
                self._emit_repeat(node)

    def _emit_group(self, index: int | None, body: Node) -> None:
        if index is None:
            self._emit(body)
            return
        self._add(Instruction("open", index))
        self._emit(body)
        self._add(Instruction("close", index))

    def _emit_choice(self, options: tuple[Node, ...]) -> None:
        jumps = []
        for option in options[:-1]:
            fork = self._add(Instruction("fork"))
            self._emit(option)
            jumps.append(self._add(Instruction("jump")))
            self._steps[fork] = Instruction("fork", fork + 1, len(self._steps))
        self._emit(options[-1])
        for jump in jumps:
            self._steps[jump] = Instruction("jump", len(self._steps))

    def _emit_repeat(self, node: Repeat) -> None:
        for _copy in range(node.least):
            self._emit(node.body)
        if node.most is None:
            fork = self._add(Instruction("fork"))
            self._emit(node.body)
            self._add(Instruction("jump", fork))
            self._steps[fork] = self._fork(fork + 1, len(self._steps), lazy=node.lazy)
            return
        forks = []
        for _copy in range(node.most - node.least):
            forks.append(self._add(Instruction("fork")))
            self._emit(node.body)
        for fork in forks:
            self._steps[fork] = self._fork(fork + 1, len(self._steps), lazy=node.lazy)

    @staticmethod
    def _fork(on: int, out: int, *, lazy: bool) -> Instruction:
        return Instruction("fork", out, on) if lazy else Instruction("fork", on, out)

    def _set(self, text: str) -> Callable[[str], bool]:
        found = self._sets.get(text)
        if found is None:
            test = re.compile(text, self._flags).fullmatch
            known: dict[str, bool] = {}

            def holds(char: str) -> bool:
                answer = known.get(char)
                if answer is None:
                    answer = known[char] = test(char) is not None
                return answer

            found = self._sets[text] = holds
        return found


def _too_slow() -> LimitExceeded:
    return LimitExceeded(
        _("a pattern needs too many steps; make it simpler, for instance without (a+)+")
    )
