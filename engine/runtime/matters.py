"""What a decision on a matter needs: the method's table, overridden by the text in force.

``rules/decisions.yaml`` says for each matter who decides and by how many; once a text of the group
is adopted, the values it carries take their place. Whoever puts a question or uses its answer asks
here, so that a rule has one home.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from engine.case.case import AdoptedValue
from engine.case.voting import VotingRule
from engine.definitions.table_json import table_of
from engine.definitions.workflow import FieldKind
from engine.language import _, choose
from engine.runtime.assess import decide_table
from engine.runtime.formulas import subjects
from engine.runtime.situation import Situation

TABLE: Final = "decisions"
ORDINARY: Final = "ordinary"
YES: Final = frozenset({"True", "true", "yes", "1"})

OF_EVERY_MATTER: Final = {
    "quorum": "quorum_percent",
    "proxies": "proxies",
    "casting": "casting_vote",
    "notice_days": "notice_days",
    "second_call_days": "second_call_days",
}
"""The value of an adopted text that takes the place of a part of the rule, whatever the matter."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What is decided: the matter, the firm or project it is about, and the document."""

    matter: str
    target: str = ""
    document: str = ""


def subject_of(situation: Situation, text: str) -> Subject | None:
    """Return what a subject in words names (``work_plan``, ``exclusion/anka``), None if nothing.

    A document is decided as its matter is: ``workplan@1`` is the work plan, one without a matter of
    its own an ordinary decision.
    """
    head, _slash, target = text.partition("/")
    if head in matters(situation):
        return Subject(head, target)
    document, at, version = text.partition("@")
    known = document in situation.case.documents or document in _documents(situation)
    if known and (version.isdecimal() or not at):
        return Subject(_documents(situation).get(document, ORDINARY), "", document)
    asked = not text or text in asked_for(situation) or text in _keys(situation)
    return Subject(ORDINARY, text) if asked else None


def subjects_known(situation: Situation) -> tuple[str, ...]:
    """Return all that a ballot can be on: matters, what conditions ask about, documents."""
    known = (
        *matters(situation), *asked_for(situation), *situation.case.documents, *_keys(situation)
    )  # fmt: skip
    return tuple(dict.fromkeys(known))


def asked_for(situation: Situation) -> tuple[str, ...]:
    """Return the subjects that conditions of the plan ask ballots about."""
    key = ("ballot subjects",)
    if key not in situation.kept:
        criteria = (c for p in situation.workflow.phases.values() for c in p.criteria.values())
        found = {one for c in criteria for one in subjects(situation.workflow, c.when)}
        situation.kept[key] = tuple(sorted(found))
    return situation.kept[key]  # type: ignore[no-any-return]


def _keys(situation: Situation) -> tuple[str, ...]:
    """Return the names of what is on record, such as one evaluation criterion."""
    kinds = (kind for kind in situation.workflow.records.values() if len(kind.key) == 1)
    named = (kind.id for kind in kinds if kind.fields[kind.key[0]].kind is FieldKind.TEXT)
    return tuple(key for kind in named for key in situation.keys_on_record(kind))


def matters(situation: Situation) -> Mapping[str, str]:
    """Return the matters that the method's table knows, each as people call it."""
    text = situation.workflow.tables.get(TABLE)
    inputs = table_of(text).inputs if text else ()
    return {word: choose(name) for one in inputs[:1] for word, name in one.labels.items()}


def about_target(situation: Situation, matter: str) -> bool:
    """Whether a matter is about a firm, which does not vote on it."""
    return _row(situation, matter).get("without_target") is True


def said_by_text(situation: Situation, matter: str) -> AdoptedValue | None:
    """Return what a text in force says of the majority of a matter, so that it must be decided.

    Nothing for a matter that the method does not know: no ballot could be opened on it.
    """
    if matter not in matters(situation):
        return None
    row, adopted = _row(situation, matter), situation.case.adopted_values()
    return dict(_taken(row, adopted)).get("majority")


def rule_of(situation: Situation, matter: str) -> VotingRule:
    """Return the rule of a matter: what the text in force says, else the method's table."""
    row, adopted = _row(situation, matter), situation.case.adopted_values()
    parts = {name: row[name] for name in _PARTS if row.get(name) is not None}
    taken = dict(_taken(row, adopted))
    parts |= {name: one.value for name, one in taken.items()}
    named = taken.get("majority") or taken.get("quorum")
    plain = {name: _PARTS[name](value) for name, value in parts.items()}
    clause, text = (named.clause, named.text) if named else ("", "")
    return VotingRule(matter, **plain, clause=clause, text=text)


def _row(situation: Situation, matter: str) -> Mapping[str, Any]:
    key = (TABLE, matter)
    if key not in situation.kept:
        found = decide_table(situation, TABLE, matter=matter)
        situation.kept[key] = found if isinstance(found, Mapping) else {}
    return situation.kept[key]  # type: ignore[no-any-return]


def _documents(situation: Situation) -> Mapping[str, str]:
    """Return the matter of each document that has one."""
    found = ((_row(situation, one).get("document"), one) for one in matters(situation))
    return {str(document): one for document, one in found if document}


def _taken(
    row: Mapping[str, Any], adopted: Mapping[str, AdoptedValue]
) -> Iterator[tuple[str, AdoptedValue]]:
    """Yield what a text in force says of the parts of a rule that the table lets it say."""
    names = {
        **{part: name for part, name in OF_EVERY_MATTER.items() if row.get(part) is not None},
        **{part: str(row[f"text_{part}"]) for part in _BY_TEXT if row.get(f"text_{part}")},
    }
    if not row:  # a method without the table leaves all of it to the text
        names = {**OF_EVERY_MATTER, "majority": "majority_percent", "base": "majority_base"}
    yield from ((part, adopted[name]) for part, name in names.items() if name in adopted)


_BY_TEXT: Final = ("majority", "base", "written")


def _share(value: Any) -> str:
    """Return a share as it is written: a text as it stands, a number of a text as per cent."""
    return value if isinstance(value, str) else f"{value} %"


def _truth(value: Any) -> bool:
    return value if isinstance(value, bool) else str(value) in YES


_PARTS: Final[Mapping[str, Any]] = {
    "quorum": _share,
    "majority": _share,
    "base": str,
    "casting": _truth,
    "secret": _truth,
    "proxies": int,
    "notice_days": int,
    "second_call_days": int,
    "written": _truth,
}


def title_of(situation: Situation, matter: str) -> str:
    """Return a matter as people call it."""
    return matters(situation).get(matter, "") or (
        _("any other matter") if matter == ORDINARY else matter
    )
