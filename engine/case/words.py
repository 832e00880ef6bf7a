"""How states, verdicts and verbs are said to people: code has the standards' words, these plain.

A word that is both a state and a verb (``open``) is two messages, told apart by their context, so
that a language can say them differently. Words of an organisation's own plans, which no table here
can know, are said as they are written.
"""

from typing import Final

from engine.case.case import ArticleChange, Why
from engine.language import _, in_context, mark, mark_in

SAID: Final = {
    # where a network, phase, step, firm, project, document or ballot stands
    "abandoned": mark("abandoned"),
    "active": mark("active"),
    "adopted": mark("adopted"),
    "approved": mark("approved"),
    "cancelled": mark("cancelled"),
    "closed": mark("closed"),
    "committed": mark("committed"),
    "completed": mark("completed"),
    "delivered": mark("delivered"),
    "dissolved": mark("dissolved"),
    "done": mark("done"),
    "draft": mark("draft"),
    "evaluated": mark("evaluated"),
    "excluded": mark("excluded"),
    "failed": mark("failed"),
    "in_progress": mark("begun"),
    "in_review": mark("in review"),
    "interested": mark("interested"),
    "left": mark("left"),
    "locked": mark("waiting for other steps"),
    "no_quorum": mark("without enough votes"),
    "on_hold": mark("on hold"),
    "open": mark("open"),
    "passed": mark("passed"),
    "proposed": mark("proposed"),
    "ready": mark("ready"),
    "rejected": mark("rejected"),
    "running": mark("running"),
    "self_managed": mark("self-managed"),
    "skipped": mark("skipped"),
    "submitted": mark("submitted"),
    "superseded": mark("superseded"),
    "suspended": mark("suspended"),
    "waiting": mark("not open yet"),
    "waived": mark("waived"),
    "withdrawn": mark("withdrawn"),
    # verdicts on conditions and on whole phases, colours, ways of voting
    "amber": mark("amber"),
    "choice": mark("choice"),
    "consensus": mark("consensus"),
    "green": mark("green"),
    "in_doubt": mark("in doubt"),
    "majority": mark("majority"),
    "met": mark("met"),
    "not_ready": mark("not ready"),
    "override": mark("override"),
    "ranking": mark("ranking"),
    "ready_with_conditions": mark("ready with conditions"),
    "red": mark("red"),
    "unknown": mark("not known"),
    "unmet": mark("not yet"),
    # who does it
    "assembly": mark("assembly"),
    "board": mark("board"),
    "deputy": mark("deputy"),
    "expert": mark("expert"),
    "facilitator": mark("facilitator"),
    "administrator": mark("administrator"),
    "author": mark("author of the method"),
    "reader": mark("reader"),
    "firm": mark("firm"),
    "host": mark("host"),
    "institution": mark("institution"),
    "leader": mark("leader"),
    "manager": mark("manager"),
    "member": mark("member"),
    "programme": mark("programme"),
    "secretary": mark("secretary"),
    "team": mark("team"),
    "treasurer": mark("treasurer"),
    "auditor": mark("auditor"),
    "chair": mark("chair"),
    # where activities of a plan stand, and where money comes from
    "dropped": mark("dropped"),
    "grant": mark("grant"),
    "late": mark("late"),
    "loan": mark("loan"),
    "members": mark("members"),
    "planned": mark("planned"),
    "service": mark("service"),
    # phases and kinds of project and meeting
    "carry_out": mark("carry out"),
    "close": mark("close"),
    "follow_up": mark("follow up"),
    "group": mark("group"),
    "meeting": mark("meeting"),
    "other": mark("other"),
    "pilot": mark("pilot"),
    "planning": mark("planning"),
    "prepare": mark("prepare"),
    "promotion": mark("promotion"),
    "self_management": mark("self management"),
    "sensitisation": mark("sensitisation"),
    "strategic": mark("strategic"),
    "training": mark("training"),
    "visit": mark("visit"),
    "workshop": mark("workshop"),
    # why something happened that no person gave a reason for
    "basis_changed": mark("its basis changed"),
    "mistake": mark("ticked by mistake"),
    "carried_over": mark("carried over"),
    "condition_fell": mark("its condition holds no more"),
    # why a firm is excluded, a group dissolved, merged or split
    "breach": mark("broke the rules"),
    "unpaid": mark("did not pay"),
    "harm": mark("harmed the group"),
    "condition_lost": mark("lost a condition of membership"),
    "purpose_reached": mark("the purpose is reached"),
    "purpose_impossible": mark("the purpose cannot be reached"),
    "too_few_members": mark("too few members"),
    "too_many_members": mark("too many members"),
    "by_law": mark("by law"),
    "same_issue": mark("the same issue"),
    "scale": mark("scale"),
    "two_issues": mark("two issues"),
    "different_pace": mark("a different pace"),
    # what happened, by the stored names of events
    "ballot closed": mark("ballot closed"),
    "ballot opened": mark("ballot opened"),
    "criterion marked": mark("criterion marked"),
    "document moved": mark("document moved"),
    "fact recorded": mark("fact recorded"),
    "member added": mark("member added"),
    "member moved": mark("member moved"),
    "member removed": mark("member removed"),
    "member renamed": mark("member renamed"),
    "members received": mark("members received"),
    "milestone reached": mark("milestone reached"),
    "network merged": mark("network merged"),
    "network changed": mark("network changed"),
    "network moved": mark("network moved"),
    "network opened": mark("network opened"),
    "network split": mark("network split"),
    "parameter set": mark("parameter set"),
    "phase moved": mark("phase moved"),
    "project added": mark("project added"),
    "project moved": mark("project moved"),
    "record withdrawn": mark("record withdrawn"),
    "task moved": mark("task moved"),
    "task ticked": mark("task ticked"),
    "vote cast": mark("vote cast"),
}

WISHED: Final = {
    "abandon": mark_in("verb", "abandon"),
    "activate": mark_in("verb", "activate"),
    "represent": mark_in("verb", "represent"),
    "adopt": mark_in("verb", "adopt"),
    "approve": mark_in("verb", "approve"),
    "close": mark_in("verb", "close"),
    "commit": mark_in("verb", "commit"),
    "complete": mark_in("verb", "complete"),
    "confirm": mark_in("verb", "confirm"),
    "deliver": mark_in("verb", "deliver"),
    "dissolve": mark_in("verb", "dissolve"),
    "doubt": mark_in("verb", "doubt"),
    "evaluate": mark_in("verb", "evaluate"),
    "exclude": mark_in("verb", "exclude"),
    "fail": mark_in("verb", "fail"),
    "graduate": mark_in("verb", "become self-managed"),
    "hand_over": mark_in("verb", "hand over"),
    "hold": mark_in("verb", "hold"),
    "issue": mark_in("verb", "issue"),
    "leave": mark_in("verb", "leave"),
    "miss": mark_in("verb", "miss"),
    "open": mark_in("verb", "open"),
    "pass": mark_in("verb", "pass"),
    "reject": mark_in("verb", "reject"),
    "reopen": mark_in("verb", "reopen"),
    "resume": mark_in("verb", "resume"),
    "return": mark_in("verb", "return"),
    "revoke": mark_in("verb", "revoke"),
    "skip": mark_in("verb", "skip"),
    "start": mark_in("verb", "start"),
    "submit": mark_in("verb", "submit"),
    "supersede": mark_in("verb", "supersede"),
    "suspend": mark_in("verb", "suspend"),
    "tick": mark_in("verb", "tick"),
    "untick": mark_in("verb", "untick"),
    "waive": mark_in("verb", "waive"),
    "withdraw": mark_in("verb", "withdraw"),
}


def said(word: str) -> str:
    """Return a state, verdict, role or kind as people say it, in the language spoken."""
    return _(SAID.get(word, word.replace("_", " ")))


def reasoned(because: str, why: Why | None) -> str:
    """Return the reason a person gave or, where none did, the words of its code."""
    return because or (said(why) if why else "")


def wished(verb: str) -> str:
    """Return a verb as people say it in a refusal (*cannot hand over ...*) or an offer."""
    return in_context("verb", WISHED.get(verb, verb.replace("_", " ")))


def change_told(one: ArticleChange) -> str:
    """Return what became of an article, as one line in the language spoken."""
    if one.kind == "renumbered":
        return f"{kind_told(one.kind)}: {one.title} ({one.before} -> {one.after})"
    number = f"{one.after or one.before} " if one.after or one.before else ""
    return f"{kind_told(one.kind)}: {number}{one.title}"


def kind_told(kind: str) -> str:
    """Return the word people read for what became of an article."""
    return {
        "changed": _("changed"),
        "added": _("added"),
        "removed": _("removed"),
        "renumbered": _("renumbered"),
    }[kind]
