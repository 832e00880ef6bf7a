"""Clusters of an organisation, each with every version it had, chained by digest.

A version is only ever added; the latest is how the cluster stands.
"""

from collections.abc import Iterator
from datetime import datetime
from hashlib import sha256
from typing import Any, Final

import msgspec
from sqlalchemy import bindparam, func, insert, select

from engine.case.cluster import Cluster
from engine.language import _
from engine.source import NotFound, Reason, did_you_mean, refuse
from engine.store import schema
from engine.store.database import Database
from engine.store.rows import Finding
from engine.store.schema import ours

_CLUSTER: Final = schema.cluster.c
_ADD: Final = insert(schema.cluster).values(
    {column.name: bindparam(f"new_{column.name}") for column in _CLUSTER}
    | {"organisation": bindparam("organisation")}
)


def put(database: Database, cluster: Cluster, at: datetime) -> int:
    """Keep a cluster as it stands now and return its version, from 1.

    Raises:
        Rejected: somebody else described it at the same moment.
    """
    told = msgspec.json.encode(cluster, order="deterministic").decode()
    try:
        with database.writing() as writer:
            rows = _versions(database, cluster.id)
            version, previous = (rows[-1].version + 1, rows[-1].digest) if rows else (1, "")
            row = {"id": cluster.id, "version": version, "at": at.isoformat(), "told": told}
            row |= {"previous": previous, "digest": _digest(database, row, previous)}
            writer.run(_ADD, {f"new_{name}": value for name, value in row.items()})
    except database.driver.IntegrityError as taken:
        wish = _("describe the cluster {id!r}").format(id=cluster.id)
        why = _("somebody else described it at the same moment; look at it and say it again")
        raise refuse(Reason.WRONG_STATE, wish, why) from taken
    return int(version)


def every(database: Database) -> list[Cluster]:
    """Return every cluster as it stands, by id."""
    last = (
        select(_CLUSTER.id, func.max(_CLUSTER.version).label("version"))
        .where(ours(schema.cluster))
        .group_by(_CLUSTER.id)
        .subquery()
    )
    here = (_CLUSTER.id == last.c.id, _CLUSTER.version == last.c.version)
    found = select(_CLUSTER.told).where(ours(schema.cluster), *here).order_by(_CLUSTER.id)
    return [_cluster(row.told) for row in database.ask(found)]


def one(database: Database, name: str) -> Cluster:
    """Return a cluster as it stands. Raises ``NotFound``, with the nearest name."""
    rows = _versions(database, name)
    if not rows:
        near = did_you_mean(name, [each.id for each in every(database)])
        told = _("there is no cluster {name!r}").format(name=name)
        raise NotFound(told + (f", {near}" if near else ""))
    return _cluster(rows[-1].told)


def verify(database: Database) -> Iterator[Finding]:
    """Yield each version of a cluster that was changed, lost or slipped in."""
    known = select(_CLUSTER.id).where(ours(schema.cluster)).distinct().order_by(_CLUSTER.id)
    for row in database.ask(known):
        yield from _verify(database, row.id)


def _verify(database: Database, name: str) -> Iterator[Finding]:
    version, previous = 0, ""
    for row in _versions(database, name):
        said = {"id": row.id, "version": row.version, "at": row.at, "told": row.told}
        follows = (row.version, row.previous) == (version + 1, previous)
        if not follows or row.digest != _digest(database, said, row.previous):
            text = _("version {version} of the cluster {name!r} is not as it was written")
            yield Finding("", 0, text.format(version=row.version, name=name))
        version, previous = row.version, row.digest


def _versions(database: Database, name: str) -> list[Any]:
    mine = select(schema.cluster).where(ours(schema.cluster), _CLUSTER.id == name)
    return list(database.ask(mine.order_by(_CLUSTER.version)))


def _digest(database: Database, row: dict[str, Any], previous: str) -> str:
    said = [database.organisation, *(str(value) for value in row.values()), previous]
    return sha256(msgspec.json.encode(said)).hexdigest()


def _cluster(told: str) -> Cluster:
    return msgspec.json.decode(told, type=Cluster)
