"""The events are the truth: what does not fit them is found, and all else is made again."""

import json
from collections.abc import Callable
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest
from sqlalchemy import text

from engine.case import messages as m
from engine.case.case import Case
from engine.possible import on_network
from engine.source import DefinitionError, NotFound
from engine.store import Brought, Portfolio, Store, WorklistRow, looked_at
from engine.store.chain import ChainLink, digest_of
from engine.store.reading import links
from tests.store.named import named

Write = Callable[..., None]


def by_hand(store: Store, statement: str, **values: object) -> None:
    with store._database.engine.connect() as connection:
        assert connection.execute(text(statement), values).rowcount != 0


def found(store: Store, network: str | None = None) -> list[str]:
    return [str(finding) for finding in store.verify(network)]


def test_the_digest_needs_nothing_of_consort() -> None:
    payload = '{"note":"' + "".join(map(chr, range(0x100))) + '\u2028 متن 🧵"}'
    at = "2026-11-24T12:00:00+00:00"
    link = ChainLink("home", "c", 1, "id", "task ticked", at, "2026-11-24", "p1", payload, "")
    text = json.dumps(link[:10], ensure_ascii=False, separators=(",", ":"))
    assert digest_of(link) == sha256(text.encode()).hexdigest()


def test_a_sound_history_has_no_findings(store: Store, opened: str) -> None:
    assert found(store) == found(store, opened) == []
    with pytest.raises(NotFound):
        found(store, "zzz")


@pytest.mark.parametrize(
    ("column", "value"),
    [("payload", '{"task":"x"}'), ("actor", "p9"), ("at", "2026-01-01T00:00:00.000000+00:00"),
     ("on", "2026-01-01"), ("name", "task moved"), ("digest", "00")],
)  # fmt: skip
def test_an_edited_event_is_named(store: Store, opened: str, column: str, value: str) -> None:
    by_hand(store, f'UPDATE event SET "{column}" = :value WHERE version = 5', value=value)  # noqa: S608
    findings = list(store.verify(opened))
    assert findings[0].version == 5
    assert "was changed after it was written" in findings[0].message


@pytest.mark.usefixtures("opened")
def test_an_edited_event_says_what_and_where(store: Store) -> None:
    by_hand(store, "UPDATE event SET payload = replace(payload, 'Atelier', 'Taller')")
    assert found(store) == [
        "textile: event 2 (member added, 2026-11-24) was changed after it was written",
        "textile: the snapshot does not say what the events say",
    ]


@pytest.mark.usefixtures("opened")
def test_an_event_edited_with_its_digest_breaks_the_one_after_it(store: Store) -> None:
    [_, second, *_] = _links(store)
    forged = second._replace(actor="p9", digest="")
    by_hand(
        store,
        "UPDATE event SET actor = 'p9', digest = :digest WHERE version = 2",
        digest=digest_of(forged),
    )
    assert found(store) == [
        "textile: event 3 (network moved) does not follow the event before it",
        "textile: person p9, named in event 2, is lost",
    ]


def _links(store: Store) -> list[ChainLink]:
    return list(links(store._database, "textile"))


@pytest.mark.usefixtures("opened")
def test_a_removed_event_is_found(store: Store) -> None:
    by_hand(store, "DELETE FROM event WHERE version = 3")
    assert found(store)[0] == "textile: event 3 is missing"
    by_hand(store, "DELETE FROM event WHERE version = 2")
    assert found(store)[0] == "textile: events 2 to 3 are missing"


@pytest.mark.usefixtures("opened")
def test_events_cut_off_at_the_end_are_found(store: Store) -> None:
    by_hand(store, "DELETE FROM event WHERE version = 5")
    assert found(store) == ["textile: the snapshot is of event 5, the events end with 4"]


@pytest.mark.usefixtures("opened")
def test_an_event_slipped_in_is_found(store: Store) -> None:
    last = _links(store)[-1]
    link = last._replace(version=6, previous=last.digest, payload='{"task":"hosts_found"}')
    link = link._replace(digest=digest_of(link))
    names = ", ".join(f'"{name}"' for name in ChainLink._fields)
    values = ", ".join(f":{name}" for name in ChainLink._fields)
    by_hand(store, f"INSERT INTO event ({names}) VALUES ({values})", **link._asdict())  # noqa: S608
    assert found(store) == ["textile: the snapshot is of event 5, the events end with 6"]


def test_an_event_that_cannot_be_read_is_found(store: Store, opened: str) -> None:
    by_hand(store, "UPDATE event SET payload = '{' WHERE version = 5")
    first, second = found(store)
    assert first == "textile: event 5 (task ticked, 2026-11-24) was changed after it was written"
    assert second.startswith("textile: event 5 of 'textile' (task ticked) cannot be read: ")
    with pytest.raises(DefinitionError, match="verifying shows what was changed") as refused:
        list(store.history(opened))
    assert refused.value.problems[0].possible == (on_network("verify", "textile"),)


@pytest.mark.usefixtures("opened")
def test_an_event_that_does_not_fit_is_found(store: Store) -> None:
    by_hand(store, "DELETE FROM event WHERE version = 1")
    assert "event 2 (member added) does not fit what came before it" in found(store)[1]


@pytest.mark.parametrize(
    ("statement", "finding"),
    [
        ("UPDATE network SET snapshot = replace(snapshot, 'eight', 'nine')",
         "the snapshot does not say what the events say"),
        ("UPDATE network SET snapshot = '{'", "the snapshot does not say what the events say"),
        ("UPDATE network SET digest = '00'", "the snapshot names another last event"),
        ("UPDATE network SET version = 4", "the snapshot is of event 4, the events end with 5"),
        ("DELETE FROM network", "its row is lost; rebuilding makes it again"),
        ("UPDATE record SET fields = '{}'", "record 1 (meeting) does not say what its event says"),
        ("UPDATE record SET withdrawn = 5", "record 1 (meeting) does not say what its event says"),
        ("DELETE FROM record", "record 1 (meeting) is lost; rebuilding makes it again"),
        ("UPDATE record SET scope = 'fair'",
         "record 1 (fair.meeting) was never written by an event"),
    ],
)  # fmt: skip
def test_what_was_made_from_the_events_is_compared_and_made_again(
    store: Store, opened: str, statement: str, finding: str
) -> None:
    by_hand(store, statement)
    assert f"textile: {finding}" in found(store)
    assert store.rebuild(lists) == 1
    assert found(store) == []
    assert store.load(opened).version == 5
    assert [r.fields["hours"] for r in store.load(opened).records["meeting"]] == [2]


def lists(case: Case) -> tuple[list[WorklistRow], Portfolio]:
    hours = sum(record.fields["hours"] for record in case.records["meeting"])
    return [WorklistRow("", "letters", "ready")], Portfolio(case.title, case.state, members=hours)


def test_lists_are_made_again(store: Store, opened: str) -> None:
    store.rebuild(lists, opened)
    [row] = store.networks()
    assert (row.title, row.members, row.open_steps) == ("Textile eight", 2, 1)
    with pytest.raises(NotFound):
        store.rebuild(lists, "zzz")


def test_a_snapshot_that_cannot_be_read_says_what_to_do(store: Store, opened: str) -> None:
    by_hand(store, "UPDATE network SET snapshot = '{'")
    with pytest.raises(DefinitionError, match="rebuilding makes it again") as refused:
        store.load(opened)
    assert refused.value.problems[0].possible == (on_network("rebuild", "textile"),)


@pytest.mark.usefixtures("opened")
def test_a_broken_chain_is_not_rebuilt(store: Store) -> None:
    by_hand(store, "UPDATE event SET payload = replace(payload, 'Atelier', 'Taller')")
    with pytest.raises(DefinitionError, match=r"its events are not sound \(event 2"):
        store.rebuild(lists)


def test_proofs_that_changed_or_went_are_found(
    store: Store, opened: str, write: Write, tmp_path: Path
) -> None:
    (tmp_path / "list.pdf").write_bytes(b"present: all")
    (tmp_path / "photo.jpg").write_bytes(b"a photograph")
    files = tuple(looked_at(tmp_path / name) for name in ("list.pdf", "photo.jpg"))
    kept = [(one.name, one.digest) for one in files]
    proofs = tuple(m.Proof("photo", name, digest) for name, digest in kept)
    ticked = m.TaskTicked("a", proofs=(*proofs, m.Proof("minutes", "book 3, page 7")))
    write(opened, ticked, brought=Brought(files=files))
    assert found(store) == []
    changed, lost = (store._proofs.path(digest) for _name, digest in kept)
    changed.write_bytes(b"present: none")
    lost.unlink()
    shown = [digest[:12] for _name, digest in kept]
    assert found(store) == [
        f"textile: proof {shown[0]} given in event 6: the file was changed",
        f"textile: proof {shown[1]} given in event 6: the file is lost (No such file or directory)",
    ]


def test_a_forgotten_person_leaves_a_chain_that_verifies(
    store: Store, opened: str, write: Write
) -> None:
    amina = named(store, "Amina Zahra", phone="+212 600 000 000")
    write(opened, m.TaskTicked("a"), actor=amina)
    assert store.forget("Amina Zahra", date(2026, 11, 24)) == 1
    assert found(store) == []
    assert [one.actor for one in store.history(opened)][-1] == amina
