import numpy as np
import pytest
from rank_bm25 import BM25Plus

from bot.articles.article import Article
from bot.corpus.folder import CorpusFolder
from bot.index.analysis import analyze_article
from bot.index.memory.postings import Postings
from bot.index.protocol import K1, B
from bot.reading.reader import read
from tests.benchmark import benchmark_folder, needs_benchmark
from tests.index.samples import ANALYZER, random_article, seeded
from tests.paths import SEEDS


def terms_of(articles: list[Article]) -> list[list[str]]:
    return [
        terms.split() for article in articles for terms in analyze_article(article, ANALYZER).terms
    ]


def assert_equal_to_the_library(corpus: list[list[str]], queries: list[list[str]]) -> None:
    """Compare every score of every query, bit for bit."""
    fitted = BM25Plus(corpus, k1=K1, b=B, delta=0)
    postings = Postings(corpus)
    for query in queries:
        expected = np.asarray(fitted.get_scores(query), np.float64)
        assert np.array_equal(postings.scores(query).view(np.int64), expected.view(np.int64))


def test_scores_of_the_seeds_equal_rank_bm25s() -> None:
    corpus = terms_of([found for found in CorpusFolder(SEEDS).read() if isinstance(found, Article)])
    words = sorted({term for terms in corpus for term in terms})
    assert_equal_to_the_library(corpus, [[word] for word in words] + [words, words[::-1] * 2])


@pytest.mark.parametrize("seed", range(5))
def test_scores_of_random_articles_equal_rank_bm25s(seed: int) -> None:
    random = seeded(seed)
    corpus = terms_of([random_article(random, str(number)) for number in range(30 * seed + 1)])
    words = [*sorted({term for terms in corpus for term in terms}), "unheard"]
    queries = [random.choices(words, k=random.randint(1, 12)) for _ in range(50)]
    assert_equal_to_the_library(corpus, queries)


@needs_benchmark
def test_scores_of_real_passages_equal_rank_bm25s() -> None:
    folder = benchmark_folder()
    assert folder is not None
    found = (one for one in read(folder / "articles.jsonl.gz") if isinstance(one, Article))
    corpus = terms_of([next(found) for _ in range(200)])
    assert len(corpus) > 2000
    random = seeded(1)
    words = [term for terms in corpus for term in terms]
    queries = [random.choices(words, k=random.randint(1, 12)) for _ in range(100)]
    assert_equal_to_the_library(corpus, queries)


def test_an_empty_corpus_has_no_scores() -> None:
    assert Postings([]).scores(["harbour"]).tolist() == []
    assert Postings([]).documents("harbour").tolist() == []


def test_documents_of_a_term_are_in_order() -> None:
    corpus = [("a", "b"), (), ("b", "b"), ("a",), ("c", "a", "a")]
    postings = Postings(corpus)
    assert [postings.documents(term).tolist() for term in "abcd"] == [[0, 3, 4], [0, 2], [4], []]


def test_a_passage_without_terms_scores_nothing() -> None:
    assert Postings([(), ("a",)]).scores(["a"]).tolist()[0] == 0


def test_a_corpus_without_any_term_scores_nothing() -> None:
    assert Postings([(), ()]).scores(["a"]).tolist() == [0, 0]
