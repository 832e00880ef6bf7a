"""``groups``: candidate groups from the constraint survey."""

import click

from engine.cli.options import Asked, asks
from engine.cli.printing import give, heading, wrapped
from engine.language import _
from engine.runtime.group_formation.grouping import Group, Grouping
from engine.workbench.answers import lists


@click.command()
@click.argument("network")
@asks
def groups(asked: Asked, network: str) -> None:
    """Propose groups in NETWORK: shared issues, who fits with whom, whom to invite."""
    grouping = lists.groups(asked.bench(), network)
    give(grouping, _lines(grouping))


def _lines(grouping: Grouping) -> list[str]:
    lines = heading(_("Issues with support"))
    for issue in grouping.issues:
        mass = _("critical mass") if issue.critical_mass else _("too few")
        text = f"{issue.name}: {', '.join(issue.firms) or '-'} ({mass})"
        lines += wrapped(text, "    ", "  ")
    for one, other, firms in grouping.pairs:
        lines += wrapped(f"{one} + {other}: {', '.join(firms)}", "    ", "  ")
    for at, group in enumerate(grouping.groups):
        lines += ["", *_group_lines(at, group)]
    lines += [""] if grouping.bridges or grouping.between else []
    for firm, at, likeness in grouping.bridges:
        text = _("{firm} could be a bridge to group {group} (similarity {value:.3f})")
        lines.append(text.format(firm=firm, group=at + 1, value=float(likeness)))
    for one_at, other_at, likeness in grouping.between:
        text = _("similarity between groups {one} and {other}: {value:.3f}")
        lines.append(text.format(one=one_at + 1, other=other_at + 1, value=float(likeness)))
    if grouping.alone:
        lines += wrapped(_("fits no group: {firms}").format(firms=", ".join(grouping.alone)), "  ")
    return [*lines, "", _("This is a proposal: the firms choose.")]


def _group_lines(at: int, group: Group) -> list[str]:
    lines = heading(_("Group {number}").format(number=at + 1))
    lines += wrapped(", ".join(group.firms), "    ", "  ")
    shared = ", ".join(f"{name} ({float(share):.0%})" for name, share in group.issues)
    one, other, least = group.weakest_pair
    lines += wrapped(_("shares: {issues}").format(issues=shared or "-"), "    ", "  ")
    lines.append(
        _("  cohesion {cohesion:.3f}, weakest pair {one}-{other} {least:.3f}").format(
            cohesion=float(group.cohesion), one=one, other=other, least=float(least)
        )
    )
    if group.invited:
        names = ", ".join(group.invited)
        lines += wrapped(_("invite, but do not count: {names}").format(names=names), "    ", "  ")
    if group.leaders:
        lines.append(_("  interested in leading: {names}").format(names=", ".join(group.leaders)))
    for rival, other_rival in group.rivals:
        lines.append(_("  rivals: {one} and {other}").format(one=rival, other=other_rival))
    return [*lines, "  " + _("so: {outcome}").format(outcome=group.outcome)]
