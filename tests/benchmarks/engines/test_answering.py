"""What times the stages of an answer: none of them may have moved elsewhere unseen."""

import json
import subprocess
import sys
from contextlib import closing
from pathlib import Path

from benchmarks.engines.answering import STAGES
from bot.index.analysis import analyze_article
from bot.index.disk.index import DiskIndex
from bot.index.fingerprint import compute_fingerprint
from bot.language.analyzer import Analyzer
from tests.newsroom import ARTICLES, TODAY
from tests.paths import PROJECT

QUESTIONS = ("Who won the election in Valdoria?", "How many houses burned down near Pellworht?")


def test_every_stage_of_an_answer_is_timed(tmp_path: Path) -> None:
    analyzer = Analyzer()
    with closing(DiskIndex(tmp_path / "index", compute_fingerprint())) as index:
        index.replace([analyze_article(article, analyzer) for article in ARTICLES])
        index.commit()
    rows = [{"question": question, "at": TODAY.isoformat()} for question in QUESTIONS]
    questions = tmp_path / "questions.jsonl"
    questions.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.engines.answering", tmp_path / "index", questions],
        cwd=PROJECT, check=True, capture_output=True, text=True,
    )  # fmt: skip
    seconds = json.loads(done.stdout)
    assert [stage for stage in STAGES if not seconds[stage][1] > 0] == []
