import os
from pathlib import Path

import pytest

from bot.corpus.store import CorpusStore
from bot.curation.preview_job import PreviewJob
from bot.curation.service import CorpusReader
from bot.system.job import JobError
from tests.index.sync.test_sync import row


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "a.jsonl").write_text(row("1", "One ferry left the harbour."))
    return folder


async def test_another_process_says_what_this_one_would(tmp_path: Path, corpus: Path) -> None:
    sent = tmp_path / "sent.jsonl"
    sent.write_text(row("2", "One ferry left the harbour.") + row("3", "Ünïcode 🙂.") + "broken\n")
    data = tmp_path / "data"
    found = await PreviewJob(corpus, data, [corpus]).preview([sent])
    assert found == CorpusReader(CorpusStore(corpus, data), [corpus], data).preview([sent])
    assert (found.report.articles, found.exact_count, len(found.report.rejections)) == (2, 1, 1)


async def test_after_an_update_nothing_has_to_be_read_here(tmp_path: Path, corpus: Path) -> None:
    data = tmp_path / "data"
    records = CorpusReader(CorpusStore(corpus, data), [corpus], data)
    assert not records.is_current()
    await PreviewJob(corpus, data, [corpus]).update()
    assert records.is_current()
    (corpus / "b.jsonl").write_text(row("2", "Two."))
    assert not records.is_current()


async def test_a_process_that_breaks_off_is_a_fault_and_no_answer(
    tmp_path: Path, corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.executable", "/bin/false")
    with pytest.raises(JobError, match="the log says why"):
        await PreviewJob(corpus, tmp_path / "data", [corpus]).preview([corpus])


async def test_what_is_known_can_be_lost_and_only_costs_time(tmp_path: Path, corpus: Path) -> None:
    data = tmp_path / "data"
    (data / "manifest.db").mkdir(parents=True)
    found = await PreviewJob(corpus, data, [corpus]).preview([corpus / "a.jsonl"])
    assert found.report.articles == 1


async def test_the_process_is_told_no_secret(
    tmp_path: Path, corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "python"
    program.write_text("#!/bin/sh\nenv > " + str(tmp_path / "seen") + "\necho '{\"result\": {}}'\n")
    program.chmod(0o755)
    monkeypatch.setattr("sys.executable", str(program))
    monkeypatch.setenv("DATELINE_TELEGRAM_TOKEN", "123:hidden")
    await PreviewJob(corpus, tmp_path / "data", [corpus]).update()
    assert "hidden" not in (tmp_path / "seen").read_text()
    assert os.environ["DATELINE_TELEGRAM_TOKEN"] == "123:hidden"
