import re
import shutil
from pathlib import Path

import pytest

from bot.corpus.folder import CorpusFolder
from bot.corpus.report import Report
from tests.paths import DOCS, GOLDEN

PAGE = DOCS / "corpus.md"


def test_the_page_shows_what_check_prints_of_documents(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    shutil.copy(GOLDEN / "page-news.html", "harbour.html")
    shutil.copy(GOLDEN / "undated.pdf", "storm.pdf")
    Path("market.html").write_text("<!doctype html><p>The fish market moves to the new pier.</p>")
    Path("council.doc").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
    text = PAGE.read_text(encoding="utf-8")
    ((names, shown),) = re.findall(
        r"corpus check ((?:[\w.]+ )+[\w.]+)\n```\n\nsays among the rest\n\n```\n(.*?)\n```",
        text,
        re.DOTALL,
    )
    findings = [one for name in names.split() for one in CorpusFolder(Path(name)).read()]
    assert shown in "\n".join(Report.from_findings(findings).lines())
