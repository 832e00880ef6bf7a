"""Clusters: kept in versions, chained, of one organisation alone; what was changed is found."""

from datetime import UTC, datetime

import pytest

from engine.case.cluster import Cluster
from engine.source import NotFound
from engine.store import Store, open_store
from tests.store.test_audit import by_hand

NOON = datetime(2026, 12, 1, 12, tzinfo=UTC)
BURSA = Cluster("bursa", "Bursa", "knitwear", "Bursa", {"anka": "Anka"}, ("dear yarn",), ("fair",))


def test_a_cluster_comes_back_as_it_was_described_last(store: Store) -> None:
    assert store.describe_cluster(Cluster("bursa", "B"), NOON) == 1
    assert store.describe_cluster(BURSA, NOON) == 2
    assert store.describe_cluster(Cluster("adana", "Adana"), NOON) == 1
    assert store.cluster("bursa") == BURSA
    assert store.clusters() == [Cluster("adana", "Adana"), BURSA]
    assert list(store.verify()) == []


def test_one_that_is_not_there_is_answered_with_the_nearest(store: Store) -> None:
    store.describe_cluster(BURSA, NOON)
    with pytest.raises(NotFound, match="did you mean 'bursa'"):
        store.cluster("bursar")


def test_another_organisations_clusters_do_not_exist(store: Store, url: str) -> None:
    store.describe_cluster(BURSA, NOON)
    store.add_organisation("chamber", "Chamber")
    with open_store(url, "chamber") as other:
        assert other.clusters() == []
        with pytest.raises(NotFound) as unknown:
            other.cluster("bursar")
        assert "did you mean" not in str(unknown.value)
        assert other.describe_cluster(BURSA, NOON) == 1


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE cluster SET told = replace(told, 'knitwear', 'lace') WHERE version = 2",
        "UPDATE cluster SET at = '2027-01-01' WHERE version = 1",
        "UPDATE cluster SET digest = 'x' WHERE version = 1",
        "UPDATE cluster SET previous = 'x' WHERE version = 2",
        "UPDATE cluster SET version = 3 WHERE version = 2",
        "UPDATE cluster SET id = 'bursar' WHERE version = 1",
        "DELETE FROM cluster WHERE version = 1",
    ],
)
def test_a_version_that_was_changed_or_lost_is_found(store: Store, change: str) -> None:
    store.describe_cluster(Cluster("bursa", "B", "knitwear"), NOON)
    store.describe_cluster(BURSA, NOON)
    by_hand(store, change)
    assert any("of the cluster" in str(found) for found in store.verify())
