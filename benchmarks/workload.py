"""Workload W, "life of a network": five phases of ten tasks, each tick a durable command.

A phase is done when at least eight of its ten tasks are, and its third task among them; then the
next one opens. Fifty ticks finish a case.
"""

import time

PHASES = 5
TASKS = 10
NEEDED = 8
FLAG = 3
ORDER = [(phase, task) for phase in range(1, PHASES + 1) for task in range(1, TASKS + 1)]


def task_id(phase: int, task: int) -> str:
    return f"phase_{phase}_task_{task}"


def report(ticks: int, start: float, busy: float) -> None:
    """Print ticks per second by the clock, and by the processor time they took."""
    by_clock, by_cpu = time.perf_counter() - start, time.process_time() - busy
    print(ticks / by_clock, ticks / by_cpu)


def workflow() -> str:
    """Return W as a workflow file of Consort."""
    lines = [
        "format: consort/1",
        "id: bench.life",
        "version: 1.0.0",
        "kind: network",
        "title: Life of a network",
        "purpose: A workload for measuring",
        "roles:",
        "  facilitator: {title: Facilitator}",
        "phases:",
    ]
    for phase in range(1, PHASES + 1):
        lines += _phase(phase)
    return "\n".join(lines) + "\n"


def _phase(phase: int) -> list[str]:
    lines = [f"  phase_{phase}:", f"    title: Phase {phase}", "    purpose: Ten tasks"]
    if phase > 1:
        lines.append(f"    opens_when: {_rule(phase - 1)}")
    lines.append("    tasks:")
    lines += [
        f"      {task_id(phase, task)}: {{title: Task {task} of {phase}, by: facilitator}}"
        for task in range(1, TASKS + 1)
    ]
    lines += [
        "    complete:",
        f"      enough_{phase}:",
        f"        say: At least {NEEDED} of {TASKS} steps are done, and the third",
        f"        when: {_rule(phase)}",
        "        hard: true",
        "        why: it is the workload",
    ]
    return lines


def _rule(phase: int) -> str:
    states = ", ".join(f"tasks.{task_id(phase, task)}.state" for task in range(1, TASKS + 1))
    flag = f'tasks.{task_id(phase, FLAG)}.state = "done"'
    return f"'count([{states}][item = \"done\"]) >= {NEEDED} and {flag}'"
