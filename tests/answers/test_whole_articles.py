from datetime import date

from bot.answers.whole_articles import WHOLE_ARTICLES, add_passages
from bot.articles.article import Article
from bot.index.memory.index import MemoryIndex
from bot.index.protocol import Hit, Snapshot
from bot.language.analyzer import Analyzer


def long_article(number: int) -> Article:
    text = " ".join(
        f"Sentence {n} of report {number} tells about the harbour of Marenne." for n in range(40)
    )
    return Article(f"a{number}", text, date(2026, 1, 7), f"{number}.txt")


def snapshot_of(count: int) -> tuple[Snapshot, list[Article]]:
    articles = [long_article(number) for number in range(count)]
    return MemoryIndex(articles, Analyzer()).snapshot(), articles


def hit_of(snapshot: Snapshot, article: Article, number: int, score: float) -> Hit:
    return Hit(snapshot.passage_refs([article.id])[0][number], score)


def test_all_passages_of_the_best_article_follow_its_hits() -> None:
    snapshot, (article,) = snapshot_of(1)
    hits = [hit_of(snapshot, article, 2, 4.0)]
    numbers = [hit.passage.number for hit in add_passages(hits, snapshot)]
    assert numbers[0] == 2
    assert sorted(numbers) == list(range(len(snapshot.passages(article.id))))


def test_what_is_added_has_half_of_the_score() -> None:
    snapshot, (article,) = snapshot_of(1)
    hits = add_passages([hit_of(snapshot, article, 0, 4.0)], snapshot)
    assert [hit.score for hit in hits] == [4.0] + [2.0] * (len(hits) - 1)


def test_of_further_articles_only_the_beginning_is_added() -> None:
    snapshot, articles = snapshot_of(WHOLE_ARTICLES + 1)
    hits = [hit_of(snapshot, article, 1, 4.0) for article in articles]
    found = add_passages(hits, snapshot)
    numbers = [hit.passage.number for hit in found if hit.passage.article.id == articles[-1].id]
    assert sorted(numbers) == [0, 1]


def test_no_passage_is_there_twice() -> None:
    snapshot, articles = snapshot_of(2)
    hits = [hit_of(snapshot, article, number, 4.0) for article in articles for number in (0, 1)]
    found = [(h.passage.article.id, h.passage.number) for h in add_passages(hits, snapshot)]
    assert len(found) == len(set(found))


def test_of_articles_that_have_gone_nothing_is_added() -> None:
    snapshot, articles = snapshot_of(WHOLE_ARTICLES + 2)
    hits = [hit_of(snapshot, article, 1, 4.0) for article in articles]
    assert add_passages(hits, MemoryIndex([], Analyzer()).snapshot()) == hits
