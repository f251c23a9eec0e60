"""The soak test itself, shortened: on the bot it passes, on a careless one it says why not."""

import json
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pytest

from benchmarks.soak.__main__ import main, soak
from benchmarks.soak.corpus import Churn, IndexMeasure, count_new_articles
from benchmarks.soak.options import SoakOptions
from benchmarks.soak.promises import judge_state
from benchmarks.soak.report import BEGIN, END, update_page
from tests.benchmark import VARIABLE
from tests.newsroom import write_newsroom


@pytest.mark.slow
def test_the_bot_keeps_all_promises_in_a_short_run(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    docs = tmp_path / "docs"
    docs.mkdir()
    (docs / "soak.md").write_text(f"# Before\n\n{BEGIN}\nold\n{END}\n\nAfter\n")
    status = main(
        f"--synthetic --passages 60 --scratch {tmp_path} --docs {docs} --rates 4 --bisections 0"
        " --warm-up-seconds 0.5 --ceiling-seconds 1 --steady-seconds 2 --chaos-seconds 6"
        " --steady-rate 4 --chaos-rate 4 --latency 100 --least-rate 0 --kills 0.5 2"
        " --child-kills 1 3 --changes 0.2 1".split()
    )
    printed = capsys.readouterr().out
    assert status == 0, printed
    report = json.loads((docs / "soak.json").read_text())
    assert report["ceiling"] == 4
    assert report["counts"]["kills"] >= 1
    assert sum(report["changes"].values()) >= 2
    assert (docs / "soak.png").read_bytes().startswith(b"\x89PNG")
    page = (docs / "soak.md").read_text()
    assert page.startswith(f"# Before\n\n{BEGIN}\n\n60 passages of 60 articles")
    assert page.endswith(f"{END}\n\nAfter\n")
    assert "| Chaos: nothing is lost | yes | 0 |" in page
    assert "\nold\n" not in page


@pytest.mark.slow
async def test_a_careless_bot_breaks_the_promises_that_it_should(tmp_path: Path) -> None:
    write_newsroom(tmp_path / "corpus")
    options = SoakOptions(
        rates=(20,), bisections=0, warm_up_seconds=0, ceiling_seconds=0, steady_seconds=2,
        chaos_seconds=2, drain_seconds=1, steady_rate=30, chaos_rate=20, latency=100,
        kills=(60, 60), child_kills=(60, 60), changes=(60, 60),
    )  # fmt: skip
    index = IndexMeasure(40, 40, "memory", 1.0)
    program = (sys.executable, "-m", "tests.benchmarks.soak.careless_bot", "7", "5")
    report = await soak(options, tmp_path, index, (None, None), program)
    promises = report["promises"]
    assert isinstance(promises, list)
    broken = {each["name"]: each for each in promises if not each["is_kept"]}
    assert broken.keys() >= {
        "Steady: nothing is lost",
        "Steady: nothing is answered twice",
        "Chaos: nothing is lost",
        "Chaos: nothing is repeated without a cause",
        "Chaos: afterwards the bot comes to rest",
        "SIGTERM ends the bot within 10 s",
        "state.db can be read",
        "The running bot had what is in the folder",
    }
    assert "fetched" in broken["Steady: nothing is lost"]["breaches"][0]
    assert "Steady: answers are in order" not in broken


def test_an_update_that_waits_and_a_damaged_file_break_the_promises_on_the_state(
    tmp_path: Path,
) -> None:
    path = tmp_path / "state.db"
    with closing(sqlite3.connect(path)) as state:
        state.execute("CREATE TABLE updates (id INTEGER, body TEXT, attempts INTEGER)")
        state.executemany("INSERT INTO updates VALUES (?, ?, 0)", [(1, None), (2, None)])
        state.commit()
        assert all(promise.is_kept for promise in judge_state(path))
        state.execute("UPDATE updates SET body = '{}' WHERE id = 2")
        state.commit()
    broken = [promise for promise in judge_state(path) if not promise.is_kept]
    assert [promise.breaches for promise in broken] == [["update 2, attempts: 0"]]
    path.write_bytes(b"no database" * 1000)
    assert [promise.name for promise in judge_state(path)] == ["state.db can be read"]


def test_without_the_benchmark_nothing_is_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)
    assert main(["--scratch", str(tmp_path / "scratch")]) == 2
    assert VARIABLE in capsys.readouterr().err
    assert not (tmp_path / "scratch").exists()


def test_files_come_change_and_go_while_the_articles_of_the_run_stay(tmp_path: Path) -> None:
    base = write_newsroom(tmp_path)
    before = base.read_bytes()
    churn = Churn(tmp_path, seed=3)
    for _ in range(60):
        churn.step()
    assert all(count > 5 for count in churn.counts.values())
    files = [*(tmp_path / "churn").iterdir()]
    assert 0 < count_new_articles(tmp_path) <= 60 * 50
    for file in files:
        file.write_bytes(before)
    assert count_new_articles(tmp_path) == 0
    assert len(files) == churn.counts["added"] - churn.counts["removed"]
    assert base.read_bytes() == before


def test_a_page_without_a_table_gets_one_at_its_end(tmp_path: Path) -> None:
    page = tmp_path / "soak.md"
    page.write_text("# Soak\n")
    update_page(page, "| a |")
    update_page(page, "| b |")
    assert page.read_text() == f"# Soak\n{BEGIN}\n\n| b |\n\n{END}"
