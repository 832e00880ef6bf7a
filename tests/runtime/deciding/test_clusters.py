"""What is said of a cluster is added to what stands, or declined with every reason."""

from dataclasses import replace

import pytest

from engine.case.cluster import Cluster
from engine.runtime.deciding.clusters import described
from engine.source import Rejected

STANDS = Cluster(
    "bursa", "Bursa", "knitwear", "Bursa", {"anka": "Anka", "bora": "Bora"}, ("dear yarn",)
)


@pytest.mark.parametrize(
    ("before", "said", "without", "after"),
    [
        (None, Cluster("bursa"), (), Cluster("bursa", "bursa")),
        (None, STANDS, (), STANDS),
        (STANDS, Cluster("bursa", sector="lace"), (), ("sector", "lace")),
        (STANDS, Cluster("bursa", challenges=("dear yarn", "no staff")), (),
         ("challenges", ("dear yarn", "no staff"))),
        (STANDS, Cluster("bursa", firms={"bora": "Bora Ltd"}), (),
         ("firms", {"anka": "Anka", "bora": "Bora Ltd"})),
        (STANDS, Cluster("bursa"), ("anka",), ("firms", {"bora": "Bora"})),
    ],
)  # fmt: skip
def test_what_is_said_joins_what_stands(
    before: Cluster | None,
    said: Cluster,
    without: tuple[str, ...],
    after: Cluster | tuple[str, object],
) -> None:
    found = described(before, said, without)
    if isinstance(after, Cluster):
        assert found == after
    else:
        assert getattr(found, after[0]) == after[1]
        assert replace(found, **{after[0]: getattr(before, after[0])}) == before


@pytest.mark.parametrize(
    ("said", "without", "reasons"),
    [
        (Cluster("bursa"), (), ["another way"]),
        (Cluster("bursa", "Bursa", "knitwear"), (), ["another way"]),
        (Cluster("bursa", "  "), (), ["the title is blank"]),
        (Cluster("bursa", sector="a\x1bb"), (), ["U+001B"]),
        (Cluster("bursa", firms={"x y": "X"}), (), ["firm 'x y': an id has letters"]),
        (Cluster("bursa", firms={"x": " "}), (), ["firm 'x': the title is blank"]),
        (Cluster("bursa", firms={"x": "X" * 201}), (), ["x: 201 characters"]),
        (Cluster("bursa", challenges=("c" * 201,)), (), ["201 characters"]),
        (Cluster("bursa"), ("anke",), ["'anke' is no firm of this cluster, did you mean 'anka'?"]),
        (Cluster("bursa", " ", firms={"x y": "X"}), ("zz",), ["blank", "x y", "zz"]),
    ],
)
def test_what_cannot_be_is_declined_with_every_reason(
    said: Cluster, without: tuple[str, ...], reasons: list[str]
) -> None:
    with pytest.raises(Rejected) as refused:
        described(STANDS, said, without)
    assert all(reason in str(refused.value) for reason in reasons)
    assert len(refused.value.parts) == len(reasons)


@pytest.mark.parametrize("length", [200, 60])
def test_the_longest_that_fits(length: int) -> None:
    said = Cluster("b", firms={"x" * 60: "X" * length}, opportunities=("o" * length,))
    assert described(None, said).firms == {"x" * 60: "X" * length}


def test_an_id_longer_than_sixty_is_none() -> None:
    with pytest.raises(Rejected, match="at most 60"):
        described(None, Cluster("b" * 61))
