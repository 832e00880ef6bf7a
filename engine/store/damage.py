"""Whether a database is to blame for a fault of the program: it is looked at before that is said.

What was changed behind Consort's back, by a broken disk or by hand, can read as anything: a day
that is none, half a text. Such a fault is told as damage only where looking finds some.
"""

from collections.abc import Callable, Iterator
from itertools import islice
from typing import Final

from sqlalchemy import text

from engine.language import _
from engine.source import EngineError, Reason, refuse
from engine.store.database import Database
from engine.store.failures import Failure, said, ways_out
from engine.store.rows import Finding

_LOOK: Final = text("PRAGMA quick_check(1)")


def damage(database: Database, look: Callable[[], Iterator[Finding]]) -> EngineError | None:
    """Return the refusal to work on a database that is damaged; None where nothing is found.

    ``look`` yields what does not fit; where looking itself fails, that is damage too.
    """
    try:
        whole = database.dialect != "sqlite" or database.ask(_LOOK)[0][0] == "ok"
        found = list(islice(look(), 1)) if whole else []
    except EngineError as refused:
        return refused
    except Exception:  # noqa: BLE001  whatever it is: what is on record cannot even be looked at
        whole, found = False, []
    if whole and not found:
        return None
    why, hint = said(Failure.DAMAGED)
    because = [why, *(str(one) for one in found)]
    wish = _("read the database")
    return refuse(Reason.NOT_ALLOWED, wish, because, hint, ways_out(Failure.DAMAGED))
