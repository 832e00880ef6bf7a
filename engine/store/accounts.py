"""Accounts, the ways in, and attempts that failed: who may come in by the browser.

A way in is a secret of which only the digest is kept: a session of a browser, a link that is used
once, or a link for one purpose. Nothing here is part of a network's history, so ``verify`` does not
cover it: what an account did stands in the events, under the name of the person.
"""

from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from sqlalchemy import Table, bindparam, delete, func, select

from engine.store import schema
from engine.store.database import INSERT, Database, Make
from engine.store.schema import ours

_ACCOUNT: Final = schema.account.c
_WAY: Final = schema.way_in.c
_TRY: Final = schema.attempt.c


class Account(NamedTuple):
    """Somebody who may come in. ``networks`` are those given to them; none means all.

    ``firm`` is set for who speaks for a firm, ``password`` the hash of one, empty until chosen.
    """

    id: str
    name: str
    role: str
    firm: str = ""
    networks: tuple[str, ...] = ()
    language: str = ""
    password: str = ""
    at: str = ""


class WayIn(NamedTuple):
    """A way in, by the digest of its secret; ``bound`` says to what a purpose is bound."""

    digest: str
    account: str
    purpose: str
    bound: str
    at: str
    until: str
    device: str = ""


def _put(table: Table, key: str) -> Make:
    """Return what makes a row, or writes it anew where its key is there."""
    names = [column.name for column in table.c]

    def make(database: Database) -> Any:
        values: dict[str, Any] = {name: bindparam(f"new_{name}") for name in names[1:]}
        values["organisation"] = bindparam("organisation")
        row = INSERT[database.dialect](table).values(values)
        anew = {name: row.excluded[name] for name in names if name not in {"organisation", key}}
        return row.on_conflict_do_update(index_elements=["organisation", key], set_=anew)

    return make


PUT_ACCOUNT: Final = _put(schema.account, "id")
PUT_WAY: Final = _put(schema.way_in, "digest")
ACCOUNTS: Final = (
    select(*(_ACCOUNT[name] for name in Account._fields))
    .where(ours(schema.account))
    .order_by(_ACCOUNT.id)
)
ONE_ACCOUNT: Final = ACCOUNTS.where(_ACCOUNT.id == bindparam("of_id"))
WAYS: Final = (
    select(*(_WAY[name] for name in WayIn._fields))
    .where(ours(schema.way_in), _WAY.until > bindparam("of_now"))
    .order_by(_WAY.at)
)
ONE_WAY: Final = WAYS.where(_WAY.digest == bindparam("of_digest"))
END_WAY: Final = (
    delete(schema.way_in)
    .where(ours(schema.way_in), _WAY.digest == bindparam("of_digest"))
    .returning(_WAY.digest)
)
END_WAYS: Final = delete(schema.way_in).where(
    ours(schema.way_in), _WAY.account == bindparam("of_account")
)
END_ACCOUNT: Final = (
    delete(schema.account)
    .where(ours(schema.account), _ACCOUNT.id == bindparam("of_id"))
    .returning(_ACCOUNT.id)
)
ATTEMPTS: Final = select(func.count()).where(
    ours(schema.attempt), _TRY.who == bindparam("of_who"), _TRY.at > bindparam("of_since")
)
FORGET_ATTEMPTS: Final = delete(schema.attempt).where(
    ours(schema.attempt), _TRY.at <= bindparam("of_since")
)


def _failed(database: Database) -> Any:
    values: dict[str, Any] = {name: bindparam(f"new_{name}") for name in ("who", "at")}
    row = INSERT[database.dialect](schema.attempt)
    return row.values(organisation=bindparam("organisation"), **values).on_conflict_do_nothing()


def _new(row: Any) -> dict[str, Any]:
    return {f"new_{name}": value for name, value in row._asdict().items()}


@dataclass(frozen=True, slots=True)
class Accounts:
    """The accounts of one organisation and their ways in."""

    _database: Database

    def every(self) -> list[Account]:
        """Return every account, by id."""
        return [_account(row) for row in self._database.rows(ACCOUNTS, {})]

    def one(self, account: str) -> Account | None:
        """Return an account by its id, if there is one."""
        rows = self._database.rows(ONE_ACCOUNT, {"of_id": account})
        return _account(rows[0]) if rows else None

    def put(self, account: Account) -> None:
        """Write an account down, or anew."""
        values = _new(account) | {"new_networks": " ".join(account.networks)}
        with self._database.writing() as writer:
            writer.run(PUT_ACCOUNT, values)

    def remove(self, account: str) -> bool:
        """Take an account and all its ways in away; tell whether there was one."""
        with self._database.writing() as writer:
            writer.run(END_WAYS, {"of_account": account})
            return bool(writer.run(END_ACCOUNT, {"of_id": account}).fetchall())

    def let_in(self, way: WayIn) -> None:
        """Write a way in down, or anew: a session that is used lives longer."""
        with self._database.writing() as writer:
            writer.run(PUT_WAY, _new(way))

    def way(self, digest: str, now: str) -> WayIn | None:
        """Return a way in that has not ended at a moment, if there is one."""
        rows = self._database.rows(ONE_WAY, {"of_digest": digest, "of_now": now})
        return WayIn(*rows[0]) if rows else None

    def ways(self, now: str) -> list[WayIn]:
        """Return every way in that has not ended, in the order they were made."""
        return [WayIn(*row) for row in self._database.rows(WAYS, {"of_now": now})]

    def end(self, digest: str) -> bool:
        """End a way in; of two who end it at once only one is told that it was there."""
        with self._database.writing() as writer:
            return bool(writer.run(END_WAY, {"of_digest": digest}).fetchall())

    def end_all(self, account: str) -> None:
        """End every way in of an account."""
        with self._database.writing() as writer:
            writer.run(END_WAYS, {"of_account": account})

    def failed(self, who: str, at: str, forget: str) -> None:
        """Note an attempt that failed, and forget those from before a moment."""
        with self._database.writing() as writer:
            writer.run(FORGET_ATTEMPTS, {"of_since": forget})
            writer.run(_failed, {"new_who": who, "new_at": at})

    def attempts(self, who: str, since: str) -> int:
        """Return how many attempts failed since a moment."""
        rows = self._database.rows(ATTEMPTS, {"of_who": who, "of_since": since})
        return int(rows[0][0])


def _account(row: Any) -> Account:
    found = Account(*row)
    return found._replace(networks=tuple(str(found.networks).split()))
