"""The cell of a decision table: unary tests (DMN 1.5, 10.3.1.2, rules 7 to 18).

::

    -                                      anything
    < 5, [7..9], "a"                       any of these
    not(< 5, [7..9))                       none of these
    not(blocked) and ? > 3                 an expression of the value ``?``
"""

from typing import NamedTuple

from engine.feel import ast
from engine.feel.ast import Node
from engine.feel.lexer import END
from engine.feel.names import Scope
from engine.feel.parser import Parser
from engine.language import _
from engine.source import DefinitionError


class Bookmark(NamedTuple):
    """How far a reading had come, so that another one can begin there."""

    at: int
    scopes: int
    remarks: int
    nesting: int
    height: int
    unsure: int
    closing: bool


class CellParser(Parser):
    """Reads one text as the tests of a cell."""

    def unary_tests(self) -> Node:
        """Return the tree of the whole text as tests of a decision table's cell.

        Raises:
            DefinitionError: at the first place where the text cannot be FEEL.
        """
        self.scopes.append(Scope(["?"]))
        return self.whole(self._unary_tests)

    def _unary_tests(self) -> Node:
        start = self.now.start
        if self.now.text == "-" and self.tokens[self.at + 1].kind == END:
            self.at += 1
            return ast.UnaryTests(self.span(start), ())
        if self.now.text == "not" and self.ahead("("):
            return self._negation_or_tests(start)
        return self._plain(start)

    def _negation_or_tests(self, start: int) -> Node:
        """Read ``not(...)`` as the negation of tests if it is one to the end of the cell.

        Else it is the function (``not(blocked) and ? > 3``). A cell that is neither is refused
        where the reading that came further stopped.
        """
        before = self._mark()
        try:
            return self._negation(start)
        except DefinitionError as error:
            self._back(before)
            try:
                return self.whole(lambda: self._plain(start))
            except DefinitionError as other:
                raise max(error, other, key=_reached) from None

    def _negation(self, start: int) -> Node:
        self.at += 2
        tests = self.tests()
        self.expect(")")
        if self.now.kind != END:
            self.fail(_("an operator or the end"))
        return ast.UnaryTests(self.span(start), tests, negated=True)

    def _plain(self, start: int) -> Node:
        tests = self.tests()
        return ast.UnaryTests(self.span(start), tests)

    def _mark(self) -> Bookmark:
        return Bookmark(
            self.at,
            len(self.scopes),
            len(self.remarks),
            self._nesting,
            self._height,
            self._unsure,
            self._closing,
        )

    def _back(self, mark: Bookmark) -> None:
        self.at = mark.at
        del self.scopes[mark.scopes :], self.remarks[mark.remarks :]
        self._nesting, self._height = mark.nesting, mark.height
        self._unsure, self._closing = mark.unsure, mark.closing


def _reached(error: DefinitionError) -> int:
    return max(problem.span.start if problem.span else 0 for problem in error.problems)
