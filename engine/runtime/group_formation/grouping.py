"""Candidate groups from the constraint survey (domain.md 2.1, "How to compute candidate groups").

Pure arithmetic on what firms answered: which issues have critical mass, who resembles whom, which
groups could form, whom to invite without counting. The result is a proposal; the firms choose.
Exact fractions are used throughout, so the worked example of domain.md comes out to the digit.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import combinations
from typing import Any

Number = Fraction
Pair = frozenset[str]


@dataclass(frozen=True, slots=True)
class Answers:
    """One firm's survey: severity of each constraint (0-5), willingness (0-3), and attributes.

    ``hs`` are product headings (four digits), ``distance`` kilometres to town, ``slots`` possible
    meeting times, ``clients`` names of clients, ``leads`` interest in leading (0-3).
    """

    firm: str
    severity: Mapping[str, Number]
    willingness: Number
    hs: frozenset[str] = frozenset()
    distance: Number | None = None
    slots: frozenset[str] = frozenset()
    clients: frozenset[str] = frozenset()
    leads: int = 0


@dataclass(frozen=True, slots=True)
class Thresholds:
    """The parameters of the grouping, by the names the workflow gives them."""

    min_members: int
    max_members: int
    group_severity: Number  # a constraint counts from this severity on
    group_willingness: Number  # a firm counts from this willingness on
    group_safety: Number  # how many interested firms are needed for each wanted
    group_similarity: Number  # clustering stops below this mean similarity
    group_second_pass: Number  # a left-over firm joins from this mean similarity on
    group_rival_malus: Number
    group_overlap_weight: Number
    group_sector_weight: Number
    group_proximity_weight: Number
    group_schedule_weight: Number


@dataclass(frozen=True, slots=True)
class SharedIssue:
    """A constraint and the firms that share it and will work on it."""

    name: str
    firms: tuple[str, ...]
    critical_mass: bool  # enough committed firms would be left
    enough_interest: bool  # enough even if about half leave


@dataclass(frozen=True, slots=True)
class Group:
    """A proposed group. ``invited`` resemble it but are not willing enough to be counted."""

    firms: tuple[str, ...]
    invited: tuple[str, ...]
    issues: tuple[tuple[str, Number], ...]  # naming issues with the share of firms that have them
    cohesion: Number
    weakest_pair: tuple[str, str, Number]
    weakest_member: tuple[str, Number]
    willingness: Number
    rivals: tuple[tuple[str, str], ...]
    leaders: tuple[str, ...]
    outcome: str  # what the method's table answers: form, keep_promoting, split ...


@dataclass(frozen=True, slots=True)
class Grouping:
    """The whole proposal."""

    issues: tuple[SharedIssue, ...]
    pairs: tuple[tuple[str, str, tuple[str, ...]], ...]
    groups: tuple[Group, ...]
    bridges: tuple[tuple[str, int, Number], ...]  # firm, index of the other group, mean similarity
    between: tuple[tuple[int, int, Number], ...]  # similarity between two groups
    alone: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Formation:
    """What is known of a candidate group when it is judged, by the names of the table (DT8)."""

    size: int
    willing_share: Number
    cohesion: Number
    issue_coverage: Number
    rivalry_share: Number


Judge = Callable[[Formation], str]
"""Says what to do with a candidate group; the method's decision table ``group_formation``."""


@dataclass(frozen=True, eq=False)
class _Survey:
    """Answers by firm, vetoes, thresholds; similarities are computed once for each pair."""

    answers: Mapping[str, Answers]
    vetoes: frozenset[Pair]
    thresholds: Thresholds
    judge: Judge
    memory: dict[Pair, Number] = field(default_factory=dict)

    def willing(self, firm: str) -> bool:
        return self.answers[firm].willingness >= self.thresholds.group_willingness

    def score(self, one: str, other: str) -> Number:
        pair = frozenset((one, other))
        if pair not in self.memory:
            self.memory[pair] = _score(self, self.answers[one], self.answers[other])
        return self.memory[pair]

    def mean(self, ones: Iterable[str], others: Iterable[str]) -> Number:
        others = tuple(others)
        scores = [self.score(a, b) for a in ones for b in others if a != b]
        return sum(scores, Fraction(0)) / len(scores) if scores else Fraction(0)


def jaccard(one: Mapping[str, Number], other: Mapping[str, Number]) -> Number:
    """Return the weighted Jaccard similarity of two severity vectors (0 to 1)."""
    names = one.keys() | other.keys()
    shared = sum(
        (min(one.get(n, Fraction(0)), other.get(n, Fraction(0))) for n in names), Fraction()
    )
    whole = sum(
        (max(one.get(n, Fraction(0)), other.get(n, Fraction(0))) for n in names), Fraction()
    )
    return shared / whole if whole else Fraction(0)


def _score(survey: _Survey, one: Answers, other: Answers) -> Number:
    """Return the similarity of two firms: -1 for a veto; parts nobody answered do not count."""
    if frozenset((one.firm, other.firm)) in survey.vetoes:
        return Fraction(-1)
    weights = survey.thresholds
    parts = [
        (weights.group_overlap_weight, jaccard(one.severity, other.severity)),
        (weights.group_sector_weight, _sector(one, other)),
        (weights.group_proximity_weight, _proximity(one, other)),
        (weights.group_schedule_weight, _schedule(one, other)),
    ]
    known = [(weight, part) for weight, part in parts if part is not None]
    total = sum((weight for weight, _part in known), Fraction(0))
    score = sum((weight * part for weight, part in known), Fraction(0)) / total
    return score - weights.group_rival_malus if _rivals(one, other) else score


def _sector(one: Answers, other: Answers) -> Number | None:
    if not one.hs or not other.hs:
        return None
    if one.hs & other.hs:
        return Fraction(1)
    chapters = {code[:2] for code in one.hs} & {code[:2] for code in other.hs}
    return Fraction(1, 2) if chapters else Fraction(0)


NEAR, FAR = 30, 150
"""Kilometres up to which firms count as near, and from which as far (domain.md 2.1, step 3)."""


def _proximity(one: Answers, other: Answers) -> Number | None:
    if one.distance is None or other.distance is None:
        return None
    apart = abs(one.distance - other.distance)
    return min(Fraction(1), max(Fraction(0), (FAR - apart) / (FAR - NEAR)))


def _schedule(one: Answers, other: Answers) -> Number | None:
    if not one.slots or not other.slots:
        return None
    return Fraction(len(one.slots & other.slots), len(one.slots | other.slots))


def _rivals(one: Answers, other: Answers) -> bool:
    return bool(one.hs & other.hs and one.clients & other.clients)


def group(
    answers: Sequence[Answers], vetoes: Iterable[Pair], thresholds: Thresholds, judge: Judge
) -> Grouping:
    """Compute candidate groups: critical mass, average-linkage clustering, second pass, flags."""
    survey = _Survey({one.firm: one for one in answers}, frozenset(vetoes), thresholds, judge)
    clusters, alone = _second_pass(survey, _clustered(survey))
    groups = tuple(_described(survey, cluster) for cluster in clusters)
    return Grouping(
        _issues(survey), _issue_pairs(survey), groups, _bridges(survey, clusters),
        tuple(
            (a, b, survey.mean(groups[a].firms, groups[b].firms + groups[b].invited))
            for a, b in combinations(range(len(groups)), 2)
        ),
        alone,
    )  # fmt: skip


def _issues(survey: _Survey) -> tuple[SharedIssue, ...]:
    least, safety = survey.thresholds.min_members, survey.thresholds.group_safety
    names = dict.fromkeys(name for one in survey.answers.values() for name in one.severity)
    supports = ((name, _support(survey, name)) for name in names)
    return tuple(
        SharedIssue(name, firms, len(firms) >= least, len(firms) >= least * safety)
        for name, firms in supports
    )


def _support(survey: _Survey, issue: str) -> tuple[str, ...]:
    return tuple(
        firm
        for firm, one in survey.answers.items()
        if one.severity.get(issue, 0) >= survey.thresholds.group_severity and survey.willing(firm)
    )


def _issue_pairs(survey: _Survey) -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    issues = {issue.name: issue.firms for issue in _issues(survey)}
    pairs = (
        (a, b, tuple(firm for firm in issues[a] if firm in issues[b]))
        for a, b in combinations(issues, 2)
    )
    return tuple(pair for pair in pairs if len(pair[2]) >= survey.thresholds.min_members)


def _clustered(survey: _Survey) -> list[tuple[str, ...]]:
    """Join the two most similar clusters until none are similar enough; a veto never joins."""
    clusters: list[tuple[str, ...]] = [(firm,) for firm in survey.answers]
    links = {frozenset((a, b)): survey.score(a[0], b[0]) for a, b in combinations(clusters, 2)}
    while links:
        best = max(links, key=lambda pair: links[pair])
        if links[best] < survey.thresholds.group_similarity:
            break
        one, other = sorted(best, key=clusters.index)
        clusters = [c for c in clusters if c not in best]
        for rest in clusters:
            ours = links.pop(frozenset((one, rest))), links.pop(frozenset((other, rest)))
            links[frozenset((one + other, rest))] = _linked(survey, one, other, rest, ours)
        del links[best]
        clusters.append(one + other)
    return clusters


def _linked(
    survey: _Survey,
    one: tuple[str, ...],
    other: tuple[str, ...],
    rest: tuple[str, ...],
    links: tuple[Number, Number],
) -> Number:
    vetoed = any(frozenset((a, b)) in survey.vetoes for a in one + other for b in rest)
    if vetoed:
        return Fraction(-1)
    return (links[0] * len(one) + links[1] * len(other)) / (len(one) + len(other))


def _second_pass(
    survey: _Survey, clusters: list[tuple[str, ...]]
) -> tuple[list[tuple[str, ...]], tuple[str, ...]]:
    """Place left-over firms in the group they resemble enough, if its size allows."""
    groups = [cluster for cluster in clusters if len(cluster) > 1]
    alone = []
    for (firm,) in (cluster for cluster in clusters if len(cluster) == 1):
        near = [
            (survey.mean((firm,), one), at)
            for at, one in enumerate(groups)
            if len(one) < survey.thresholds.max_members and _allowed(survey, firm, one)
        ]
        best = max(near, default=(Fraction(0), 0))
        if near and best[0] >= survey.thresholds.group_second_pass:
            groups[best[1]] = (*groups[best[1]], firm)
        else:
            alone.append(firm)
    order = list(survey.answers)
    groups = [tuple(sorted(one, key=order.index)) for one in groups]
    return sorted(groups, key=lambda one: (-len(one), order.index(one[0]))), tuple(alone)


def _allowed(survey: _Survey, firm: str, cluster: tuple[str, ...]) -> bool:
    return not any(frozenset((firm, other)) in survey.vetoes for other in cluster)


def _described(survey: _Survey, cluster: tuple[str, ...]) -> Group:
    willing = tuple(firm for firm in cluster if survey.willing(firm))
    counted = willing if len(willing) >= survey.thresholds.min_members else cluster
    pairs = [(survey.score(a, b), a, b) for a, b in combinations(counted, 2)]
    weakest = min(pairs, default=(Fraction(0), counted[0], counted[0]))
    loosest = min((survey.mean((firm,), counted), firm) for firm in counted)
    rivals = [(a, b) for _s, a, b in pairs if _rivals(survey.answers[a], survey.answers[b])]
    issues = _naming(survey, counted)
    formation = Formation(
        len(counted), Fraction(sum(map(survey.willing, counted)), len(counted)),
        sum((p[0] for p in pairs), Fraction(0)) / max(1, len(pairs)),
        issues[0][1] if issues else Fraction(0), Fraction(len(rivals), max(1, len(pairs))),
    )  # fmt: skip
    return Group(
        counted, tuple(firm for firm in cluster if firm not in counted), issues,
        formation.cohesion, (weakest[1], weakest[2], weakest[0]), (loosest[1], loosest[0]),
        sum((survey.answers[f].willingness for f in counted), Fraction(0)) / len(counted),
        tuple(rivals),
        tuple(firm for firm in counted if survey.answers[firm].leads >= 2),
        survey.judge(formation),
    )  # fmt: skip


def _naming(survey: _Survey, firms: tuple[str, ...]) -> tuple[tuple[str, Number], ...]:
    """Return the issues that name a group: shared by half of its firms or more, widest first."""
    names = dict.fromkeys(name for firm in firms for name in survey.answers[firm].severity)
    least = survey.thresholds.group_severity
    shares = (
        (name, Fraction(sum(survey.answers[f].severity.get(name, 0) >= least for f in firms),
                        len(firms)))
        for name in names
    )  # fmt: skip
    return tuple(sorted((s for s in shares if s[1] >= Fraction(1, 2)), key=lambda s: -s[1]))


def _bridges(
    survey: _Survey, clusters: list[tuple[str, ...]]
) -> tuple[tuple[str, int, Number], ...]:
    """Return firms of one group that resemble another enough to carry talk between them."""
    found = []
    for at, one in enumerate(clusters):
        willing = tuple(firm for firm in one if survey.willing(firm))
        for other in (c for c in clusters if c is not one):
            near = ((firm, survey.mean((firm,), willing or one)) for firm in other)
            found += [(f, at, s) for f, s in near if s >= survey.thresholds.group_similarity]
    return tuple(found)


def fraction(value: Any) -> Number:
    """Return an int or Decimal as an exact fraction; null counts as 0."""
    return Fraction(value) if value is not None else Fraction(0)
