from pathlib import Path

import pytest

from bot.articles.article import Article
from bot.articles.findings import Finding, Rejection
from bot.corpus.folder import CorpusFolder
from bot.reading.limits import MIB, ReadLimits
from bot.reading.sandbox.pool import read_in_sandbox
from tests.reading import hostile, hostile_archives, hostile_documents, hostile_formats

# The bombs are smaller than the real ones, and so is what they may unpack to. Patience is for a
# busy machine: what takes too long to read, computes for too long.
BOUNDS = ReadLimits(unpacked_size=20 * MIB, seconds=10, patience=600)
FILES = hostile.FILES | hostile_archives.FILES | hostile_documents.FILES | hostile_formats.FILES


def _articles(findings: list[Finding]) -> list[Article]:
    return [finding for finding in findings if isinstance(finding, Article)]


def _refusals(findings: list[Finding]) -> list[Rejection]:
    return [finding for finding in findings if isinstance(finding, Rejection)]


def _everything_in(folder: Path) -> set[Path]:
    return {path for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("name", FILES)
def test_a_hostile_file_gives_what_is_sound_in_it_and_a_reason_for_the_rest(
    name: str, tmp_path: Path
) -> None:
    made, articles, refusals = FILES[name]
    path = tmp_path / "in" / "here" / "and" / "there" / name
    path.parent.mkdir(parents=True)
    path.write_bytes(hostile.written(made))
    limits = ReadLimits(seconds=10, patience=600) if name in hostile.FILES else BOUNDS
    findings = list(read_in_sandbox(path, limits))
    assert all(finding.path.startswith(str(path)) for finding in findings)
    assert all(finding.path.isprintable() for finding in findings)
    for refusal in _refusals(findings):
        assert refusal.reason.isprintable()
        # Its parser refuses it; nothing had to be killed.
        assert "its reader" not in refusal.reason
        assert "seconds of computing" not in refusal.reason
    assert findings
    if articles >= 0:
        assert len(_articles(findings)) == articles
    if refusals >= 0:
        assert len(_refusals(findings)) == refusals
    assert _everything_in(tmp_path) == {path}
    assert not list(Path("/").glob("dateline-*"))


def test_there_are_many_hostile_files_of_every_format() -> None:
    suffixes = [Path(name).suffix for name in FILES]
    assert len(FILES) > 250
    for suffix in (
        ".txt .jsonl .json .csv .md .gz .zip .tar .warc .html .xml .eml .pdf .docx .rtf .epub .odt"
        " .xlsx .xls .msg .webarchive"
    ).split():
        assert suffixes.count(suffix) >= 3, suffix


def test_no_hostile_file_costs_an_article_of_another(tmp_path: Path) -> None:
    small = {name: made for name, (made, *_) in FILES.items() if isinstance(made, bytes)}
    chosen = {name: made for name, made in small.items() if len(made) < 50_000}
    assert len(chosen) > 200
    for number, (name, data) in enumerate(chosen.items()):
        (tmp_path / f"{number:03}").mkdir()
        (tmp_path / f"{number:03}" / name).write_bytes(data)
        (tmp_path / f"{number:03}-good.txt").write_text(f"date 2026-01-07 Story {number}.")
    found = list(CorpusFolder(tmp_path, BOUNDS).read())
    texts = {article.text for article in _articles(found)}
    assert texts >= {f"date 2026-01-07 Story {number}." for number in range(len(chosen))}
