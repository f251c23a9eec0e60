"""What every engine promises of a word with alternatives, and of words that are required."""

from collections.abc import Sequence
from datetime import timedelta

import pytest

from bot.index.protocol import Snapshot, WritableIndex
from bot.index.search_terms import Disjunction, Requirement, SearchTerm, WeightedTerms
from tests.index.model import Key
from tests.index.samples import (
    ANALYZER,
    FIRST_DAY,
    WORDS,
    analyzed,
    article,
    random_article,
    seeded,
)

TERMS = ANALYZER.terms(" ".join(WORDS))
MOST = 1000


@pytest.fixture
def snapshot(index: WritableIndex) -> Snapshot:
    """Return a snapshot of forty random articles."""
    random = seeded(9)
    index.replace(analyzed(*(random_article(random, f"id{number}") for number in range(40))))
    index.commit()
    return index.snapshot()


def scores_of(snapshot: Snapshot, terms: Sequence[SearchTerm]) -> dict[Key, float]:
    hits = snapshot.search(terms, MOST)
    return {(hit.passage.article.id, hit.passage.number): hit.score for hit in hits}


def disjunction(*members: tuple[str, float]) -> Disjunction:
    return Disjunction(tuple(WeightedTerms(tuple(m.split()), weight) for m, weight in members))


def best_scores(snapshot: Snapshot, alternatives: Disjunction) -> dict[Key, float]:
    """Return what the members give each passage, by their terms searched one by one."""
    best: dict[Key, float] = {}
    for member in alternatives.members:
        by_term = [scores_of(snapshot, [term]) for term in member.terms]
        for key in set.intersection(*map(set, by_term)):
            score = member.weight * sum(scores[key] for scores in by_term)
            best[key] = max(best.get(key, 0.0), score)
    return best


def test_a_disjunction_scores_as_its_best_member(snapshot: Snapshot) -> None:
    random = seeded(5)
    for _ in range(6):
        members = [
            (" ".join(random.sample(TERMS, random.choice((1, 1, 2)))), random.uniform(0.1, 1))
            for _ in range(random.randint(1, 5))
        ]
        alternatives = disjunction(*members)
        expected = best_scores(snapshot, alternatives)
        assert scores_of(snapshot, [alternatives]) == pytest.approx(expected, rel=1e-4)


def test_a_disjunction_adds_to_the_other_terms(snapshot: Snapshot) -> None:
    alternatives = disjunction((TERMS[3], 1.0), (f"{TERMS[4]} {TERMS[5]}", 0.5))
    both = scores_of(snapshot, [TERMS[0], alternatives, TERMS[1]])
    parts = [scores_of(snapshot, [part]) for part in (TERMS[0], alternatives, TERMS[1])]
    keys = set().union(*parts)
    expected = {key: sum(part.get(key, 0.0) for part in parts) for key in keys}
    assert both == pytest.approx(expected, rel=1e-4)


def test_a_disjunction_of_one_is_the_term_itself(snapshot: Snapshot) -> None:
    one = disjunction((TERMS[2], 1.0))
    assert scores_of(snapshot, [one]) == pytest.approx(scores_of(snapshot, [TERMS[2]]), rel=1e-6)
    assert scores_of(snapshot, [one, one]) == pytest.approx(
        scores_of(snapshot, [TERMS[2], TERMS[2]]), rel=1e-6
    )


def test_what_occurs_nowhere_is_no_member(snapshot: Snapshot) -> None:
    unheard = disjunction(("unheard", 1.0), (f"{TERMS[0]} unheard", 1.0), (TERMS[6], 0.5))
    plain = disjunction((TERMS[6], 0.5))
    assert scores_of(snapshot, [unheard]) == pytest.approx(scores_of(snapshot, [plain]), rel=1e-6)
    assert scores_of(snapshot, [disjunction(("unheard", 1.0))]) == {}


def test_a_range_of_days_and_a_source_limit_a_disjunction(snapshot: Snapshot) -> None:
    alternatives = disjunction((TERMS[0], 1.0), (TERMS[1], 0.6), (TERMS[2], 0.6))
    every = snapshot.search([alternatives], MOST)
    since, until = FIRST_DAY + timedelta(3), FIRST_DAY + timedelta(7)
    inside = [h.score for h in every if since <= h.published <= until]
    found = snapshot.search([alternatives], MOST, since=since, until=until)
    assert 0 < len(inside) < len(every)
    assert [hit.score for hit in found] == pytest.approx(inside, rel=1e-6)
    origin = every[0].passage.article.origin
    of_source = snapshot.search([alternatives], MOST, sources=[origin])
    assert len(of_source) == sum(h.passage.article.origin == origin for h in every) > 0


def test_an_alternative_is_worth_its_weight(index: WritableIndex) -> None:
    index.replace(
        analyzed(
            article("A harbour.", "word"), article("A seaport.", "alternative"),
            article("A ferry.", "other"), article("A bridge.", "unlike"),
        )
    )  # fmt: skip
    index.commit()
    alternatives = disjunction(("harbour", 1.0), ("seaport", 0.6))
    scores = scores_of(index.snapshot(), [alternatives])
    assert set(scores) == {("word", 0), ("alternative", 0)}
    ratio = scores["alternative", 0] / scores["word", 0]
    assert ratio == pytest.approx(0.6, rel=1e-4)


def test_what_is_required_adds_no_score(snapshot: Snapshot) -> None:
    random = seeded(7)
    for _ in range(6):
        first, second, *terms = random.sample(TERMS, 5)
        search: list[SearchTerm] = [*terms, disjunction((terms[0], 0.7), (first, 0.2))]
        every = scores_of(snapshot, search)
        holders = set(scores_of(snapshot, [first])) & set(scores_of(snapshot, [second]))
        expected = {key: score for key, score in every.items() if key in holders}
        assert scores_of(snapshot, [*search, Requirement((first, second))]) == pytest.approx(
            expected, rel=1e-4
        )
        assert scores_of(
            snapshot, [*search, Requirement((first,)), Requirement((second,))]
        ) == pytest.approx(expected, rel=1e-4)


def test_nothing_matches_by_what_is_required_alone(snapshot: Snapshot) -> None:
    assert scores_of(snapshot, [Requirement((TERMS[0],))]) == {}
    assert scores_of(snapshot, [TERMS[0], Requirement(("unheard",))]) == {}
