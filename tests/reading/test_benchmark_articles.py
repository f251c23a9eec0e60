import gzip
import json
from pathlib import Path

from bot.articles.article import Article
from bot.corpus.folder import CorpusFolder
from bot.corpus.report import Report
from tests.benchmark import benchmark_folder, needs_benchmark


@needs_benchmark
def test_all_real_articles_are_read_and_equal_their_json() -> None:
    path = (benchmark_folder() or Path()) / "articles.jsonl.gz"
    read = 0
    with gzip.open(path) as lines:
        for line, article in zip(lines, CorpusFolder(path).read(), strict=True):
            fields = json.loads(line)
            assert isinstance(article, Article)
            assert (article.id, article.text) == (fields["id"], fields["text"])
            assert (article.source, article.url) == (fields["source"], fields["url"])
            assert article.title == fields["title"].strip()
            assert article.published.isoformat() == fields["published"]
            assert list(article.authors) == [name.strip() for name in fields["authors"]]
            read += 1
    assert read == 19_266


@needs_benchmark
def test_the_report_on_all_real_articles_refuses_nothing() -> None:
    path = (benchmark_folder() or Path()) / "articles.jsonl.gz"
    report = Report.from_findings(CorpusFolder(path).read())
    assert (report.articles, report.duplicates) == (19_266, 0)
    assert (report.notices, report.rejections) == ((), ())
    assert sum(count for _, count in report.sources) == 19_266
