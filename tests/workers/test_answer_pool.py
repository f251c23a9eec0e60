"""The pool with real processes, on the newsroom's articles in the disk engine."""

import os
import signal
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import cast

import pytest

from bot.answers.answer import Turn
from bot.answers.answerer import Answerer
from bot.dateline import Dateline
from bot.errors import UnavailableError
from bot.index.engine import IndexConfig
from bot.index.library import Library
from bot.language.span import Span
from bot.workers import fork_server, pooled_answerer
from bot.workers.answer_pool import AnswerPool, LostAnswerError
from bot.workers.answer_process import AnswerProcess
from bot.workers.fork_server import ForkServer
from bot.workers.index_reader import IndexSource
from bot.workers.pooled_answerer import PooledAnswerer, open_answer_processes
from bot.workers.time_limit import limit_time
from tests.newsroom import TODAY, write_newsroom
from tests.processes import children
from tests.waiting import LAST_RESORT, wait_for

QUESTIONS = (
    "Who is Ines Carrow?",
    "How many people died in Oskarvik?",
    "When did the harbour of Marenne reopen?",
    "What's new?",
    "What is the latest on the Oskarvik bridge?",
    "Why did the bridge colapse?",
    "Wer hat die Wahl gewonnen?",
    "Did Mila Vance die?",
    "Is there anything about penguins?",
    "Thanks!",
    "How much is the interest rate?",
    "🜁" * 5,
    "",
)


def is_gone(pid: int) -> bool:
    """Tell whether a process has ended."""
    return not Path(f"/proc/{pid}").exists()


class Poison:
    """End whatever unpickles it, at once."""

    def __reduce__(self) -> tuple[Callable[[int], object], tuple[int]]:
        return os._exit, (3,)


class Sleep:
    """Keep whatever unpickles it from doing anything for an hour."""

    def __reduce__(self) -> tuple[Callable[[int], object], tuple[int]]:
        return time.sleep, (3600,)


@dataclass(frozen=True)
class Service:
    corpus: Path
    data: Path
    dateline: Dateline
    answerer: PooledAnswerer

    @property
    def pool(self) -> AnswerPool:
        return self.answerer.pool

    def wait_for_pids(self) -> list[int]:
        """Return the processes when all are ready, which they say when they are asked.

        One that was killed while idle keeps its place until a question meets it.
        """
        with ThreadPoolExecutor(self.pool.size) as threads:

            def are_ready() -> bool:
                list(threads.map(self.answerer.answer, ["Who?"] * 8, [TODAY] * 8))
                return all(pid and not is_gone(pid) for pid in self.pool.pids)

            wait_for(are_ready, "all processes")
        return self.pool.pids


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    folder = tmp_path_factory.mktemp("service")
    corpus, data = folder / "corpus", folder / "data"
    write_newsroom(corpus)
    os.environ["DATELINE_TELEGRAM_TOKEN"] = "1:secret"
    os.environ["SOME_PASSWORD"] = "secret"
    config = IndexConfig(data, "disk")
    with (
        Dateline.from_config((corpus,), config) as dateline,
        open_answer_processes(
            dateline.answerer, dateline.library, (corpus,), config, 2
        ) as answerer,
    ):
        yield Service(corpus, data, dateline, answerer)
    del os.environ["DATELINE_TELEGRAM_TOKEN"], os.environ["SOME_PASSWORD"]


def test_what_processes_answer_equals_what_this_one_does(service: Service) -> None:
    ours, theirs = service.dateline.answerer, service.answerer
    lead = ours.answer("What is the latest on the Oskarvik bridge?", TODAY).quotes[0]
    turns = (Turn("Who is Ines Carrow?", ours.answer("Who is Ines Carrow?", TODAY).quotes),)
    for question in QUESTIONS:
        for reader in ("", "de"):
            expected = ours.answer(question, TODAY, (), reader)
            assert theirs.answer(question, TODAY, (), reader) == expected
        assert theirs.answer(question, TODAY, turns) == ours.answer(question, TODAY, turns)
        assert theirs.survey(question, TODAY) == ours.survey(question, TODAY)
        assert theirs.verify(question, TODAY) == ours.verify(question, TODAY)
        earlier = date(2026, 3, 8)
        assert theirs.answer(question, earlier) == ours.answer(question, earlier)
    assert theirs.tell_story(lead) == ours.tell_story(lead)
    window = theirs.read_context(lead.article.id, lead.span)
    assert window == ours.read_context(lead.article.id, lead.span)
    assert theirs.read_context("none", Span(0, 1)) is None
    assert theirs.stats(TODAY) == ours.stats(TODAY)


def test_questions_are_answered_by_several_processes_at_once(service: Service) -> None:
    pids = service.wait_for_pids()
    assert len(set(pids)) == 2
    assert os.getpid() not in pids
    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(service.answerer.answer, QUESTIONS * 4, [TODAY] * 60))
    assert [answer.question for answer in answers] == list(QUESTIONS) * 4
    assert service.pool.busy_count == 0


def test_processes_know_no_secret(service: Service) -> None:
    for pid in service.wait_for_pids():
        assert b"secret" not in Path(f"/proc/{pid}/environ").read_bytes()


def test_a_new_article_is_answered_with_at_once(service: Service) -> None:
    question = "What did the ferry Blue Swan hit?"
    assert not service.answerer.answer(question, TODAY).quotes
    file = service.corpus / "ferry.txt"
    file.write_text(
        "2026-03-20\nFerry hits a whale\n\nThe ferry Blue Swan hit a whale on Friday.\n"
    )
    service.dateline.update()
    for _ in range(4):  # whichever of the processes answers
        assert "whale" in service.answerer.answer(question, TODAY).quotes[0].text
    file.unlink()
    service.dateline.update()
    for _ in range(4):
        assert not service.answerer.answer(question, TODAY).quotes


def test_a_process_that_was_killed_while_idle_costs_no_question(service: Service) -> None:
    for pid in service.wait_for_pids():
        os.kill(pid, signal.SIGKILL)
        wait_for(partial(is_gone, pid), "the end of a process")
    deaths = service.pool.deaths
    assert service.answerer.answer("Who is Ines Carrow?", TODAY).quotes
    assert service.pool.deaths == deaths


def test_a_question_whose_process_dies_is_answered_by_another(service: Service) -> None:
    pids, deaths = service.wait_for_pids(), service.pool.deaths
    for pid in pids:
        os.kill(pid, signal.SIGSTOP)
    with ThreadPoolExecutor(1) as threads:
        answer = threads.submit(service.answerer.answer, "Who is Ines Carrow?", TODAY)
        wait_for(lambda: service.pool.busy_count, "a question on its way")
        for pid in pids:
            os.kill(pid, signal.SIGKILL)
        assert answer.result(LAST_RESORT).quotes
    assert service.pool.deaths <= deaths + 1


def test_a_question_that_kills_two_processes_fails_and_others_do_not(service: Service) -> None:
    deaths = service.pool.deaths
    with pytest.raises(LostAnswerError):
        service.pool.ask("answer", Poison(), TODAY)
    assert service.pool.deaths == deaths + 2
    assert service.answerer.answer("Who is Ines Carrow?", TODAY).quotes


def test_a_search_beyond_its_limit_is_really_stopped(service: Service) -> None:
    pids, stops = service.wait_for_pids(), service.pool.stops
    with limit_time(0.2), pytest.raises(TimeoutError):
        service.pool.ask("answer", Sleep(), TODAY)
    assert service.pool.stops == stops + 1
    wait_for(lambda: sum(map(is_gone, pids)) == 1, "its end")
    assert service.answerer.answer("Who is Ines Carrow?", TODAY).quotes


def test_a_process_that_was_halted_is_ended_at_the_limit(service: Service) -> None:
    pids = service.wait_for_pids()
    for pid in pids:
        os.kill(pid, signal.SIGSTOP)

    def ask(_: int) -> None:
        with limit_time(0.2), suppress(TimeoutError):
            service.answerer.answer("Who is Ines Carrow?", TODAY)

    with ThreadPoolExecutor(2) as threads:

        def are_gone() -> bool:
            list(threads.map(ask, pids))
            return all(map(is_gone, pids))

        wait_for(are_gone, "the end of the processes")
    assert service.answerer.answer("Who is Ines Carrow?", TODAY).quotes


def test_the_process_that_starts_the_others_is_started_again(service: Service) -> None:
    pids = service.wait_for_pids()
    (server,) = [pid for pid in children(os.getpid()) if set(children(pid)) & set(pids)]
    os.kill(server, signal.SIGKILL)
    for pid in service.wait_for_pids():
        with suppress(ProcessLookupError):  # it may have ended with the other
            os.kill(pid, signal.SIGKILL)
    assert service.answerer.answer("Who is Ines Carrow?", TODAY).quotes


def test_an_error_is_raised_here_as_it_was_there(service: Service) -> None:
    with pytest.raises(AttributeError, match="no_such_method") as caught:
        service.pool.ask("no_such_method")
    assert any("answer_service.py" in note for note in caught.value.__notes__)


def test_an_index_that_is_gone_is_answered_from_its_open_files_until_it_is_back(
    service: Service,
) -> None:
    service.wait_for_pids()
    index, away = service.data / "index", service.data / "away"
    index.rename(away)
    try:
        for _ in range(3):
            assert service.answerer.answer("Who is Ines Carrow?", TODAY).quotes
        assert not index.exists()
    finally:
        away.rename(index)
    assert service.answerer.answer("Who is Ines Carrow?", TODAY).quotes


def test_whoever_waits_when_the_pool_closes_is_told() -> None:
    source = IndexSource("disk", (Path("nowhere"),), IndexConfig(Path("nowhere"), "disk"))
    pool = AnswerPool(1, lambda: source)
    pool.start()
    with ThreadPoolExecutor(2) as threads:
        asked = [threads.submit(pool.ask, "answer", Sleep(), TODAY) for _ in range(2)]
        wait_for(lambda: pool.busy_count, "a question on its way")
        pool.close()
        for each in asked:
            with pytest.raises(UnavailableError):
                each.result(LAST_RESORT)
    with pytest.raises(UnavailableError):
        pool.ask("stats")


def test_processes_take_over_when_the_index_moves_to_the_disk(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    engines = ["memory"]
    answerer = PooledAnswerer(
        service.dateline.answerer, service.pool, lambda: engines[-1] == "memory"
    )
    monkeypatch.setattr(service.pool, "ask", lambda *request: request)
    assert answerer.verify("Who?", TODAY).text == "Who?"
    engines.append("disk")
    request: object = answerer.verify("Who?", TODAY)
    assert request == ("verify", "Who?", TODAY)


@dataclass
class MovingLibrary:
    """A library whose index moves from memory to the disk."""

    engine: str = "memory"


def test_this_process_answers_until_another_is_ready(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers: list[str] = []

    class Local:
        def verify(self, text: str, at: date) -> str:
            answers.append(text)
            return text

    released = threading.Event()
    original: property = AnswerProcess.__dict__["is_ready"]
    is_ready = property(lambda self: released.is_set() and original.__get__(self))
    monkeypatch.setattr(AnswerProcess, "is_ready", is_ready)
    library, config = MovingLibrary(), IndexConfig(service.data, "disk")
    with open_answer_processes(
        cast(Answerer, Local()), cast(Library, library), (service.corpus,), config, 2
    ) as answerer:
        answerer.verify("in memory", TODAY)
        assert not answerer.pool.pids
        library.engine = "disk"
        answerer.verify("moved", TODAY)
        answerer.verify("moved", TODAY)
        assert answers == ["in memory", "moved", "moved"]
        assert len(answerer.pool.pids) == 2

        def is_answered_elsewhere() -> bool:
            answers.clear()
            answerer.verify("The bridge collapsed.", TODAY)
            return not answers

        released.set()
        wait_for(is_answered_elsewhere, "the other processes")
        assert is_answered_elsewhere()


def test_processes_are_waited_for_until_one_is_ready(service: Service) -> None:
    config = IndexConfig(service.data, "disk")
    local, library = service.dateline.answerer, service.dateline.library
    with open_answer_processes(local, library, (service.corpus,), config, 2) as answerer:
        answerer.wait_until_ready(LAST_RESORT)
        assert answerer.pool.is_ready


def test_processes_that_cannot_run_are_not_waited_for(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fork_server, "_MODULE", "no.such.module")
    config = IndexConfig(service.data, "disk")
    local, library = service.dateline.answerer, service.dateline.library
    with open_answer_processes(local, library, (service.corpus,), config, 2) as answerer:
        start = time.monotonic()
        answerer.wait_until_ready(LAST_RESORT)
        assert time.monotonic() - start < LAST_RESORT
        assert not answerer.pool.is_ready


def test_what_starts_processes_may_be_there_before_the_index_and_ends_with_them(
    service: Service,
) -> None:
    config = IndexConfig(service.data, "disk")
    local, library = service.dateline.answerer, service.dateline.library
    server = ForkServer()
    before = children(os.getpid())
    server.start()
    (program,) = set(children(os.getpid())) - set(before)
    with open_answer_processes(local, library, (service.corpus,), config, 1, server) as answerer:
        assert answerer.answer("Who is Ines Carrow?", TODAY).quotes
        assert children(program) == answerer.pool.pids
    assert is_gone(program)
    with pytest.raises(UnavailableError):
        server.start()


def test_there_is_a_process_for_each_core_up_to_four(monkeypatch: pytest.MonkeyPatch) -> None:
    for cores, count in ((1, 1), (2, 2), (4, 4), (64, 4)):
        monkeypatch.setattr(pooled_answerer, "count_cores", lambda cores=cores: cores)
        assert pooled_answerer.choose_process_count() == count
    monkeypatch.undo()
    assert 1 <= pooled_answerer.count_cores() <= (os.cpu_count() or 1)


def test_an_index_in_memory_is_asked_in_this_process(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    write_newsroom(corpus)
    config = IndexConfig(tmp_path / "data", "memory")
    with (
        Dateline.from_config((corpus,), config) as dateline,
        open_answer_processes(
            dateline.answerer, dateline.library, (corpus,), config, 2
        ) as answerer,
    ):
        answer = answerer.answer("Who is Ines Carrow?", TODAY)
        assert answer == dateline.answerer.answer("Who is Ines Carrow?", TODAY)
        assert answerer.pool.pids == []
