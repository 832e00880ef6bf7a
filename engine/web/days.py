"""My day, and the list of all networks."""

import csv
import io
from dataclasses import fields
from datetime import timedelta
from typing import Any, NamedTuple

from fastapi import APIRouter
from fastapi.responses import Response

from engine.runtime.next_steps import Step, Urgency
from engine.web.rights import FIRM
from engine.web.visit import Overseeing, Seeing, Visit, go
from engine.workbench.answers import lists, portfolio, reasons, record_keeping, standing

router = APIRouter()
MOST_CHANGES = 12


class DayRow(NamedTuple):
    """An open step with the network it is of."""

    network: str
    title: str
    step: Step


@router.get("/")
def my_day(visit: Seeing) -> Response:
    """Answer what is late, what is next, what waits for me, over all my networks."""
    networks = visit.networks()
    rows = [row for name in networks for row in _rows(visit, name)]
    rows.sort(key=lambda row: (row.step.urgency, row.step.due is None, row.step.due))
    late = [row for row in rows if row.step.urgency is Urgency.LATE]
    week = [row for row in rows if row.step.urgency is Urgency.THIS_WEEK]
    near = [row for row in rows if row.step.urgency is Urgency.NEAREST_GATE]
    stands = [standing.standing(visit.bench, one) for one in networks]
    today = visit.bench.today()
    return visit.page(
        "day", today=today, late=late, week=week, near=near[:10] if not (late or week) else [],
        stands=stands, waits=_waits(visit, networks), changes=_changes(visit, networks),
    )  # fmt: skip


def _rows(visit: Visit, network: str) -> list[DayRow]:
    title = visit.situation(network).case.title
    steps = reasons.following(visit.bench, network)
    mine = [one for one in steps if visit.account.role != FIRM or FIRM in one.who]
    return [DayRow(network, title, one) for one in mine]


def _waits(visit: Visit, networks: list[str]) -> list[tuple[str, lists.BallotLine]]:
    return [
        (network, ballot)
        for network in networks
        for ballot in lists.ballots(visit.bench, network)
        if ballot.state == "open"
    ]


def _changes(visit: Visit, networks: list[str]) -> list[tuple[str, record_keeping.Happened]]:
    since = visit.bench.today() - timedelta(days=1)
    found = [
        (network, one)
        for network in networks
        for one in record_keeping.history(visit.bench, network, since)
    ]
    return sorted(found, key=lambda each: each[1].at, reverse=True)[:MOST_CHANGES]


def _seen(visit: Visit) -> list[portfolio.NetworkLine]:
    found, after = list[portfolio.NetworkLine](), ""
    while True:
        page = portfolio.page(visit.bench, visit.chosen, after)
        found += page.lines
        if not (after := page.after):
            return found


@router.get("/networks")
def all_networks(visit: Seeing) -> Response:
    """List the networks one sees; who speaks for a firm goes straight to its own."""
    if visit.account.role == FIRM:
        return go(f"/n/{visit.account.networks[0]}")
    return visit.page("networks", rows=_seen(visit))


@router.get("/networks.csv")
def networks_csv(visit: Overseeing) -> Response:
    """Give the list of networks as a table for a spreadsheet."""
    written = io.StringIO()
    table = csv.writer(written)
    table.writerow(one.name for one in fields(portfolio.NetworkLine))
    table.writerows(map(_plain, _seen(visit)))
    named = {"content-disposition": 'attachment; filename="networks.csv"'}
    return Response(written.getvalue(), media_type="text/csv; charset=utf-8", headers=named)


def _plain(row: portfolio.NetworkLine) -> list[str]:
    """Return a line whose texts no spreadsheet takes for a formula."""
    values = [getattr(row, one.name) for one in fields(row)]
    cells = ["" if one is None else _cell(one) for one in values]
    return [f"'{one}" if one[:1] in set("=+-@") else one for one in cells]


def _cell(value: Any) -> str:
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)
