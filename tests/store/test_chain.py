"""The chain: a digest of every column, each bound to the one before; checked without Consort."""

import json
from hashlib import sha256
from typing import Any

import pytest

from engine.store.chain import ChainLink, digest_of, sealed

LINK = ChainLink(
    "home", "net", 3, "id", "task ticked", "2026-03-02T10:00:00+00:00", "2026-03-02", "p1",
    '{"note":"Ñandú متن \\u0000"}', "a" * 64,
)  # fmt: skip


def test_the_digest_is_that_of_a_plain_json_array() -> None:
    text = json.dumps(LINK[:10], ensure_ascii=False, separators=(",", ":"))
    assert digest_of(LINK) == sha256(text.encode()).hexdigest()


def test_the_digest_of_a_known_row_never_changes() -> None:
    assert digest_of(ChainLink("o", "n", 1, "c", "e", "t", "d", "", "{}", "")) == (
        sha256(b'["o","n",1,"c","e","t","d","","{}",""]').hexdigest()
    )


@pytest.mark.parametrize("column", LINK._fields[:-1])
def test_a_change_of_any_column_changes_the_digest(column: str) -> None:
    value = getattr(LINK, column)
    other: dict[str, Any] = {column: value + 1 if isinstance(value, int) else value + " "}
    changed = LINK._replace(**other)
    assert digest_of(changed) != digest_of(LINK)


def test_what_moves_from_one_column_into_the_next_is_a_change() -> None:
    one, other = LINK._replace(name="ab", at="c"), LINK._replace(name="a", at="bc")
    assert digest_of(one) != digest_of(other)


def test_a_row_is_sealed_with_its_own_digest_and_otherwise_as_it_was() -> None:
    found = sealed(LINK)
    assert found[:10] == LINK[:10]
    assert found.digest == digest_of(LINK)
    assert sealed(found) == found  # the digest is not part of what it is made of
