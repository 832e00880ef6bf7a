"""One-purpose links: a firm without an account answers one thing, on one page, by one address.

A link is bound to a network, a firm and a wish (a record, a vote); it ends after two weeks or when
it is taken back. The answer bears the name of the firm's representative, where it has one, and a
receipt with the number of the event.
"""

from dataclasses import replace

from fastapi import APIRouter
from fastapi.responses import Response
from starlette.datastructures import FormData

from engine.case.texts import PersonName
from engine.language import _
from engine.possible import TargetKind
from engine.source import NotFound, Rejected
from engine.store import Account
from engine.web import forms
from engine.web.doing import carried_out
from engine.web.rights import FIRM, Right, may, own_choices, own_wish, sees
from engine.web.visit import Acting, Anybody, NotYours, Sent, Visit, go
from engine.web.wishes import Wish, title_of, wish
from engine.workbench.admission import moment

router = APIRouter()
PURPOSE = "purpose"
SEPARATOR = "/"


def _gone() -> NotFound:
    return NotFound(_("this link was used before, or its time is over; ask for a new one"))


def _opened(visit: Visit, secret: str) -> tuple[Visit, str, Wish]:
    """Return the visit as the firm's own, the network, and the one wish of a link."""
    way = visit.door.way(secret, PURPOSE)
    giver = visit.door.accounts.one(way.account) if way else None
    if way is None or giver is None:
        raise _gone()
    network, firm, kind, verb, word = way.bound.split(SEPARATOR)
    if not sees(giver, network) or not may(giver, Right.ACT):
        raise _gone()
    account = Account(f"link {way.digest}", "", FIRM, firm, (network,))
    own = replace(visit, account=account)
    member = own.bench.situation(network).case.members.get(firm)
    if member is None:
        raise _gone()
    names = visit.bench.store.people({member.representative} if member.representative else set())
    name = next((one.name for one in names.values() if one.name), member.name)
    bench = replace(visit.bench, actor=PersonName(name))
    own = replace(own, bench=bench)
    found = wish(own.situation(network), kind, verb, word)
    return own, network, Wish(own_choices(account, found.possible), found.place, found.kind)


@router.get("/f/{secret}")
def purpose_page(visit: Anybody, secret: str) -> Response:
    """Show the one form of a link."""
    own, network, one = _opened(visit, secret)
    return _shown(own, network, one, list(forms.controls(one.possible, one.kind)))


def _shown(
    own: Visit, network: str, one: Wish, found: list[forms.Control],
    refused: Rejected | None = None,
) -> Response:  # fmt: skip
    place = own.situation(network)
    controls = [each for each in found if each.name not in {"firm", "f.firm", "for"}]
    status = 422 if refused or any(each.wrong for each in controls) else 200
    nobody = replace(own, account=Account("", "", ""))
    return nobody.page(
        "purpose", status, place=place, firm=place.case.members[own.account.firm].name,
        wish=one, title=title_of(one), controls=controls, refused=refused,
    )  # fmt: skip


@router.post("/f/{secret}")
def answer(visit: Anybody, secret: str, sent: Sent) -> Response:
    """Keep the answer of a firm, and give the receipt."""
    own, network, one = _opened(visit, secret)
    name = "f.firm" if one.possible.target.kind is TargetKind.RECORD else "firm"
    kept = [(k, v) for k, v in sent.multi_items() if k not in {"firm", "f.firm", "for"}]
    given = FormData([*kept, (name, own.account.firm)])
    found = list(forms.controls(one.possible, one.kind, given))
    found = forms.checked(one.place, one.kind, found, forms.fields(one.possible, given))
    if any(each.wrong for each in found):
        return _shown(own, network, one, found)
    try:
        done = carried_out(own, network, one, given)
    except Rejected as refused:
        return _shown(own, network, one, found, refused)
    nobody = replace(own, account=Account("", "", ""))
    return nobody.page("receipt", number=done.version, told=done.told, title=title_of(one))


@router.post("/n/{network}/links")
def make_link(visit: Acting, network: str, sent: Sent) -> Response:
    """Make a link for a firm and a purpose, and show it once, to be copied or shared."""
    place = visit.situation(network)
    parts = [str(sent.get(name, "")) for name in ("firm", "kind", "verb", "word")]
    firm, kind, verb, word = parts
    if visit.account.role == FIRM:
        raise NotYours
    one = wish(place, kind, verb, word)
    own = Account("", "", FIRM, firm, (network,))
    if firm not in place.case.members or not own_wish(own, one.possible):
        raise NotFound(_("there is no such page"))
    bound = SEPARATOR.join([network, *parts])
    secret = visit.door.purpose_link(visit.account, PURPOSE, bound)
    link = f"{visit.request.base_url}f/{secret}"
    name = place.case.members[firm].name
    return visit.page("made_link", place=place, firm=name, title=title_of(one), link=link)


@router.get("/n/{network}/links")
def links(visit: Acting, network: str) -> Response:
    """Show which links of a network still open something, and for what a new one can be made."""
    if visit.account.role == FIRM:
        raise NotYours
    place = visit.situation(network)
    ways = visit.door.accounts.ways(moment(visit.bench.now()))
    mine = [w for w in ways if w.purpose == PURPOSE and w.bound.startswith(f"{network}{SEPARATOR}")]
    own = Account("", "", FIRM, "", (network,))
    kinds = [wish(place, "record", "record", one) for one in place.workflow.records]
    votes = [wish(place, "ballot", "vote", k) for k, b in place.case.ballots.items()
             if b.state == "open"]  # fmt: skip
    possible = [one.possible for one in (*votes, *kinds) if own_wish(own, one.possible)]
    return visit.page("links", tab="firms", place=place, ways=mine, possible=possible)


@router.post("/n/{network}/links/{digest}/end")
def end_link(visit: Acting, network: str, digest: str) -> Response:
    """Take a link back before its time."""
    if visit.account.role == FIRM:
        raise NotYours
    visit.must_see(network)
    way = visit.door.accounts.way(digest, moment(visit.bench.now()))
    if way and way.bound.startswith(f"{network}{SEPARATOR}"):
        visit.door.accounts.end(digest)
    return go(f"/n/{network}/links")
