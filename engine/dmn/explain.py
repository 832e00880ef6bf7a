"""A decision in sentences: what came out, which rows made it, why the others did not match.

::

    readiness: not_ready
      row 3: A required step is still open
    not matching:
      row 1: hard_unmet is 0; the row wants > 0
      row 4: soft_share is not known; the row wants >= ready_share (0.80)
"""

from typing import Any

from engine.dmn.decide import Miss, TableAnswer
from engine.dmn.table import DecisionTable, Words
from engine.feel import literal, names_read, parse
from engine.language import _, choose


def explain(decision: TableAnswer) -> str:
    """Return the decision for people; it must have been made with ``explain=True``."""
    lines = [*_value(decision), *_rows(decision)]
    if decision.misses:
        lines.append(_("not matching:"))
        lines += [f"  {why_not(decision.table, miss)}" for miss in decision.misses]
    lines += [_("note: {warning}").format(warning=warning) for warning in decision.warnings]
    return "\n".join(lines)


def why_not(table: DecisionTable, miss: Miss) -> str:
    """Return why a row did not match: the first cell that failed, and the value it saw."""
    wanted = miss.cell.text + _thresholds(table, miss.cell.text)
    if miss.value is None:
        message = _("row {row}: {name} is not known; the row wants {wanted}")
    else:
        message = _("row {row}: {name} is {value}; the row wants {wanted}")
    value = literal(miss.value)
    return message.format(row=miss.row, name=miss.input, value=value, wanted=wanted)


def _value(decision: TableAnswer) -> list[str]:
    table = decision.table
    if isinstance(decision.value, list):
        return [f"{choose(table.title) or table.name}: {literal(decision.value)}"]
    labels = {one.name: one.labels for one in table.outputs}
    return [
        f"{name or choose(table.title) or table.name}: {_shown(value, labels[name])}"
        for name, value in decision.outputs.items()
    ]


def _rows(decision: TableAnswer) -> list[str]:
    lines = []
    for number in decision.rows:
        row = decision.table.rows[number - 1]
        why = choose(row.why) or ", ".join(cell.text for cell in row.results)
        source = f" {row.source}" if row.source else ""
        lines.append("  " + _("row {row}: {why}").format(row=number, why=why) + source)
    if not decision.rows and decision.value is not None:
        lines.append("  " + _("no row matches; this is the default"))
    return lines


def _thresholds(table: DecisionTable, text: str) -> str:
    """Return the values of the parameters a cell names, in brackets."""
    known = {one.name: one.value for one in table.parameters}
    read = sorted(path[0] for path in names_read(parse(text, known, unary=True)))
    values = [literal(known[name]) for name in read if name in known]
    return f" ({', '.join(values)})" if values else ""


def _shown(value: Any, labels: dict[str, Words]) -> str:
    if isinstance(value, str):
        return choose(labels[value]) if value in labels else value
    return literal(value)
