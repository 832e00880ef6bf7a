"""Given what happened, what is known: one case for each kind of event, and its edges."""

from dataclasses import fields, replace
from datetime import date, timedelta
from typing import Any, get_args

import pytest

from engine.case import messages as m
from engine.case.case import (
    Adoption,
    ArticleChange,
    Case,
    CriterionMark,
    Member,
    TaskProgress,
    Tick,
    Why,
)
from engine.case.evolve import evolve, replay
from engine.case.texts import PersonId
from engine.case.voting import VotingRule

DAY = date(2026, 3, 2)
NEXT = date(2026, 3, 3)
P1, P2, P3 = (PersonId(f"person {number}") for number in (1, 2, 3))
CHANGED = ArticleChange("changed", "Votes", "3", "3")
EARLIER = date(2026, 2, 1)
OPENED = m.NetworkOpened("net", "Net", "digest", "unido.export", "Africa/Tunis", "TND")
ANKA = m.MemberAdded("anka", "Anka")
FAIR = m.ProjectAdded("fair", "Joint fair", "unido.fair", "fair-digest", "anka", ("anka",), NEXT)


def known(*events: m.Event, on: date = DAY) -> Case:
    """Return the case after some events: the opening on ``DAY``, the others on ``on``."""
    return replay([(OPENED, DAY), *((event, on) for event in events)])


# --- the fold -----------------------------------------------------------------------------------


def test_a_history_begins_with_the_opening() -> None:
    with pytest.raises(ValueError, match="at least the event that opened"):
        replay([])
    with pytest.raises(ValueError, match="begins with 'network opened'"):
        replay([(ANKA, DAY)])


def test_an_opened_network_is_a_draft_with_all_that_was_said_of_it() -> None:
    case = known()
    assert (case.id, case.title, case.workflow, case.type) == ("net", "Net", "digest", OPENED.type)
    assert (case.state, case.version, case.opened_on, case.last_on) == ("draft", 1, DAY, DAY)
    assert (case.zone, case.currency) == ("Africa/Tunis", "TND")


def test_each_event_is_one_version_and_the_last_day_is_kept() -> None:
    case = known(ANKA, FAIR, on=NEXT)
    assert case.version == 3
    assert case.last_on == NEXT


def test_the_case_of_before_is_not_changed() -> None:
    before = known(ANKA)
    evolve(before, m.MemberMoved("anka", "commit", "committed"), NEXT)
    assert before == known(ANKA)


# --- firms --------------------------------------------------------------------------------------


def test_a_firm_begins_as_interested_since_the_day_it_came() -> None:
    firm = known(ANKA).members["anka"]
    assert (firm.state, firm.since, firm.committed_on) == ("interested", DAY, None)


def test_a_firm_brought_along_keeps_its_standing() -> None:
    brought = replace(ANKA, state="active", since=EARLIER, committed_on=EARLIER)
    firm = known(brought).members["anka"]
    assert (firm.state, firm.since, firm.committed_on) == ("active", EARLIER, EARLIER)


@pytest.mark.parametrize(
    ("verb", "state", "committed_on"),
    [("commit", "committed", NEXT), ("leave", "left", EARLIER), ("activate", "active", EARLIER)],
)
def test_only_committing_sets_the_day_of_commitment(
    verb: str, state: str, committed_on: date
) -> None:
    before = known(replace(ANKA, committed_on=EARLIER))
    firm = evolve(before, m.MemberMoved("anka", verb, state), NEXT).members["anka"]
    assert (firm.state, firm.since, firm.committed_on) == (state, NEXT, committed_on)


def test_representative_and_substitute_stay_until_others_are_named() -> None:
    named = m.MemberMoved("anka", "commit", "committed", representative=P1, substitute=P2)
    case = known(ANKA, named)
    later = evolve(case, m.MemberMoved("anka", "activate", "active"), NEXT).members["anka"]
    assert (later.representative, later.substitute) == (P1, P2)
    other = m.MemberMoved("anka", "activate", "active", substitute=P3)
    changed = evolve(case, other, NEXT).members["anka"]
    assert (changed.representative, changed.substitute) == (P1, P3)


def test_a_reason_for_leaving_is_that_of_the_last_move() -> None:
    left = m.MemberMoved("anka", "leave", "left", reason="no_time")
    assert known(ANKA, left).members["anka"].reason == "no_time"
    back = m.MemberMoved("anka", "return", "interested")
    assert not known(ANKA, left, back).members["anka"].reason


def test_one_firm_moves_and_the_others_stay() -> None:
    case = known(ANKA, m.MemberAdded("bora", "Bora"), m.MemberMoved("anka", "commit", "committed"))
    assert [firm.state for firm in case.members.values()] == ["committed", "interested"]


# --- steps --------------------------------------------------------------------------------------


def ticks(count: int, target: str = "") -> list[m.Event]:
    return [
        m.TaskTicked("call", target=target, on=EARLIER + timedelta(days=at), record=at + 1)
        for at in range(count)
    ]


def moved(verb: str, target: str = "", because: str = "") -> m.TaskMoved:
    return m.TaskMoved("call", verb, target=target, because=because)


def test_a_tick_counts_and_is_dated_on_the_day_it_was_done() -> None:
    call = known(m.TaskTicked("call", on=EARLIER), on=NEXT).tasks["call"]
    assert (call.times, call.recent, call.targets) == (1, (Tick(EARLIER),), {})


def test_a_tick_without_a_day_was_done_on_the_day_it_was_written() -> None:
    assert known(m.TaskTicked("call"), on=NEXT).tasks["call"].last_on == NEXT


def test_a_tick_for_a_firm_is_kept_under_the_firm() -> None:
    call = known(m.TaskTicked("call", target="anka", on=EARLIER)).tasks["call"]
    assert call.targets == {"anka": EARLIER}


def test_early_stays_said_once_it_was_said() -> None:
    early = m.TaskTicked("call", early=("other",))
    assert known(early, m.TaskTicked("call")).tasks["call"].early
    assert not known(m.TaskTicked("call")).tasks["call"].early


@pytest.mark.parametrize("done", [0, 1, 12, 13, 40])
def test_every_tick_is_remembered_and_counted(done: int) -> None:
    call = known(m.NetworkMoved("start", "active"), *ticks(done)).tasks.get("call", TaskProgress())
    assert call.times == done
    assert [tick.record for tick in call.recent] == list(range(1, done + 1))


def test_an_untick_takes_the_last_tick_back() -> None:
    call = known(*ticks(3), moved("untick")).tasks["call"]
    assert (call.times, [tick.record for tick in call.recent]) == (2, [1, 2])


def test_an_untick_for_a_firm_leaves_the_ticks_of_others() -> None:
    both = [m.TaskTicked("call", target=firm, on=EARLIER) for firm in ("anka", "bora")]
    call = known(*both, moved("untick", "anka")).tasks["call"]
    assert (call.times, call.targets) == (1, {"bora": EARLIER})
    assert [tick.target for tick in call.recent] == ["bora"]


def test_unticking_what_was_never_ticked_goes_below_nothing() -> None:
    assert known(moved("untick")).tasks["call"].times == 0


def test_an_untick_of_a_firm_takes_off_its_tick_however_many_came_later() -> None:
    events = [m.TaskTicked("call", target=f"f{at}") for at in range(14)]
    call = known(*events, moved("untick", "f0")).tasks["call"]
    assert "f0" not in call.targets
    assert (call.times, len(call.recent)) == (13, 13)


def test_a_waiver_is_kept_with_its_reason_under_whom_it_is_for() -> None:
    call = known(moved("waive", because="all"), moved("waive", "anka", "one")).tasks["call"]
    assert call.waived == {"": "all", "anka": "one"}


def test_a_reopened_step_begins_anew() -> None:
    call = known(*ticks(2), moved("waive", "", "x"), moved("reopen")).tasks["call"]
    assert call == known(moved("reopen")).tasks["call"]
    assert (call.times, call.recent, call.waived) == (0, (), {})


def test_a_step_reopened_for_one_firm_stays_as_it_is_for_the_others() -> None:
    both = [m.TaskTicked("call", target=firm, on=EARLIER) for firm in ("anka", "bora")]
    waived = [moved("waive", firm, "x") for firm in ("cyd", "anka")]
    call = known(*both, *waived, moved("reopen", "anka")).tasks["call"]
    assert (call.times, call.targets, call.waived) == (1, {"bora": EARLIER}, {"cyd": "x"})
    assert [tick.target for tick in call.recent] == ["bora"]


def test_reopening_for_a_firm_that_never_did_it_takes_no_tick_away() -> None:
    call = known(m.TaskTicked("call", target="bora"), moved("reopen", "anka")).tasks["call"]
    assert call.times == 1


@pytest.mark.parametrize(("verb", "submitted"), [("start", False), ("submit", True)])
def test_a_step_is_begun_on_the_day_it_is_started_or_submitted(verb: str, submitted: bool) -> None:
    call = known(moved(verb), on=NEXT).tasks["call"]
    assert (call.started_on, call.submitted, call.times) == (NEXT, submitted, 0)


def test_a_step_stays_begun_on_its_first_day() -> None:
    case = evolve(known(moved("start")), moved("submit"), NEXT)
    assert case.tasks["call"].started_on == DAY


def test_steps_are_apart() -> None:
    case = known(m.TaskTicked("call"), m.TaskTicked("meet"), m.TaskTicked("meet"))
    assert {name: one.times for name, one in case.tasks.items()} == {"call": 1, "meet": 2}


# --- records ------------------------------------------------------------------------------------


def standing(case: Case) -> list[int]:
    return [record.id for record in case.records["meeting"]]


def test_a_record_stands_with_its_fields_on_its_day() -> None:
    case = known(m.FactRecorded(1, "meeting", {"n": 1}, on=EARLIER), on=NEXT)
    [record] = case.records["meeting"]
    assert (record.id, record.fields, record.on) == (1, {"n": 1}, EARLIER)
    [undated] = known(m.FactRecorded(1, "meeting", {}), on=NEXT).records["meeting"]
    assert undated.on == NEXT


def test_a_correction_takes_the_places_of_those_it_replaces() -> None:
    facts = [m.FactRecorded(at, "meeting", {}) for at in (1, 2, 3)]
    correction = m.FactRecorded(4, "meeting", {}, replaces=(1, 3))
    assert standing(known(*facts, correction)) == [2, 4]


def test_a_record_taken_back_stands_no_more_and_its_number_is_not_given_again() -> None:
    case = known(m.FactRecorded(1, "meeting", {}), m.RecordWithdrawn(1, "meeting", "wrong"))
    assert standing(case) == []
    assert case.record_count == 1


@pytest.mark.parametrize(("numbers", "count"), [((1,), 1), ((1, 2), 2), ((5, 2), 5)])
def test_records_are_counted_up_to_the_highest_number(numbers: tuple[int, ...], count: int) -> None:
    assert known(*(m.FactRecorded(n, "meeting", {}) for n in numbers)).record_count == count


def test_the_record_of_a_project_is_counted_in_the_network_and_stands_in_the_project() -> None:
    case = known(FAIR, m.FactRecorded(1, "meeting", {}, scope="fair"))
    assert case.record_count == 1
    assert standing(case) == []
    assert standing(case.projects["fair"]) == [1]


# --- phases and conditions ----------------------------------------------------------------------


def phase(verb: str, state: str, **more: Any) -> m.PhaseMoved:
    return m.PhaseMoved("first", verb, state, **more)


def test_a_phase_keeps_the_days_of_its_opening_and_completion() -> None:
    case = evolve(known(phase("open", "open")), phase("complete", "completed"), NEXT)
    first = case.phases["first"]
    assert (first.state, first.opened_on, first.completed_on) == ("completed", DAY, NEXT)


def test_a_reopened_phase_opens_on_its_new_day_in_its_new_round() -> None:
    completed = known(phase("open", "open"), phase("complete", "completed"))
    first = evolve(completed, phase("reopen", "open", round=2), NEXT).phases["first"]
    assert (first.opened_on, first.completed_on, first.round) == (NEXT, DAY, 2)


@pytest.mark.parametrize("verb", ["suspend", "resume", "skip"])
def test_resting_and_waking_move_no_day(verb: str) -> None:
    first = evolve(known(phase("open", "open")), phase(verb, "x"), NEXT).phases["first"]
    assert (first.opened_on, first.completed_on) == (DAY, None)


def test_conditions_are_those_of_the_last_move_and_an_outcome_stays() -> None:
    done = phase("complete", "completed", outcome="override", conditions=("enough",), check_on=NEXT)
    first = known(done).phases["first"]
    assert (first.outcome, first.conditions, first.check_on) == ("override", ("enough",), NEXT)
    again = known(done, phase("reopen", "open")).phases["first"]
    assert (again.outcome, again.conditions, again.check_on) == ("override", (), None)


def test_a_mark_stays_with_its_reason_until_it_is_cleared() -> None:
    marked = m.CriterionMarked("enough", "waived", "as agreed")
    other = m.CriterionMarked("planned", "doubted")
    case = known(marked, other, on=NEXT)
    assert case.marks["enough"] == CriterionMark("waived", "as agreed", NEXT)
    assert set(case.marks) == {"enough", "planned"}
    assert set(known(marked, other, m.CriterionMarked("enough", "cleared")).marks) == {"planned"}


def test_the_last_mark_counts() -> None:
    case = known(*(m.CriterionMarked("enough", kind) for kind in ("doubted", "revoked")))
    assert case.marks["enough"].kind == "revoked"


def test_milestones_and_thresholds_are_kept_beside_each_other() -> None:
    case = known(
        m.MilestoneReached("core"), m.MilestoneReached("half"),
        m.ParameterSet("least", 3), m.ParameterSet("most", 9), m.ParameterSet("least", 4),
    )  # fmt: skip
    assert case.milestones == {"core": DAY, "half": DAY}
    assert case.parameters == {"least": 4, "most": 9}


# --- projects -----------------------------------------------------------------------------------


def test_a_project_is_a_case_of_its_own_in_the_networks_zone_and_currency() -> None:
    fair = known(FAIR, on=NEXT).projects["fair"]
    assert (fair.state, fair.parent, fair.opened_on, fair.due_on) == ("proposed", "net", NEXT, NEXT)
    assert (fair.workflow, fair.type, fair.leader) == ("fair-digest", "unido.fair", "anka")
    assert (fair.participants, fair.zone, fair.currency) == (("anka",), "Africa/Tunis", "TND")


@pytest.mark.parametrize(
    ("verb", "starts", "ends"),
    [
        ("approve", False, False), ("start", True, False), ("hold", False, False),
        ("resume", False, False), ("deliver", False, True), ("reject", False, True),
        ("abandon", False, True), ("evaluate", False, False),
    ],
)  # fmt: skip
def test_which_moves_of_a_project_set_its_days(verb: str, starts: bool, ends: bool) -> None:
    fair = evolve(known(FAIR), m.ProjectMoved("fair", verb, "x"), NEXT).projects["fair"]
    assert fair.state == "x"
    assert fair.started_on == (NEXT if starts else None)
    assert fair.ended_on == (NEXT if ends else None)


def test_the_day_a_project_ended_stays_when_it_is_evaluated_later() -> None:
    delivered = known(FAIR, m.ProjectMoved("fair", "deliver", "delivered"))
    fair = evolve(delivered, m.ProjectMoved("fair", "evaluate", "evaluated"), NEXT).projects["fair"]
    assert fair.ended_on == DAY


def test_what_happens_in_a_project_changes_the_project_alone() -> None:
    case = known(
        FAIR,
        replace(FAIR, project="dye"),
        m.TaskTicked("call", scope="fair"),
        m.PhaseMoved("first", "open", "open", scope="fair"),
    )
    assert case.tasks == {}
    assert case.phases == {}
    assert case.projects["fair"].tasks["call"].times == 1
    assert case.projects["fair"].phases["first"].state == "open"
    assert case.projects["dye"] == known(replace(FAIR, project="dye")).projects["dye"]
    assert case.version == 5


# --- ballots and documents ----------------------------------------------------------------------

RULE = VotingRule("statutes", quorum="0.4", majority="0.6")
ASKED = m.BallotOpened("b", "Go?", "majority", 1, ("anka", "bora"), RULE, "statutes", chair="anka")


def test_a_ballot_is_open_with_what_was_asked_and_of_whom() -> None:
    ballot = known(ASKED, on=NEXT).ballots["b"]
    assert (ballot.state, ballot.opened_on, ballot.votes) == ("open", NEXT, {})
    assert (ballot.voters, ballot.rule, ballot.chair) == (("anka", "bora"), RULE, "anka")
    assert (ballot.question, ballot.how, ballot.subject) == ("Go?", "majority", "statutes")


def test_the_last_answer_of_a_firm_counts() -> None:
    votes = [m.VoteCast("b", "anka", 1), m.VoteCast("b", "bora", 1), m.VoteCast("b", "anka", 0)]
    assert known(ASKED, *votes).ballots["b"].votes == {"anka": 0, "bora": 1}


def test_an_answer_takes_along_what_was_said_with_it_and_the_next_one_replaces_all_of_it() -> None:
    doubt = m.VoteCast("b", "anka", 1, "too dear", ("A", "B"), "bora")
    ballot = evolve(known(ASKED), doubt, NEXT).ballots["b"]
    assert (ballot.doubts, ballot.chosen) == ({"anka": "too dear"}, {"anka": ("A", "B")})
    assert (ballot.carried_by, ballot.voted_on) == ({"anka": "bora"}, {"anka": NEXT})
    after = known(ASKED, doubt, m.VoteCast("b", "anka", 0)).ballots["b"]
    assert (after.doubts, after.chosen, after.carried_by) == ({}, {}, {})


def test_the_next_round_of_a_ballot_begins_without_votes() -> None:
    case = known(ASKED, m.VoteCast("b", "anka", 0), replace(ASKED, round=2))
    assert (case.ballots["b"].round, case.ballots["b"].votes) == (2, {})


def test_a_closed_ballot_keeps_its_votes_its_advice_and_its_day() -> None:
    case = known(ASKED, m.VoteCast("b", "anka", 1))
    closed = m.BallotClosed("b", "failed", "talk again", "", ("anka",), 3, "sheet 4")
    ballot = evolve(case, closed, NEXT).ballots["b"]
    assert (ballot.state, ballot.closed_on, ballot.advice) == ("failed", NEXT, "talk again")
    assert (ballot.entitled, ballot.members, ballot.paper) == (("anka",), 3, "sheet 4")
    assert ballot.votes == {"anka": 1}


def paper(verb: str, state: str, version: int = 1, **more: Any) -> m.DocumentMoved:
    return m.DocumentMoved("statutes", verb, state, version=version, **more)


ISSUED = paper(
    "issue", "in_review", text="t1", language="es", files={"pdf": "d1"}, values={"quorum": 50}
)


def test_an_issued_version_keeps_text_files_and_numbers() -> None:
    version = known(ISSUED, on=NEXT).documents["statutes"].versions[1]
    assert (version.state, version.on, version.text, version.language) == (
        "in_review", NEXT, "t1", "es",
    )  # fmt: skip
    assert (version.files, version.values) == ({"pdf": "d1"}, {"quorum": 50})
    assert version.adoption is None


def test_an_adoption_is_kept_with_its_ballot_and_those_who_were_members() -> None:
    adopted = paper(
        "adopt", "adopted", ballot="b", members=("anka",), changes=(CHANGED,), replaces=4,
        files={"adopted.pdf": "d2"},
    )  # fmt: skip
    version = evolve(known(ISSUED), adopted, NEXT).documents["statutes"].versions[1]
    assert version.adoption == Adoption(NEXT, "b", 4, (CHANGED,), ("anka",))
    assert version.files == {"pdf": "d1", "adopted.pdf": "d2"}
    assert (version.on, version.text) == (DAY, "t1")


def test_superseding_keeps_the_adoption_that_was() -> None:
    case = known(ISSUED, paper("adopt", "adopted", ballot="b"), paper("supersede", "superseded"))
    version = case.documents["statutes"].versions[1]
    assert version.state == "superseded"
    assert version.adoption is not None


def test_versions_and_documents_are_apart() -> None:
    case = known(ISSUED, replace(ISSUED, version=2, text="t2"), replace(ISSUED, document="rules"))
    assert {k: list(v.versions) for k, v in case.documents.items()} == {
        "statutes": [1, 2],
        "rules": [1],
    }
    assert case.documents["statutes"].versions[1].text == "t1"


# --- the whole network --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("verb", "state", "ended"),
    [
        ("start", "active", None), ("suspend", "suspended", None), ("close", "closed", NEXT),
        ("dissolve", "dissolved", NEXT), ("graduate", "self_managed", None),
    ],
)  # fmt: skip
def test_a_network_ends_when_it_closes_or_dissolves(
    verb: str, state: str, ended: date | None
) -> None:
    case = known(m.NetworkMoved(verb, state), on=NEXT)
    assert (case.state, case.ended_on) == (state, ended)


def test_the_facilitator_stays_until_another_takes_over() -> None:
    first = known(m.NetworkMoved("hand_over", "draft", facilitator=P1))
    assert evolve(first, m.NetworkMoved("start", "active"), NEXT).facilitator == P1
    second = m.NetworkMoved("hand_over", "active", facilitator=P2)
    assert evolve(first, second, NEXT).facilitator == P2


def test_firms_that_went_in_a_split_left_and_the_others_stay() -> None:
    split = m.NetworkSplit("south", ("anka",))
    case = evolve(known(ANKA, m.MemberAdded("bora", "Bora")), split, NEXT)
    anka = case.members["anka"]
    assert anka == Member("anka", "Anka", "left", NEXT, reason="split")
    assert case.members["bora"].state == "interested"
    assert case.became == ("south",)
    again = evolve(case, m.NetworkSplit("north", ()), NEXT)
    assert again.became == ("south", "north")


def test_a_merged_network_is_closed_and_names_what_it_became() -> None:
    case = evolve(known(m.NetworkSplit("south", ())), m.NetworkMerged("big"), NEXT)
    assert (case.state, case.ended_on, case.became) == ("closed", NEXT, ("south", "big"))


def test_networks_that_came_in_are_named_with_the_digest_of_their_last_event() -> None:
    case = known(m.MembersReceived("small", "d1"), m.MembersReceived("tiny", "d2"))
    assert case.origin == {"small": "d1", "tiny": "d2"}


def test_every_event_has_a_place_in_the_fold() -> None:
    opened = known(ANKA, FAIR, ASKED)
    folded = {type(event) for event in (
        ANKA, m.MemberMoved("anka", "commit", "committed"), m.TaskTicked("t"),
        m.TaskMoved("t", "start"), m.FactRecorded(1, "r", {}), m.RecordWithdrawn(1, "r", "x"),
        m.PhaseMoved("p", "open", "open"), m.CriterionMarked("c", "waived"),
        m.MilestoneReached("m"), m.ParameterSet("p", 1), FAIR,
        m.ProjectMoved("fair", "start", "running"), ASKED, m.VoteCast("b", "anka", 1),
        m.BallotClosed("b", "passed"), m.DocumentMoved("d", "issue", "in_review"),
        m.NetworkMoved("start", "active"), m.NetworkSplit("s", ()), m.NetworkMerged("s"),
        m.MembersReceived("s", "d"), m.MemberRenamed("anka", "A"), m.MemberRemoved("anka"),
        m.NetworkChanged("Valley"),
    ) if evolve(opened, event, NEXT).version == opened.version + 1}  # fmt: skip
    assert folded == set(m.EVENTS.values()) - {m.NetworkOpened}


# --- what hangs together ------------------------------------------------------------------------


def test_ticks_that_rest_on_a_corrected_record_rest_on_the_new_one_and_no_other_does() -> None:
    ticks = [m.TaskTicked("a", record=1), m.TaskTicked("a", leans_on=1),
             m.TaskTicked("a", record=2, leans_on=7), m.TaskTicked("b", leans_on=2)]  # fmt: skip
    case = known(*ticks, m.FactRecorded(3, "meeting", {}, replaces=(1,)))
    rest = [(tick.record, tick.leans_on) for tick in case.tasks["a"].recent]
    assert rest == [(3, 0), (0, 3), (2, 7)]
    assert [(tick.record, tick.leans_on) for tick in case.tasks["b"].recent] == [(0, 2)]


def test_a_mark_says_since_when_and_why_in_words_or_by_a_code() -> None:
    case = known(m.CriterionMarked("ready", "doubted", why=Why.BASIS_CHANGED), on=NEXT)
    assert case.marks["ready"] == CriterionMark("doubted", "", NEXT, Why.BASIS_CHANGED)


def test_a_ballot_knows_how_many_records_there_were_when_it_was_opened() -> None:
    met = [m.FactRecorded(number, "meeting", {}) for number in (1, 2)]
    case = known(*met, m.BallotOpened("b", "Go?", "majority", 1, ("anka",)))
    assert case.ballots["b"].recorded_before == 2


@pytest.mark.parametrize("state", ["in_review", "draft"])
def test_a_version_is_in_the_state_it_was_issued_in(state: str) -> None:
    case = known(m.DocumentMoved("statutes", "issue", state, version=1))
    assert case.documents["statutes"].versions[1].state == state


def test_every_event_that_has_a_scope_happens_in_it() -> None:
    scoped = {kind for kind in m.EVENTS.values() if "scope" in {one.name for one in fields(kind)}}
    assert scoped == set(get_args(m.InScope))


def test_only_a_record_that_is_written_counts_as_one() -> None:
    case = known(m.FactRecorded(2, "meeting", {}), m.RecordWithdrawn(2, "meeting", "x"))
    assert case.record_count == 2
    assert known(m.FactRecorded(3, "a", {}), m.FactRecorded(1, "a", {})).record_count == 3
