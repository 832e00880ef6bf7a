"""What a driver reports is told in one place, without a word of the driver."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest

from engine.case.texts import PersonName
from engine.source import Conflict, Rejected
from engine.store import open_store
from engine.store.failures import Failure, failure_of, told
from tests.store.named import named


@pytest.mark.parametrize(
    ("state", "failure"),
    [
        ("40001", Failure.AGAIN), ("40P01", Failure.AGAIN),
        ("57P01", Failure.GONE), ("08006", Failure.GONE), ("57014", Failure.UNKNOWN),
        ("55P03", Failure.BUSY), ("25006", Failure.READ_ONLY), ("53100", Failure.FULL),
        ("XX001", Failure.DAMAGED), ("42501", Failure.NO_RIGHT), ("28P01", Failure.NO_RIGHT),
        ("42P01", Failure.OTHER_TABLES), ("42703", Failure.OTHER_TABLES),
    ],
)  # fmt: skip
def test_a_sqlstate_says_what_to_do(state: str, failure: Failure) -> None:
    error = psycopg.errors.lookup(state)("driver's words") if state != "08006" else _closed()
    assert failure_of(error) is failure


def _closed() -> Exception:
    return psycopg.OperationalError("the connection is closed")


def _sqlite(path: Path, *statements: str) -> Exception:
    connection = sqlite3.connect(path)
    try:
        for statement in statements:
            connection.execute(statement).fetchall()
    except sqlite3.Error as error:
        return error
    finally:
        connection.close()
    raise AssertionError("nothing failed")


def test_a_file_that_is_no_database_is_damaged(tmp_path: Path) -> None:
    (tmp_path / "x.db").write_bytes(b"\x89PNG" * 1000)
    assert failure_of(_sqlite(tmp_path / "x.db", "SELECT * FROM t")) is Failure.DAMAGED


def test_text_that_is_none_is_damage(tmp_path: Path) -> None:
    made = (
        "CREATE TABLE t (c TEXT)",
        "INSERT INTO t VALUES (CAST(x'ff' AS TEXT))",
        "SELECT * FROM t",
    )
    assert failure_of(_sqlite(tmp_path / "x.db", *made)) is Failure.DAMAGED


def test_a_missing_table_is_of_another_program(tmp_path: Path) -> None:
    assert failure_of(_sqlite(tmp_path / "x.db", "SELECT * FROM t")) is Failure.OTHER_TABLES


def test_a_command_that_can_be_tried_again_is_a_conflict() -> None:
    again = told(psycopg.errors.SerializationFailure("secret words"), "write to the database")
    assert isinstance(again, Conflict)
    assert "secret" not in str(again)
    full = told(psycopg.errors.DiskFull("secret words"), "write to the database")
    assert isinstance(full, Rejected)
    assert not isinstance(full, Conflict)
    assert str(full).startswith("cannot write to the database: there is no space left on its disk;")


def test_a_server_that_may_only_be_read_says_so(postgres: Callable[[], str]) -> None:
    url = postgres()
    with open_store(url) as store:
        named(store, "Amina")
    name = url.partition("?")[0].rpartition("/")[2]
    plain = url.replace("+psycopg", "")
    with psycopg.connect(plain, autocommit=True) as connection:
        connection.execute(f"ALTER DATABASE {name} SET default_transaction_read_only = on".encode())
    with open_store(url) as store:
        assert store.person_called(PersonName("Amina"))
        with pytest.raises(Rejected) as refused:
            named(store, "Bora")
    said = str(refused.value)
    assert said.startswith("cannot write to the database: it can only be read")
    assert "ipeline" not in said
    assert "INSERT" not in said
