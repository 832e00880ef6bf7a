"""Clusters of an organisation, and the networks that draw from each."""

from collections.abc import Iterator
from dataclasses import dataclass

from engine.case.cluster import Cluster
from engine.language import _
from engine.runtime.deciding.clusters import described
from engine.source import Reason, refuse
from engine.store import Chosen
from engine.workbench.workbench import Workbench


@dataclass(frozen=True, slots=True)
class ClusterLine:
    """A cluster in a list: how many firms it has, and how many networks draw from it."""

    id: str
    title: str
    sector: str
    territory: str
    firms: int
    networks: int


@dataclass(frozen=True, slots=True)
class ClusterFirm:
    """A firm of a cluster, and the networks in which it is a member or in the pool."""

    id: str
    name: str
    networks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ClusterShown:
    """A cluster whole: its firms with where each takes part, and what they face in common."""

    id: str
    title: str
    sector: str
    territory: str
    firms: tuple[ClusterFirm, ...]
    challenges: tuple[str, ...]
    opportunities: tuple[str, ...]
    networks: tuple[str, ...]


def clusters(bench: Workbench) -> tuple[ClusterLine, ...]:
    """Return every cluster of the organisation, by id."""
    return tuple(
        ClusterLine(
            one.id, one.title, one.sector, one.territory, len(one.firms), len(_drawing(bench, one))
        )
        for one in bench.store.clusters()
    )


def cluster(bench: Workbench, name: str) -> ClusterShown:
    """Return a cluster with its firms and networks. Raises ``NotFound``."""
    one = bench.store.cluster(name)
    networks = _drawing(bench, one)
    taking_part = {network: set(_firms(bench, network)) for network in networks}
    firms = tuple(
        ClusterFirm(firm, called, tuple(n for n in networks if firm in taking_part[n]))
        for firm, called in one.firms.items()
    )
    return ClusterShown(
        one.id, one.title, one.sector, one.territory, firms, one.challenges, one.opportunities,
        networks,
    )  # fmt: skip


def describe(
    bench: Workbench, said: Cluster, without: tuple[str, ...] = (), *, new: bool
) -> ClusterShown:
    """Keep what was said of a cluster, a new one or one there is, and return it whole.

    Raises:
        Rejected: what was said cannot be so, or a new one is there already.
        NotFound: one that is changed is not there.
    """
    here = {one.id: one for one in bench.store.clusters()} if new else {}
    if said.id in here:
        wish = _("describe the cluster {id!r}").format(id=said.id)
        raise refuse(Reason.WRONG_STATE, wish, _("there is one of this name already"))
    before = None if new else bench.store.cluster(said.id)
    bench.store.describe_cluster(described(before, said, without), bench.now())
    return cluster(bench, said.id)


def _drawing(bench: Workbench, one: Cluster) -> tuple[str, ...]:
    return tuple(row.id for row in bench.store.all_networks(Chosen(cluster=one.id)))


def _firms(bench: Workbench, network: str) -> Iterator[str]:
    yield from bench.store.load(network).members
