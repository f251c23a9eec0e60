import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

import bot
from bot import Article, Dateline, DatelineError
from bot.dateline import MissingCorpusError
from tests.paths import PROJECT
from tests.waiting import LAST_RESORT

FIRST = date(2026, 1, 5)
SECOND = date(2026, 1, 9)


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    _write(folder / "harbour.txt", SECOND, "The harbour of Lisbon reopened on Friday.")
    _write(folder / "dog.txt", FIRST, "A dog crossed the river Tagus. It swam for an hour.")
    return folder


def _write(path: Path, published: date, text: str) -> None:
    path.write_text(f"---\ndate: {published}\n---\n{text}\n", encoding="utf-8")


def test_a_question_is_answered_with_a_slice_of_an_article(corpus: Path) -> None:
    with Dateline.open(corpus) as dateline:
        answer = dateline.ask("When did the harbour reopen?", at=date(2026, 1, 10))
    quote = answer.quotes[0]
    assert quote.text == "The harbour of Lisbon reopened on Friday."
    assert quote.article.text[quote.span.start : quote.span.end] == quote.text
    assert quote.article.published == SECOND


def test_what_is_published_after_the_day_does_not_exist(corpus: Path) -> None:
    with Dateline.open(corpus) as dateline:
        assert not dateline.ask("When did the harbour reopen?", at=FIRST).quotes
        assert not dateline.search("harbour", at=FIRST)
        assert dateline.ask("When did the harbour reopen?", at=datetime(2026, 1, 9, 8, tzinfo=UTC))


def test_hits_are_readable_after_closing(corpus: Path, tmp_path: Path) -> None:
    with Dateline.open(corpus, data=tmp_path / "data", engine="disk") as dateline:
        hits = dateline.search("dog river harbour", at=SECOND, top_k=2)
        assert dateline.search("dog river harbour", at=SECOND, top_k=1) == hits[:1]
    assert [hit.published for hit in hits] == [FIRST, SECOND]
    assert hits[0].score > hits[1].score > 0
    assert "dog" in hits[0].passage.article.text


def test_articles_come_newest_first_by_day_and_source(corpus: Path) -> None:
    with Dateline.open([corpus]) as dateline:
        assert _days(dateline.articles()) == [SECOND, FIRST]
        assert _days(dateline.articles(since=date(2026, 1, 6))) == [SECOND]
        assert _days(dateline.articles(until=date(2026, 1, 6))) == [FIRST]
        assert _days(dateline.articles(sources=["dog.txt"])) == [FIRST]
        assert _days(dateline.articles(sources="dog.txt")) == [FIRST]
        assert dateline.stats().articles == 2


def _days(articles: Iterable[Article]) -> list[date]:
    return [article.published for article in articles]


def test_without_a_data_folder_nothing_is_written(
    corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    before = sorted(tmp_path.rglob("*"))
    with Dateline.open("articles") as dateline:
        assert dateline.stats().articles == 2
    assert sorted(tmp_path.rglob("*")) == before


def test_a_data_folder_keeps_the_index(corpus: Path, tmp_path: Path) -> None:
    data = str(tmp_path / "data")
    with Dateline.open(corpus, data=data, engine="disk") as dateline:
        assert dateline.changes.read == 2
    with Dateline.open(corpus, data=data) as dateline:
        assert (dateline.changes.read, dateline.stats().articles) == (0, 2)


def test_updating_reads_what_changed_and_says_what_was_rejected(corpus: Path) -> None:
    with Dateline.open(corpus) as dateline:
        _write(corpus / "cat.txt", SECOND, "A cat slept in the museum of Porto.")
        (corpus / "undated.txt").write_text("Nobody knows when this was written.", "utf-8")
        changes = dateline.update()
        assert [Path(rejection.path).name for rejection in changes.rejections] == ["undated.txt"]
        assert dateline.ask("Where did a cat sleep?", at=SECOND).quotes


def test_several_files_and_folders_are_searched_together(corpus: Path, tmp_path: Path) -> None:
    _write(tmp_path / "cat.txt", SECOND, "A cat slept in the museum of Porto.")
    with Dateline.open([str(corpus), tmp_path / "cat.txt"]) as dateline:
        assert dateline.stats().articles == 3


def test_threads_may_ask_while_another_updates(corpus: Path, tmp_path: Path) -> None:
    with (
        Dateline.open(corpus, data=tmp_path / "data", engine="disk") as dateline,
        ThreadPoolExecutor(4) as threads,
    ):
        asked = [
            threads.submit(dateline.ask, "When did the harbour reopen?", at=SECOND)
            for _ in range(20)
        ]
        _write(corpus / "cat.txt", SECOND, "A cat slept in the museum of Porto.")
        dateline.update()
        assert all(answer.result().quotes for answer in asked)


def test_closing_twice_does_nothing(corpus: Path, tmp_path: Path) -> None:
    dateline = Dateline.open(corpus, data=tmp_path / "data", engine="disk")
    dateline.close()
    dateline.close()
    with Dateline.open(corpus, data=tmp_path / "data", engine="disk") as again:
        assert list(again.articles())


@pytest.mark.parametrize(
    ("arguments", "error", "advice"),
    [
        ({"corpus": "no/such/folder"}, MissingCorpusError, "there is no file or folder no/such"),
        ({"corpus": []}, ValueError, "name at least one file or folder"),
        ({"corpus": "articles", "engine": "redis"}, ValueError, "use auto, memory, disk or"),
        ({"corpus": "articles", "engine": "disk"}, ValueError, "data='.dateline'"),
        ({"corpus": "articles", "engine": "opensearch", "data": "d"}, ValueError, "_url='http:"),
    ],
)
def test_a_wrong_argument_is_refused_with_advice(
    corpus: Path,
    monkeypatch: pytest.MonkeyPatch,
    arguments: dict[str, object],
    error: type[Exception],
    advice: str,
) -> None:
    monkeypatch.chdir(corpus.parent)
    with pytest.raises(error) as caught:
        Dateline.open(**arguments)  # type: ignore[arg-type]
    assert advice in str(caught.value)


def test_a_missing_corpus_is_a_missing_file_and_an_error_of_dateline(tmp_path: Path) -> None:
    for kind in (FileNotFoundError, DatelineError):
        with pytest.raises(kind):
            Dateline.open(tmp_path / "none")


@pytest.mark.parametrize("top_k", [0, 41])
def test_so_many_hits_are_refused(corpus: Path, top_k: int) -> None:
    with Dateline.open(corpus) as dateline, pytest.raises(ValueError, match="use 1 to 40"):
        dateline.search("harbour", top_k=top_k)


def test_the_package_lists_what_it_exports() -> None:
    assert set(bot.__all__) <= set(dir(bot))
    for name in bot.__all__:
        assert getattr(bot, name).__name__ == name
    with pytest.raises(AttributeError, match="no attribute 'Nonsense'"):
        bot.Nonsense  # type: ignore[attr-defined]  # noqa: B018


def test_a_script_without_a_main_guard_indexes_on_all_cores(tmp_path: Path) -> None:
    rows = (
        {"id": f"{i}", "published": "2026-01-05", "text": f"Dog number {i} crossed the river."}
        for i in range(300)
    )
    (tmp_path / "articles.jsonl").write_text("\n".join(map(json.dumps, rows)), "utf-8")
    script = tmp_path / "script.py"
    script.write_text(
        "from bot import Dateline\n"
        "with Dateline.open('articles.jsonl', data='data', engine='disk') as dateline:\n"
        "    print(dateline.stats().articles)\n",
        "utf-8",
    )
    result = subprocess.run(
        [sys.executable, str(script)], cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(PROJECT)},
        capture_output=True, text=True, timeout=LAST_RESORT, check=False,
    )  # fmt: skip
    assert (result.stdout, result.stderr) == ("300\n", "")


def test_the_example_of_the_page_prints_what_the_page_shows(tmp_path: Path) -> None:
    page = (PROJECT / "docs" / "api.md").read_text("utf-8")
    script, output = re.search(r"```python\n(.*?)```.*?```\n(.*?)```", page, re.DOTALL).groups()  # type: ignore[union-attr]
    name, text = re.search(r"named `(.*?)`, that says `(.*?)`", page).groups()  # type: ignore[union-attr]
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / name).write_text(f"{text}\n", "utf-8")
    result = subprocess.run(
        [sys.executable, "-c", script],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(PROJECT)},
        capture_output=True,
        text=True,
        timeout=LAST_RESORT,
        check=False,
    )
    assert (result.stdout, result.stderr) == (output, "")


def test_the_example_of_the_readme_answers(tmp_path: Path) -> None:
    page = (PROJECT / "README.md").read_text("utf-8")
    script = re.search(r"```python\n(.*?)```", page, re.DOTALL).group(1)  # type: ignore[union-attr]
    shutil.copytree(PROJECT / "seeds", tmp_path / "corpus")
    result = subprocess.run(
        [sys.executable, "-c", script],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(PROJECT)},
        capture_output=True,
        text=True,
        timeout=LAST_RESORT,
        check=False,
    )
    assert (result.returncode, result.stderr) == (0, "")
    assert "around 14,000 soldiers" in result.stdout
