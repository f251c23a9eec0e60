import asyncio
import json
import logging
import os
import subprocess
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest

from bot.errors import UnavailableError
from bot.system.job import JobError, SubprocessJob, run_job
from tests.paths import PROJECT
from tests.processes import command
from tests.programs import program, wait_for_job

MODULE = "tests.index.sent"


@pytest.fixture
def errand(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[], SubprocessJob]]:
    monkeypatch.setenv("DATELINE_TELEGRAM_TOKEN", "123:hidden")
    sent: list[SubprocessJob] = []

    def send() -> SubprocessJob:
        sent.append(SubprocessJob(MODULE))
        return sent[-1]

    yield send
    for one in sent:
        one.end()


def test_what_is_given_arrives_and_the_answer_comes_back(
    errand: Callable[[], SubprocessJob],
) -> None:
    given = {"deed": "echo", "text": "ü 🙂 \udcff\n", "much": "x" * 1_000_000}
    assert errand().answer(given) == given


def test_what_it_does_is_tracked_and_what_it_logs_is_logged(
    errand: Callable[[], SubprocessJob], caplog: pytest.LogCaptureFixture
) -> None:
    seen: list[str] = []

    def track(items: Iterable[object], doing: str, total: int | None = None) -> Iterator[object]:
        for item in items:
            seen.append(doing)
            yield item

    assert errand().answer({"deed": "work"}, track, "Working") == {"done": 5000}  # type: ignore[arg-type]
    assert seen == ["Working"] * 5000
    assert ("sent", logging.WARNING, "It says 100% of it.") in caplog.record_tuples


def test_what_it_prints_is_no_answer(errand: Callable[[], SubprocessJob]) -> None:
    assert errand().answer({"deed": "print"}) == {"printed": True}


def test_a_fault_is_told_in_its_words(errand: Callable[[], SubprocessJob]) -> None:
    with pytest.raises(JobError, match="the harbour is closed"):
        errand().answer({"deed": "fail"})
    with pytest.raises(UnavailableError, match="nobody answers"):
        errand().answer({"deed": "unavailable"})


@pytest.mark.parametrize(
    ("deed", "said"), [("crash", "ZeroDivisionError"), ("die", "SIGSEGV"), ("leave", "status 3")]
)
def test_who_breaks_off_is_an_error_here_and_the_log_says_why(
    errand: Callable[[], SubprocessJob], caplog: pytest.LogCaptureFixture, deed: str, said: str
) -> None:
    with pytest.raises(JobError, match="the log says why"):
        errand().answer({"deed": deed})
    assert said in caplog.text
    assert "hidden" not in caplog.text


def test_it_knows_no_secret_but_what_it_is_given(errand: Callable[[], SubprocessJob]) -> None:
    sent = errand()
    seen = sent.answer({"deed": "look", "url": "https://name:password@search.example"})
    assert "hidden" not in json.dumps(seen)
    assert "password" not in json.dumps(seen)
    assert os.environ["DATELINE_TELEGRAM_TOKEN"] == "123:hidden"


def test_it_yields_to_whoever_sent_it(errand: Callable[[], SubprocessJob]) -> None:
    assert errand().answer({"deed": "look"})["niceness"] >= 19


async def test_nobody_waits_for_it_and_it_is_gone(tmp_path: Path) -> None:
    number = tmp_path / "number"
    waiting = asyncio.create_task(run_job(MODULE, {"deed": "hang", "number": str(number)}))
    await asyncio.to_thread(_told, number)
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    assert not _runs(_told(number))


def test_whoever_is_killed_takes_it_along(tmp_path: Path) -> None:
    number = tmp_path / "number"
    with subprocess.Popen(program(wait_for_job, MODULE, number), cwd=PROJECT) as process:
        told = _told(number)
        assert _runs(told)
        process.kill()
    end = time.monotonic() + 10
    while _runs(told):
        assert time.monotonic() < end, "it outlives who sent it"
        time.sleep(0.02)


def _told(number: Path) -> str:
    end = time.monotonic() + 20
    while not number.exists() or not number.read_text():
        assert time.monotonic() < end, "it does not begin"
        time.sleep(0.02)
    return number.read_text()


def _runs(number: str) -> bool:
    return bool(command(int(number)))
