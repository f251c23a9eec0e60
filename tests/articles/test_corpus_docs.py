import re
from pathlib import Path

import pytest

from bot.articles.folder import CorpusFolder
from bot.articles.report import Report

PAGE = Path(__file__).parent.parent.parent / "docs" / "corpus.md"
TEXT = PAGE.read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```\w*\n(.*?\n)```$", TEXT, re.MULTILINE | re.DOTALL)
SHOWN = [block for block in BLOCKS if re.match(r"\d+ article", block)]


@pytest.mark.parametrize(
    ("name", "shown"), list(zip(("gazette.jsonl", "nowhere"), SHOWN, strict=True))
)
def test_the_page_shows_what_check_prints(
    name: str, shown: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (lines,) = [block for block in BLOCKS if block.startswith("{")]
    Path("gazette.jsonl").write_text(lines, encoding="utf-8")
    report = Report.of(CorpusFolder(Path(name)).read())
    assert "\n".join(report.lines()) + "\n" == shown
