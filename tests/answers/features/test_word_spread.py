from datetime import date
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from bot.answers.features.sentence_pool import SentencePool, pool_sentences
from bot.answers.features.word_spread import measure_spreads
from bot.answers.question.query import parse_query
from bot.articles.article import Article
from bot.index.memory.index import MemoryIndex
from bot.language.analyzer import Analyzer

TODAY = date(2026, 3, 5)
ASKED = ["harbour", "bridge", "ferry"]
WORDS = [*ASKED, "wumpus", "gribble", "snark"]


def pool_of(sentence: str) -> SentencePool:
    article = Article("News", f"News\n\n{sentence}", TODAY, "a.txt")
    snapshot = MemoryIndex([article], Analyzer()).snapshot()
    query = parse_query(" ".join(ASKED), TODAY, snapshot, snapshot.stats(), Analyzer())
    hits = snapshot.search(query.search_terms, 5)
    return pool_sentences(query, hits)


def shortest_run(words: list[str]) -> int:
    wanted = set(words) & set(ASKED)
    runs = (
        end - start
        for start, end in combinations(range(len(words) + 1), 2)
        if wanted <= set(words[start:end])
    )
    return min(runs) if wanted else 0


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=12).filter(set(ASKED).intersection))
def test_the_shortest_run_with_all_question_words_is_measured(words: list[str]) -> None:
    pool = pool_of(" ".join(words).capitalize() + ".")
    spreads, counts = measure_spreads(pool, range(len(pool)))
    assert max(spreads.tolist()) == shortest_run(words)
    assert max(counts.tolist()) == len(set(words) & set(ASKED))
