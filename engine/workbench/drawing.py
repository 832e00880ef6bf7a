"""Pictures of a plan and of where a network stands, as SVG that needs nothing to be looked at.

One column a phase, in the order of the method: its state, how many conditions hold, its steps as
small squares. Colours are never the only sign: every state is also written.
"""

from collections.abc import Iterator
from html import escape

from engine.case.lifecycle import LIFECYCLES
from engine.case.words import said, wished
from engine.definitions.workflow import Phase, Workflow
from engine.language import _, choose
from engine.runtime.assess import GOOD, assess
from engine.runtime.situation import Situation

COLUMN, GAP, MARGIN, TOP = 210, 24, 24, 70
SQUARE, STEP = 14, 18
PER_ROW = 10
COLOURS = {
    "done": "#2e7d32", "waived": "#9e9d24", "ready": "#1565c0", "in_progress": "#6a1b9a",
    "submitted": "#6a1b9a", "locked": "#cfd8dc", "cancelled": "#eceff1",
}  # fmt: skip
HEADS = {
    "open": "#bbdefb", "completed": "#c8e6c9", "waiting": "#eceff1", "skipped": "#eceff1",
    "suspended": "#ffe0b2",
}  # fmt: skip


def plan_picture(workflow: Workflow) -> str:
    """Return the SVG of a plan: its phases with their steps and conditions."""
    columns = (_plan_column(at, phase) for at, phase in enumerate(workflow.phases.values()))
    return _page(choose(workflow.title), len(workflow.phases), columns, 260)


def network_picture(situation: Situation) -> str:
    """Return the SVG of where a network stands."""
    phases = situation.workflow.phases.values()
    columns = (_network_column(at, situation, phase) for at, phase in enumerate(phases))
    title = f"{situation.case.title}: {said(situation.case.state)}"
    projects = _projects(situation)
    height = 300 + 22 * len(situation.case.projects)
    return _page(title, len(situation.workflow.phases), (*columns, projects), height)


def _page(title: str, count: int, parts: Iterator[str] | tuple[str, ...], height: int) -> str:
    width = 2 * MARGIN + count * COLUMN + (count - 1) * GAP
    body = "\n".join(parts)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
        f'width="{width}" height="{height}" role="img" font-family="sans-serif" font-size="12">\n'
        f"<title>{escape(title)}</title>\n"
        f'<rect width="{width}" height="{height}" fill="white"/>\n'
        f'<text x="{MARGIN}" y="36" font-size="20">{escape(title)}</text>\n{body}\n</svg>\n'
    )


def _column(at: int, head: str, fill: str, lines: list[str]) -> str:
    x = MARGIN + at * (COLUMN + GAP)
    texts = "\n".join(
        f'<text x="{x + 10}" y="{TOP + 42 + 17 * row}">{escape(line)}</text>'
        for row, line in enumerate(lines)
    )
    arrow = "" if at == 0 else _arrow(x)
    return (
        f'{arrow}<rect x="{x}" y="{TOP}" width="{COLUMN}" height="112" rx="8" fill="{fill}" '
        f'stroke="#90a4ae"/>\n<text x="{x + 10}" y="{TOP + 22}" font-weight="bold">'
        f"{escape(head)}</text>\n{texts}"
    )


def _arrow(x: int) -> str:
    y = TOP + 56
    points = f"{x - 8},{y - 5} {x},{y} {x - 8},{y + 5}"
    return (
        f'<line x1="{x - GAP}" y1="{y}" x2="{x - 6}" y2="{y}" stroke="#546e7a"/>'
        f'<polygon points="{points}" fill="#546e7a"/>\n'
    )


def _plan_column(at: int, phase: Phase) -> str:
    required = sum(task.required for task in phase.tasks.values())
    hard = sum(one.hard for one in phase.criteria.values())
    lines = [
        _("{count} steps, {required} required").format(count=len(phase.tasks), required=required),
        _("{count} conditions, {hard} a must").format(count=len(phase.criteria), hard=hard),
    ]
    squares = ["ready" if task.required else "locked" for task in phase.tasks.values()]
    return _column(at, choose(phase.title), HEADS["waiting"], lines) + _squares(at, squares)


def _network_column(at: int, situation: Situation, phase: Phase) -> str:
    progress = situation.phase(phase.id)
    states = [situation.task_state(task) for task in phase.tasks.values()]
    lines = [said(progress.state) + (f" ({progress.round})" if progress.round > 1 else "")]
    if progress.state == "open":
        checks = assess(situation, phase).checks
        met = sum(one.verdict in GOOD for one in checks)
        lines.append(_("{met} of {of} conditions hold").format(met=met, of=len(checks)))
    done = sum(state in {"done", "waived"} for state in states)
    lines.append(_("{done} of {of} steps done").format(done=done, of=len(states)))
    doubts = [c for c in phase.criteria if _doubted(situation, c)]
    if doubts:
        lines.append(_("in doubt: {count}").format(count=len(doubts)))
    fill = HEADS.get(progress.state, "#eceff1")
    return _column(at, choose(phase.title), fill, lines) + _squares(at, states)


def _doubted(situation: Situation, criterion: str) -> bool:
    mark = situation.case.marks.get(criterion)
    return mark is not None and mark.kind == "doubted"


def _squares(at: int, states: list[str]) -> str:
    x, y = MARGIN + at * (COLUMN + GAP) + 10, TOP + 128
    return "\n" + "\n".join(
        f'<rect x="{x + STEP * (n % PER_ROW)}" y="{y + STEP * (n // PER_ROW)}" width="{SQUARE}" '
        f'height="{SQUARE}" rx="3" fill="{COLOURS[state]}"><title>{escape(said(state))}</title>'
        "</rect>"
        for n, state in enumerate(states)
    )


def _projects(situation: Situation) -> str:
    y = TOP + 205
    return "\n".join(
        f'<text x="{MARGIN}" y="{y + 22 * row}">{escape(project.title)}: '
        f"{escape(said(project.case.state))}</text>"
        for row, project in enumerate(situation.projects.values())
    )


BOX, ROW = 130, 92


def lifecycle_picture(kind: str, mark: str = "") -> str:
    """Return the SVG of a lifecycle: its states in a column, its moves as labelled arcs."""
    lifecycle = LIFECYCLES[kind]
    places = {state: 60 + ROW * at for at, state in enumerate(lifecycle.states)}
    boxes = "\n".join(_state_box(state, y, state == mark) for state, y in places.items())
    arcs = "\n".join(
        _arc(places[source], places[move.target], wished(move.verb), lane)
        for lane, (source, move) in enumerate(
            (source, move) for move in lifecycle.moves for source in move.sources
        )
    )
    height = 60 + ROW * len(places)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 760 {height}" width="760" '
        f'height="{height}" role="img" font-family="sans-serif" font-size="12">\n'
        f"<title>{escape(kind)}</title>\n"
        f'<rect width="760" height="{height}" fill="white"/>\n{arcs}\n{boxes}\n</svg>\n'
    )


def _state_box(state: str, y: int, here: bool) -> str:  # noqa: FBT001  a mark on the box
    fill = "#ffd54f" if here else "#eceff1"
    return (
        f'<rect x="315" y="{y - 18}" width="{BOX}" height="36" rx="8" fill="{fill}" '
        f'stroke="#546e7a"/><text x="{315 + BOX // 2}" y="{y + 4}" text-anchor="middle">'
        f"{escape(said(state))}</text>"
    )


def _arc(start: int, end: int, word: str, lane: int) -> str:
    """Return one move: forward ones to the right, backward ones to the left, longer ones wider."""
    down = end >= start
    span = abs(end - start) // ROW
    edge = 315 + BOX if down else 315
    reach = 26 + 34 * span + 3 * (lane % 4)
    bend = edge + reach if down else edge - reach
    shift = 6 * (lane % 3) - 6
    y1, y2 = start + shift, end + shift
    tip = -7 if not down else 7
    points = f"{edge + tip},{y2 - 4} {edge},{y2} {edge + tip},{y2 + 4}"
    label = (start + end) // 2 + shift
    anchor = "start" if down else "end"
    x = edge + (reach * 3 // 4 + 4) * (1 if down else -1)
    return (
        f'<path d="M{edge},{y1} C{bend},{y1} {bend},{y2} {edge},{y2}" fill="none" '
        f'stroke="#78909c"/><polygon points="{points}" fill="#78909c"/>'
        f'<text x="{x}" y="{label}" text-anchor="{anchor}" fill="#37474f" font-size="11" '
        f'paint-order="stroke" stroke="white" stroke-width="3">'
        f"{escape(word)}</text>"
    )
