from bot.answers.verification.shortlist import shorten_list
from bot.articles.article import Article
from bot.index.protocol import Hit
from tests.answers.verification.samples import ANALYZER, snapshot_of
from tests.index.samples import article

CLAIM = "The mayor thinks of a new harbour."
WEIGHTS = dict.fromkeys(ANALYZER.terms(CLAIM), 1.0)


def shorten(*articles: Article) -> list[str]:
    """Return the ids of the articles that are compared with the claim, in order."""
    hits = snapshot_of(*articles).search(list(WEIGHTS), 100)
    return [hit.passage.article.id for hit in shorten_list(hits, WEIGHTS)]


def test_terms_of_one_sentence_count_more_than_those_of_several() -> None:
    apart = article("The mayor is here. He thinks of lunch. A lamp. The harbour is new.", "apart")
    together = article(f"{CLAIM} " + "Something else stands here, too. " * 8, "together")
    assert shorten(apart, together)[0] == "together"


def test_of_sentences_with_the_same_terms_the_one_of_equal_length_comes_first() -> None:
    longer = [
        article(CLAIM.replace(".", f" and bridge {n} with boats, lamps and trains."), str(n))
        for n in range(40)
    ]
    assert shorten(*longer, article(CLAIM, "equal"))[0] == "equal"


def test_few_are_kept_where_few_have_nearly_the_whole_claim() -> None:
    others = [article(f"The mayor sees lamp {n} and bridge {n + 1}.", str(n)) for n in range(40)]
    assert len(shorten(*others)) <= 11
    copies = [article(CLAIM, f"copy{n}") for n in range(15)]
    ids = shorten(*others, *copies)
    assert {one.id for one in copies} <= set(ids)


def test_without_hits_or_terms_nothing_is_kept() -> None:
    hits: list[Hit] = snapshot_of(article(CLAIM)).search(list(WEIGHTS), 5)
    assert shorten_list([], WEIGHTS) == []
    assert shorten_list(hits, {}) == []
