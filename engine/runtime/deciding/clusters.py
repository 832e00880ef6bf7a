"""Deciding on what is said of a cluster: pure, before anything is written."""

from dataclasses import replace
from typing import Any

from engine.case.cluster import Cluster
from engine.language import _
from engine.runtime.deciding.gate import called, titled, untidy
from engine.source import Reason, did_you_mean, refuse


def described(before: Cluster | None, said: Cluster, without: tuple[str, ...] = ()) -> Cluster:
    """Return a cluster with what was said of it: texts replace, firms and lists are added to.

    ``before`` is the cluster as it stands, None for a new one; ``without`` names firms taken out.

    Raises:
        Rejected: with every reason; an id that cannot be one, a blank title, a firm that is not
            there, or nothing said.
    """
    stands = before or Cluster(said.id, title=said.id)
    reasons = [*untidy(said), *called(said.id), *_of_firms(said)]
    reasons += titled(said.title) if said.title else []
    reasons += [_unknown(firm, stands) for firm in without if firm not in stands.firms]
    after = _joined(stands, said, without)
    if before == after and not reasons:
        reasons.append(_("say what is another way than it stands"))
    if reasons:
        wish = _("describe the cluster {id!r}").format(id=said.id)
        raise refuse(Reason.INVALID, wish, reasons)
    return after


def _joined(stands: Cluster, said: Cluster, without: tuple[str, ...]) -> Cluster:
    texts = {name: getattr(said, name) for name in ("title", "sector", "territory")}
    lists: dict[str, Any] = {
        name: tuple(dict.fromkeys((*getattr(stands, name), *getattr(said, name))))
        for name in ("challenges", "opportunities")
    }
    both = {**stands.firms, **said.firms}
    firms = {firm: name for firm, name in both.items() if firm not in without}
    return replace(stands, firms=firms, **lists, **{key: one for key, one in texts.items() if one})


def _of_firms(said: Cluster) -> list[str]:
    """Return what is wrong with the ids and names of firms, each with the firm."""
    wrong = [(firm, why) for firm in said.firms for why in called(firm)]
    wrong += [(firm, why) for firm, name in said.firms.items() for why in titled(name)]
    return [_("firm {firm!r}: {why}").format(firm=firm, why=why) for firm, why in wrong]


def _unknown(firm: str, stands: Cluster) -> str:
    near = did_you_mean(firm, stands.firms)
    told = _("{firm!r} is no firm of this cluster").format(firm=firm)
    return told + (f", {near}" if near else "")
