from pathlib import Path

import pytest

from bot.articles.article import Article
from bot.articles.finding import Finding, Refusal
from bot.articles.folder import CorpusFolder
from bot.articles.reader import read
from tests.articles.hostile import FILES


def _articles(findings: list[Finding]) -> list[Article]:
    return [finding for finding in findings if isinstance(finding, Article)]


def _refusals(findings: list[Finding]) -> list[Refusal]:
    return [finding for finding in findings if isinstance(finding, Refusal)]


@pytest.mark.parametrize("name", FILES)
def test_a_hostile_file_gives_what_is_sound_in_it_and_a_reason_for_the_rest(
    name: str, tmp_path: Path
) -> None:
    data, articles, refusals = FILES[name]
    path = tmp_path / name
    path.write_bytes(data)
    findings = list(read(path))
    assert [refusal.path for refusal in _refusals(findings)] == [str(path)] * refusals
    assert all(refusal.reason.isprintable() for refusal in _refusals(findings))
    if articles < 0:
        assert _articles(findings)
    else:
        assert len(_articles(findings)) == articles


def test_no_hostile_file_costs_an_article_of_another(tmp_path: Path) -> None:
    for number, (name, (data, _, _)) in enumerate(FILES.items()):
        (tmp_path / f"{number:03}").mkdir()
        (tmp_path / f"{number:03}" / name).write_bytes(data)
        (tmp_path / f"{number:03}-good.txt").write_text(f"date 2026-01-07 Story {number}.")
    texts = {article.text for article in _articles(list(CorpusFolder(tmp_path).read()))}
    assert texts >= {f"date 2026-01-07 Story {number}." for number in range(len(FILES))}
