"""What goes wrong in a template, told at the line of its author."""

import re
from collections.abc import Iterator
from typing import Final

from jinja2 import TemplateError, TemplateSyntaxError
from jinja2.exceptions import SecurityError, TemplateNotFound, UndefinedError

from engine.documents.confinement import OutOfTimeError, TooMuchTextError
from engine.documents.template_folders import MACROS, Templates
from engine.language import _
from engine.source import DefinitionError, Problem, Span, Text


def told(name: str, shelf: Templates, error: Exception) -> DefinitionError:
    """Return the error at the template line where it happened."""
    at, line = next(_template_lines(error), (name, 0))
    if isinstance(error, TemplateSyntaxError) and error.lineno:
        at, line = error.name or at, error.lineno
    code = "template" if isinstance(error, TemplateError | DefinitionError) else "template-fails"
    span = line_of(shelf.known(at), max(line, 1))
    return DefinitionError([Problem(code, _sentence(error), span)])


def line_of(text: Text, line: int) -> Span:
    """Return a whole line of a text."""
    starts = text.body.split("\n")
    offset = sum(len(part) + 1 for part in starts[: line - 1])
    return Span(text, offset, offset + len(starts[line - 1]) if line <= len(starts) else offset)


_WORD: Final = r"(?<![\w.]){word}(?!\w)"
_FIELD: Final = r"(?<!\w){word}(?!\w)"


def word_of(text: Text, line: int, word: str, before: str = "") -> Span:
    """Return a word on a line, the whole line where it cannot be found; ``before`` leads to it."""
    whole = line_of(text, line)
    shape = f"{_WORD.format(word=re.escape(before))}\\s*\\.\\s*" if before else ""
    pattern = f"{shape}({(_FIELD if before else _WORD).format(word=re.escape(word))})"
    found = re.search(pattern, text.body[whole.start : whole.end])
    if found is None:
        return whole
    return Span(text, whole.start + found.start(1), whole.start + found.end(1))


def _sentence(error: Exception) -> str:
    match error:
        case DefinitionError():
            return str(error)
        case OutOfTimeError():
            return _("the template was stopped: it works too long; look for a loop without end")
        case TooMuchTextError():
            return _("the template was stopped: it prints too much; look for a loop without end")
        case MemoryError():
            return _("the template was stopped: it needs too much memory")
        case RecursionError():
            return _("the template was stopped: it calls itself without end")
        case TemplateNotFound():
            return _("there is no template {name!r}").format(name=error.name)
        case TemplateSyntaxError():
            return _("the template cannot be read: {why}").format(why=error.message)
        case UndefinedError():
            return _("{why}; only facts that document.yml declares can be used").format(
                why=str(error)
            )
        case SecurityError():
            return _("a template may not do this: {why}").format(why=str(error))
        case _:
            return _("the template fails: {why}").format(why=str(error) or type(error).__name__)


def _template_lines(error: BaseException) -> Iterator[tuple[str, int]]:
    """Yield the template lines of a traceback, the innermost first, shared macros last."""
    found: list[tuple[str, int]] = []
    trace = error.__traceback__
    while trace:
        # Jinja puts a frame of its own for each template line, with the file it stands in; not so
        # where it reads the macros, whose frames are those of the code made from the template
        known = trace.tb_frame.f_globals
        if "__jinja_exception__" in known:
            found.append((trace.tb_frame.f_code.co_filename, trace.tb_lineno))
        elif made := known.get("__jinja_template__"):
            line = made.get_corresponding_lineno(trace.tb_lineno)
            found.append((trace.tb_frame.f_code.co_filename, line))
        trace = trace.tb_next
    yield from reversed([one for one in found if not one[0].endswith(MACROS)])
    yield from reversed(found)
