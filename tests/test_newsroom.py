from pathlib import Path

from bot.articles.article import Article
from bot.corpus.folder import CorpusFolder
from tests.newsroom import ARTICLES, TODAY, newsroom_answerer, write_newsroom


def test_the_newsroom_in_a_folder_is_the_newsroom_in_memory(tmp_path: Path) -> None:
    write_newsroom(tmp_path)
    read = [row for row in CorpusFolder(tmp_path).read() if isinstance(row, Article)]
    assert {article.id for article in read} == {article.id for article in ARTICLES}


def test_the_newsroom_answers_from_forty_articles() -> None:
    stats = newsroom_answerer().stats()
    assert (stats.articles, stats.last) == (len(ARTICLES), TODAY)
    assert len(ARTICLES) == 40
