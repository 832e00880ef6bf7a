"""W in SpiffWorkflow 3.2: BPMN, its serializer, one row per case and one per event in SQLite.

Arguments: the database file, the number of cases. Prints what ``workload.report`` does. The
specification is stored apart from the case, which is its faster way; the rule is plain Python over
its tasks, which stand in sequence: behind parallel gateways each branch would carry a prediction
of all that follows it, which grows tenfold with every phase.
"""

import json
import sqlite3
import sys
import time
from itertools import pairwise
from pathlib import Path

from lxml import etree
from SpiffWorkflow import TaskState
from SpiffWorkflow.bpmn.parser import BpmnParser
from SpiffWorkflow.bpmn.serializer import BpmnWorkflowSerializer
from SpiffWorkflow.bpmn.workflow import BpmnWorkflow

sys.path.insert(0, str(Path(__file__).parents[1]))
from workload import FLAG, NEEDED, ORDER, TASKS, report, task_id

HEAD = (
    '<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d" '
    'targetNamespace="bench"><process id="life" isExecutable="true">'
)


def bpmn() -> str:
    names = ["start", *(task_id(*one) for one in ORDER), "end"]
    tasks = [f'<manualTask id="{name}" name="{name}"/>' for name in names[1:-1]]
    flows = [
        f'<sequenceFlow id="f{n}" sourceRef="{a}" targetRef="{b}"/>'
        for n, (a, b) in enumerate(pairwise(names))
    ]
    ends = ['<startEvent id="start"/>', '<endEvent id="end"/>']
    return "".join([HEAD, *ends, *tasks, *flows]) + "</process></definitions>"


def tick(
    connection: sqlite3.Connection,
    serializer: BpmnWorkflowSerializer,
    spec: dict,
    case: str,
    task: str,
) -> None:
    version, snapshot = connection.execute(
        "SELECT version, snapshot FROM network WHERE id = ?", (case,)
    ).fetchone()
    workflow = serializer.from_dict(json.loads(snapshot) | spec)
    [ready] = workflow.get_tasks(spec_name=task, state=TaskState.READY)
    ready.run()
    workflow.do_engine_steps()
    enough(workflow, int(task.split("_")[1]))
    state = serializer.to_dict(workflow)
    apart = {key: value for key, value in state.items() if key not in spec}
    connection.execute("BEGIN IMMEDIATE")
    connection.execute(
        "UPDATE network SET version = ?, snapshot = ? WHERE id = ? AND version = ?",
        (version + 1, json.dumps(apart), case, version),
    )
    connection.execute("INSERT INTO event VALUES (?, ?, ?)", (case, version + 1, task))
    connection.execute("COMMIT")


def enough(workflow: BpmnWorkflow, phase: int) -> bool:
    done = {task.task_spec.name for task in workflow.get_tasks(state=TaskState.COMPLETED)}
    names = {task_id(phase, number) for number in range(1, TASKS + 1)}
    return len(names & done) >= NEEDED and task_id(phase, FLAG) in done


def main() -> None:
    path, cases = sys.argv[1:]
    parser = BpmnParser()
    parser.add_bpmn_xml(etree.fromstring(bpmn().encode()))
    life = parser.get_spec("life")
    serializer = BpmnWorkflowSerializer()
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("CREATE TABLE network (id TEXT PRIMARY KEY, version INTEGER, snapshot TEXT)")
    connection.execute("CREATE TABLE event (id TEXT, version INTEGER, task TEXT)")
    start, busy = time.perf_counter(), time.process_time()
    for number in range(int(cases)):
        case = f"case-{number}"
        workflow = BpmnWorkflow(life)
        workflow.do_engine_steps()
        state = serializer.to_dict(workflow)
        spec = {key: state[key] for key in ("spec", "subprocess_specs") if key in state}
        apart = {key: value for key, value in state.items() if key not in spec}
        connection.execute("INSERT INTO network VALUES (?, 1, ?)", (case, json.dumps(apart)))
        for one in ORDER:
            tick(connection, serializer, spec, case, task_id(*one))
    report(int(cases) * len(ORDER), start, busy)


if __name__ == "__main__":
    main()
