import gzip
import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from bot.articles.article import Article
from bot.articles.findings import Finding
from bot.corpus.folder import CorpusFolder
from bot.corpus.report import Report
from bot.language.invisible import remove_invisible
from bot.reading.markup import to_prose
from tests.benchmark import benchmark_folder, needs_benchmark

# Reading them takes half a minute: once.
pytestmark = [pytest.mark.xdist_group("real_articles"), pytest.mark.slow]

PATH = (benchmark_folder() or Path()) / "articles.jsonl.gz"


@pytest.fixture(scope="module")
def findings() -> Sequence[Finding]:
    """Return what the reader makes of all real articles."""
    return list(CorpusFolder(PATH).read())


@needs_benchmark
def test_all_real_articles_are_read_and_equal_their_json(findings: Sequence[Finding]) -> None:
    read = changes = 0
    with gzip.open(PATH) as lines:
        for line, article in zip(lines, findings, strict=True):
            fields = json.loads(line)
            assert isinstance(article, Article)
            assert article.id == fields["id"]
            prose = to_prose(fields["text"])
            changes += prose != fields["text"]
            assert article.text == remove_invisible(prose)
            assert (article.source, article.url) == (fields["source"], fields["url"])
            assert article.title == remove_invisible(fields["title"]).strip()
            assert article.published.isoformat() == fields["published"]
            assert list(article.authors) == [
                remove_invisible(name).strip() for name in fields["authors"]
            ]
            read += 1
    assert read == 19_266
    # Few have markup in their text.
    assert changes <= 5


@needs_benchmark
def test_the_report_on_all_real_articles_refuses_nothing(findings: Sequence[Finding]) -> None:
    report = Report.from_findings(findings)
    assert (report.articles, report.duplicates) == (19_266, 0)
    assert (report.notices, report.rejections) == ((), ())
    assert sum(count for _, count in report.sources) == 19_266
