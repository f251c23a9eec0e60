import itertools
from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from bot.answers.verification.alignment import Step, align_words

words = st.lists(st.sampled_from("abcd"), min_size=1, max_size=7)


def align(claim: str, article: str) -> list[Step]:
    return align_words(claim.split(), article.split(), {})


def show(claim: str, article: str) -> list[tuple[str, str]]:
    """Return the pairs of words of an alignment, an empty one where a side has none."""
    left, right = claim.split(), article.split()
    return [
        (
            left[step.claim] if step.claim is not None else "",
            right[step.article] if step.article is not None else "",
        )
        for step in align(claim, article)
    ]


def test_another_word_stands_for_the_one_in_its_place() -> None:
    assert show("the toll rose to 12", "later the toll fell to 12 there") == [
        ("the", "the"), ("toll", "toll"), ("rose", "fell"), ("to", "to"), ("12", "12"),
    ]  # fmt: skip


def test_what_a_claim_leaves_out_is_bridged_however_long_it_is() -> None:
    pairs = show(
        "the toll rose to 12 on sunday", "the toll of the collapse of a bridge rose to 12 on sunday"
    )
    assert [pair for pair in pairs if pair[0]] == [
        (w, w) for w in "the toll rose to 12 on sunday".split()
    ]
    assert [
        article for claim, article in pairs if not claim
    ] == "of the collapse of a bridge".split()


def test_words_at_the_ends_that_do_not_match_are_left_to_the_caller() -> None:
    assert show("they say the toll rose today", "the toll rose on sunday") == [
        ("the", "the"), ("toll", "toll"), ("rose", "rose"),
    ]  # fmt: skip


def test_nothing_shared_is_no_alignment() -> None:
    assert align("a b", "c d") == []
    assert align("a b", "") == []


def test_a_word_that_tells_much_is_matched_rather_than_one_that_does_not() -> None:
    steps = align_words(
        ["the", "ferry"], ["the", "x", "y", "z", "v", "ferry"], {"the": 0.1, "ferry": 8}
    )
    assert (1, 5) in [(step.claim, step.article) for step in steps]


def _score(claim: Sequence[str], article: Sequence[str]) -> float:
    """Return the score of the best alignment, in the plainest way."""
    size = len(article)
    previous = [0.0] * (size + 1)
    for word in claim:
        direct = [score - 1.0 for score in previous]
        for column in range(1, size + 1):
            gain = 3.0 if word == article[column - 1] else -1.0
            direct[column] = max(direct[column], previous[column - 1] + gain)
        previous = [
            max(direct[column], *(direct[k] - 1.0 - 0.15 * (column - k) for k in range(column)))
            if column
            else direct[column]
            for column in range(size + 1)
        ]
    return max(previous)


def _rescore(steps: Sequence[Step], size: int) -> float:
    """Return the score of steps, with the words of the claim at the ends that they lack."""
    total = 0.0
    for is_gap, group in itertools.groupby(steps, key=lambda step: step.claim is None):
        run = list(group)
        if is_gap:
            total -= 1.0 + 0.15 * len(run)
        else:
            total += sum(3.0 if step.is_match else -1.0 for step in run)
    return total - (size - sum(step.claim is not None for step in steps))


@given(words, words)
def test_no_alignment_is_better(claim: list[str], article: list[str]) -> None:
    steps = align_words(claim, article, dict.fromkeys(claim, 1.0))
    if steps:
        assert abs(_rescore(steps, len(claim)) - _score(claim, article)) < 1e-9
    else:
        assert not set(claim) & set(article)


@given(words, words)
def test_steps_are_in_order_and_match_what_is_equal(claim: list[str], article: list[str]) -> None:
    steps = align_words(claim, article, dict.fromkeys(claim, 1.0))
    for places in (
        [step.claim for step in steps if step.claim is not None],
        [step.article for step in steps if step.article is not None],
    ):
        assert places == list(range(places[0], places[-1] + 1)) if places else True
    for step in steps:
        if step.claim is not None and step.article is not None:
            assert step.is_match == (claim[step.claim] == article[step.article])
