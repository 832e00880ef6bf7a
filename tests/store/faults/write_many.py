"""Tick a task many times, repeating the command whenever somebody else wrote first."""

import sys
from datetime import UTC, date, datetime

from engine.case import messages as m
from engine.case.evolve import evolve
from engine.source import Conflict
from engine.store import Change, Stamp, open_store

url, network, times = sys.argv[1:]
stamp = Stamp(datetime(2026, 11, 24, tzinfo=UTC), date(2026, 11, 24))
left = int(times)
with open_store(url) as store:
    while left:
        case = store.load(network)
        event = m.TaskTicked("a")
        try:
            store.append([Change(case, (event,), evolve(case, event, stamp.on), stamp)])
        except Conflict:
            continue
        left -= 1
