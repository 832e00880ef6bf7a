"""Organisations share a database and nothing else: what is another's does not exist."""

from collections.abc import Callable, Iterator

import psycopg
import pytest

from engine.case import messages as m
from engine.source import NotFound, Rejected
from engine.store import Brought, Change, Definition, Store, open_store
from engine.store.database import Database
from tests.store.named import named

Make = Callable[..., Change]
PLAN = Brought(definitions=(Definition("d1", "unido.export", "1", "network", "{}"),))


@pytest.fixture
def other(store: Store, url: str) -> Iterator[Store]:
    """Give the store of a second organisation in the same database."""
    store.add_organisation("chamber", "Chamber of the north")
    with open_store(url, "chamber") as opened:
        yield opened


def begin(store: Store, change: Make, title: str) -> None:
    store.append(
        [change(None, m.NetworkOpened("textile", title, "digest", "x"))], key=title, outcome="done"
    )


def test_two_organisations_use_the_same_names(store: Store, other: Store, change: Make) -> None:
    begin(store, change, "Ours")
    begin(other, change, "Theirs")
    assert (store.load("textile").title, other.load("textile").title) == ("Ours", "Theirs")
    assert [row.title for row in other.networks()] == ["Theirs"]
    assert store.head("textile") != other.head("textile")
    assert list(store.verify()) == list(other.verify()) == []


def test_what_is_another_organisations_does_not_exist(
    store: Store, other: Store, change: Make
) -> None:
    begin(store, change, "Ours")
    amina = named(store, "Amina Zahra")
    store.append([], PLAN)
    assert [*other.networks(), *other.worklist(), *other.known(), *other.outbox()] == []
    assert other.people([amina]) == {}
    assert other.once("Ours") is None
    assert other.mentions("Ours") == []
    with pytest.raises(NotFound) as unknown:
        other.load("textil")
    assert "textile" not in str(unknown.value)
    with pytest.raises(NotFound) as nobody:
        other.forget("Amina Zahra", change(None, *_opening()).stamp.on)
    assert "Amina Zahra" not in str(nobody.value).replace("no person 'Amina Zahra'", "")
    with pytest.raises(NotFound):
        other.definition("d1")
    other.append([], PLAN)
    assert other.definition("d1") == "{}"


def _opening() -> tuple[m.Event, ...]:
    return (m.NetworkOpened("t", "T", "digest", "x"),)


def test_an_organisation_has_to_be_made_once(store: Store, url: str) -> None:
    with pytest.raises(NotFound, match="there is no organisation 'chamber'"):
        open_store(url, "chamber")
    store.add_organisation("chamber")
    with pytest.raises(Rejected, match="there is one of this name already"):
        store.add_organisation("chamber")
    with pytest.raises(Rejected, match="a name has letters, digits, _ and -"):
        store.add_organisation("cham ber")


def test_organisations_are_listed_with_what_they_keep(
    store: Store, other: Store, change: Make
) -> None:
    assert [(one.id, one.networks) for one in store.organisations()] == [("chamber", 0)]
    begin(store, change, "Ours")
    listed = [(one.id, one.title, one.networks, one.commands) for one in store.organisations()]
    assert listed == [("chamber", "Chamber of the north", 0, 0), ("home", "home", 1, 1)]
    assert other.organisation().title == "Chamber of the north"


def test_the_outbox_has_a_row_for_each_command_in_the_order_of_writing(
    store: Store, other: Store, change: Make
) -> None:
    begin(store, change, "Ours")
    begin(other, change, "Theirs")
    store.append([change(store.load("textile"), m.NetworkMoved("start", "active"))])
    assert [(row.position, row.version, row.kind) for row in store.outbox()] == [
        (1, 1, "network opened"), (2, 2, "network moved"),
    ]  # fmt: skip
    assert [row.position for row in store.outbox(after=1)] == [2]
    assert [row.position for row in other.outbox()] == [1]


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
def test_every_statement_of_a_command_names_one_organisation(
    store: Store, change: Make, seen: list[str]
) -> None:
    begin(store, change, "Ours")
    case = store.load("textile")
    case.records["meeting"]  # read while the statements are watched
    tick = m.TaskTicked("a", record=1)
    store.append([change(case, m.FactRecorded(1, "meeting", {}), tick)], key="key", outcome="{}")
    spoken = [text for text in seen if text.split()[0] in {"SELECT", "INSERT", "UPDATE", "DELETE"}]
    assert len(spoken) > 8
    assert [text for text in spoken if "organisation" not in text] == []


@pytest.fixture
def seen(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Give the list to which every statement of the store is added."""
    texts: list[str] = []
    plain = Database.sql

    def watched(self: Database, statement: object) -> str:
        texts.append(plain(self, statement))  # type: ignore[arg-type]
        return texts[-1]

    monkeypatch.setattr(Database, "sql", watched)
    return texts


@pytest.mark.parametrize("url", ["postgresql", "partitioned"], indirect=True)
def test_the_server_hides_the_rows_of_others_from_a_statement_that_forgets(
    store: Store, other: Store, url: str, change: Make
) -> None:
    begin(store, change, "Ours")
    begin(other, change, "Theirs")
    with psycopg.connect(url.replace("+psycopg", "")) as connection:
        connection.execute("CREATE ROLE reader")
        connection.execute("GRANT SELECT ON ALL TABLES IN SCHEMA public TO reader")
        connection.execute("SET ROLE reader")  # who owns the server sees everything
        assert connection.execute("SELECT title FROM network").fetchall() == []
        connection.execute("SELECT set_config('app.organisation', 'chamber', true)")
        assert connection.execute("SELECT title FROM network").fetchall() == [("Theirs",)]
        connection.rollback()


@pytest.mark.parametrize("url", ["partitioned"], indirect=True)
def test_a_command_touches_the_partition_of_its_organisation_alone(
    store: Store, change: Make
) -> None:
    begin(store, change, "Ours")
    case = store.load("textile")
    with store._database.writing() as writer:  # asked inside: the server counts by transaction
        store._database.here.writer = writer
        store.append([change(case, m.TaskTicked("a"), m.FactRecorded(1, "meeting", {}))])
        store._database.here.writer = None
        rows = writer.connection.execute(
            "SELECT relname, seq_scan + coalesce(idx_scan, 0) + n_tup_ins + n_tup_upd"
            " FROM pg_stat_xact_user_tables"
        ).fetchall()
    touched = [name for name, work in rows if work]
    for table in ("network", "event", "record", "outbox", "organisation"):
        parts = [name for name in touched if name.rstrip("0123456789_") == table]
        assert len(parts) == 1, (table, touched)
