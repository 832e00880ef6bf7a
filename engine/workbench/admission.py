"""Who comes in: accounts in their roles, sessions, and links that are used once or for one purpose.

A secret is 256 random bits that only its holder has; its SHA-256 is kept. What a role may do stands
in ``web/rights``; here stands only who somebody is.
"""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from engine.language import _
from engine.source import NotFound, Reason, did_you_mean, refuse
from engine.store import Account, Accounts, Store, WayIn

ROLES: Final = ("administrator", "author", "facilitator", "reader", "firm")
"""Roles of an account. What each may do: ``web/rights``."""

SESSION: Final = "session"
LINK: Final = "link"
SESSION_LIVES: Final = timedelta(days=30)
"""A phone that is used every month stays signed in (web.md 4.2)."""
LINK_LIVES: Final = timedelta(days=7)
PURPOSE_LIVES: Final = timedelta(days=14)
"""Time enough for a meeting and its answers."""
WINDOW: Final = timedelta(minutes=1)
MOST_ATTEMPTS: Final = 5
"""Wrong passwords in a minute before the next has to wait (web.md 4.2)."""


def digest_of(secret: str) -> str:
    """Return the digest by which a secret is known."""
    return hashlib.sha256(secret.encode()).hexdigest()


def moment(at: datetime) -> str:
    """Return a moment as the store keeps it: text in UTC that sorts."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


@dataclass(frozen=True, slots=True)
class Admission:
    """The door of an organisation at a moment."""

    store: Store
    at: datetime

    @property
    def accounts(self) -> Accounts:
        """The accounts behind the door."""
        return self.store.accounts

    def add(self, account: Account) -> None:
        """Make an account. Raises ``Rejected`` with every reason why it cannot be."""
        wish = _("add the user {id!r}").format(id=account.id)
        if self.accounts.one(account.id):
            raise refuse(Reason.WRONG_STATE, wish, _("there is a user of this name already"))
        if reasons := self._wrong(account):
            raise refuse(Reason.INVALID, wish, reasons)
        self.accounts.put(replaced(account, at=moment(self.at)))

    def _wrong(self, account: Account) -> list[str]:
        reasons = []
        if not account.id.replace("_", "").replace("-", "").isalnum():
            reasons.append(_("a user's name has letters, digits, _ and -"))
        if not account.name.strip():
            reasons.append(_("the name is empty"))
        if account.role not in ROLES:
            roles = ", ".join(ROLES)
            reasons.append(
                _("{role!r} is no role ({roles})").format(role=account.role, roles=roles)
            )
        if account.role == "firm" and not (account.firm and len(account.networks) == 1):
            reasons.append(_("who speaks for a firm needs the network and the firm"))
        return reasons + self._unknown(account)

    def _unknown(self, account: Account) -> list[str]:
        known = self.store.known()
        text = _("there is no network {network!r}")
        missing = [text.format(network=one) for one in account.networks if one not in known]
        if account.role != "firm" or missing or not account.networks:
            return missing
        if account.firm in self.store.load(account.networks[0]).members:
            return []
        return [_("{word!r} is no firm of this network").format(word=account.firm)]

    def one(self, account: str) -> Account:
        """Return an account. Raises ``NotFound`` with what was perhaps meant."""
        found = self.accounts.one(account)
        if found is None:
            message = _("there is no user {id!r}").format(id=account)
            hint = did_you_mean(account, [one.id for one in self.accounts.every()])
            raise NotFound("; ".join(filter(None, (message, hint))))
        return found

    def remove(self, account: str) -> None:
        """Take an account away, all its sessions and links with it. Raises ``NotFound``."""
        self.one(account)
        self.accounts.remove(account)

    def change(self, account: str, role: str, firm: str, networks: tuple[str, ...]) -> None:
        """Give an account another role; it signs in anew. Raises ``Rejected``, ``NotFound``."""
        changed = replaced(self.one(account), role=role, firm=firm, networks=networks)
        if reasons := self._wrong(changed):
            wish = _("change the user {id!r}").format(id=account)
            raise refuse(Reason.INVALID, wish, reasons)
        self.accounts.put(changed)
        self.accounts.end_all(account)

    def keep_password(self, account: Account, hashed: str) -> None:
        """Keep the hash of a password that was chosen."""
        self.accounts.put(replaced(account, password=hashed))

    def link(self, account: str) -> str:
        """Return the secret of a link by which somebody comes in once. Raises ``NotFound``."""
        return self._new(self.one(account).id, LINK, "", LINK_LIVES, "")

    def purpose_link(self, by: Account, purpose: str, bound: str) -> str:
        """Return the secret of a link that serves one purpose, bound to a firm and a thing."""
        return self._new(by.id, purpose, bound, PURPOSE_LIVES, "")

    def _new(self, account: str, purpose: str, bound: str, lives: timedelta, device: str) -> str:
        secret = secrets.token_urlsafe(32)
        until = moment(self.at + lives)
        way = WayIn(digest_of(secret), account, purpose, bound, moment(self.at), until, device)
        self.accounts.let_in(way)
        return secret

    def begin_session(self, account: Account, device: str) -> str:
        """Return the secret of a new session of somebody on a device."""
        return self._new(account.id, SESSION, "", SESSION_LIVES, device)

    def way(self, secret: str, purpose: str) -> WayIn | None:
        """Return the way in that a secret opens, where it has not ended and serves the purpose."""
        found = self.accounts.way(digest_of(secret), moment(self.at)) if secret else None
        return found if found and found.purpose == purpose else None

    def redeem(self, secret: str) -> Account | None:
        """Return whose link this is and end it: it is used once."""
        found = self.way(secret, LINK)
        if found is None or not self.accounts.end(found.digest):
            return None
        return self.accounts.one(found.account)

    def end_session(self, secret: str) -> None:
        """End the session of a secret."""
        self.accounts.end(digest_of(secret))

    def may_try(self, *who: str) -> bool:
        """Whether none of those who try has failed too often within the last minute."""
        since = moment(self.at - WINDOW)
        return all(self.accounts.attempts(one, since) < MOST_ATTEMPTS for one in who)

    def failed(self, *who: str) -> None:
        """Note that an attempt failed."""
        for one in who:
            self.accounts.failed(one, moment(self.at), moment(self.at - WINDOW))


def replaced(account: Account, **changes: object) -> Account:
    """Return an account with some of it changed."""
    return account._replace(**changes)  # type: ignore[arg-type]
