"""What /metrics shows: every event under its name, and nothing of people or texts."""

import re
from datetime import date

from bot import __version__
from bot.answers.answer import Answer
from bot.chat.monitoring.measures import HealthCheck, IndexMeasure, UpdateBacklog
from bot.chat.monitoring.monitor import SILENT, Monitor, RequestFault
from bot.chat.monitoring.question_record import (
    QuestionOutcome,
    QuestionPlace,
    QuestionRecord,
    Stage,
)
from bot.chat.monitoring.reception import Reception
from bot.chat.monitoring.service_metrics import ServiceMetrics
from bot.chat.monitoring.service_monitor import ServiceMonitor
from bot.index.protocol import IndexStats
from tests.chat.samples import answer, article, quote

ANSWERED = answer(quote(article()), question="A very private question")
REFUSED = answer(missing=("private",))


def monitored() -> ServiceMonitor:
    return ServiceMonitor(ServiceMetrics(), Reception())


def read(monitor: ServiceMonitor) -> dict[str, float]:
    """Return the value of each series, as Prometheus would name it."""
    lines = monitor.metrics.export().decode().splitlines()
    pairs = (line.rsplit(" ", 1) for line in lines if not line.startswith("#"))
    return {name: float(value) for name, value in pairs}


def asked(kind: str, language: str, outcome: str, place: str = "private") -> str:
    labels = f'kind="{kind}",language="{language}",outcome="{outcome}",place="{place}"'
    return f"dateline_questions_total{{{labels}}}"


def record(result: Answer) -> QuestionRecord:
    question = QuestionRecord()
    question.note_answer(result)
    return question


def test_questions_count_by_kind_language_place_and_outcome() -> None:
    monitor = monitored()
    slow = QuestionRecord()
    slow.note(QuestionOutcome.TOO_SLOW)
    monitor.note_question(record(ANSWERED), QuestionPlace.PRIVATE)
    monitor.note_question(record(REFUSED), QuestionPlace.INLINE)
    monitor.note_question(slow, QuestionPlace.GROUP)
    series = read(monitor)
    assert series[asked("fact", "en", "answered")] == 1
    assert series[asked("fact", "en", "refused", "inline")] == 1
    assert series['dateline_refusals_total{reason="unknown_words"}'] == 1
    assert series[asked("unknown", "unknown", "too_slow", "group")] == 1


def test_stages_are_timed() -> None:
    monitor = monitored()
    monitor.note_stage(Stage.QUEUE, 1.5)
    monitor.note_stage(Stage.QUEUE, 2.0)
    series = read(monitor)
    assert series['dateline_stage_duration_seconds_count{stage="queue"}'] == 2
    assert series['dateline_stage_duration_seconds_sum{stage="queue"}'] == 3.5


def test_a_language_without_a_file_has_no_series_of_its_own() -> None:
    monitor = monitored()
    for number in range(50):
        code = f"x{chr(97 + number % 26)}{number}"
        refusal = Answer("?", date(2026, 1, 1), (), (), ANSWERED.stats, language=code)
        monitor.note_question(record(refusal), QuestionPlace.PRIVATE)
    assert read(monitor)[asked("fact", "other", "refused")] == 50
    assert "private" not in monitor.metrics.export().decode()


def test_updates_are_counted_and_timed_and_forgotten() -> None:
    monitor = monitored()
    for number in range(3):
        monitor.note_arrival(number, "message")
        assert monitor.measure_wait(number) is not None
        monitor.note_end(number, chat=7)
        assert monitor.measure_wait(number) is None
    monitor.note_duplicate()
    monitor.note_end(99, chat=8)  # it arrived before the process started
    series = read(monitor)
    assert series['dateline_updates_total{kind="message"}'] == 3
    assert series["dateline_update_duplicates_total"] == 1
    assert series["dateline_update_duration_seconds_count"] == 3
    assert monitor.seconds_since_progress(8) is not None
    assert monitor.seconds_since_progress(9) is None


def test_what_never_ends_takes_no_memory() -> None:
    monitor = monitored()
    for number in range(12_000):
        monitor.note_arrival(number, "message")
        monitor.note_end(-number, chat=number)
    assert monitor.seconds_since_progress(0) is None
    assert monitor.measure_wait(0) is None


def test_requests_count_as_messages_or_as_errors() -> None:
    monitor = monitored()
    monitor.note_request("sendMessage", None)
    monitor.note_request("sendMessage", RequestFault.FLOOD)
    monitor.note_request("getMe", None)
    monitor.note_contact(RequestFault.CONFLICT)
    monitor.note_contact()
    series = read(monitor)
    assert series['dateline_messages_sent_total{method="sendMessage"}'] == 1
    assert series['dateline_telegram_requests_total{method="sendMessage"}'] == 2
    assert series['dateline_telegram_errors_total{kind="429",method="sendMessage"}'] == 1
    assert series['dateline_telegram_errors_total{kind="conflict",method="getUpdates"}'] == 1
    assert 'dateline_messages_sent_total{method="getMe"}' not in series
    assert series["dateline_telegram_last_contact_timestamp_seconds"] > 1e9


def test_what_the_webhook_refuses_counts_by_status() -> None:
    monitor = monitored()
    for status in (403, 403, 404, 418, 599):
        monitor.note_rejected_request(status)
    series = read(monitor)
    name = "dateline_webhook_rejected_requests_total"
    assert series[name + '{status="403"}'] == 2
    assert series[name + '{status="404"}'] == 1
    assert series[name + '{status="other"}'] == 2
    assert series[name + '{status="413"}'] == 0


def test_a_failed_look_at_the_webhook_is_the_reason_and_a_good_one_no_success_by_itself() -> None:
    monitor = monitored()
    monitor.note_request("getWebhookInfo", None)
    assert not monitor.reception.check().is_ok
    monitor.note_contact()
    monitor.note_request("getWebhookInfo", RequestFault.SERVER)
    check = monitor.reception.check()
    assert check.is_ok
    assert "Telegram replies with a server error" in check.detail


def test_measures_are_shown() -> None:
    monitor = monitored()
    metrics = monitor.metrics
    metrics.set_index(IndexMeasure(IndexStats(3, 40, date(2026, 1, 1), date(2026, 1, 2)), 5_000, 2))
    metrics.set_backlog(UpdateBacklog(4, 30.0, 20.0))
    metrics.set_free_space(123)
    metrics.set_checks([HealthCheck("index", True, ""), HealthCheck("queue", False, "")])
    series = read(monitor)
    assert series["dateline_corpus_articles"] == 3
    assert series["dateline_corpus_newest_timestamp_seconds"] == 1767312000
    assert series["dateline_corpus_unfinished_files"] == 2
    assert series["dateline_index_passages"] == 40
    assert series["dateline_index_size_bytes"] == 5_000
    assert series["dateline_queue_length"] == 4
    assert series["dateline_queue_oldest_age_seconds"] == 30
    assert series["dateline_queue_wait_seconds"] == 20
    assert series["dateline_data_free_bytes"] == 123
    assert series['dateline_check{check="queue"}'] == 0
    assert series["dateline_ready"] == 0
    assert series[f'dateline_build_info{{version="{__version__}"}}'] == 1
    assert series["process_resident_memory_bytes"] > 1_000_000
    metrics.set_index(IndexMeasure(IndexStats(0, 0, None, None)))
    assert read(monitor)["dateline_corpus_newest_timestamp_seconds"] == 0


def test_what_is_alerted_on_is_there_before_its_first_event() -> None:
    series = read(monitored())
    assert series['dateline_telegram_errors_total{kind="conflict",method="getUpdates"}'] == 0
    assert series["dateline_incidents_total"] == 0
    assert not [name for name in series if "_created" in name]


def test_names_follow_the_conventions() -> None:
    names = ServiceMetrics().list_names()
    own = {name for name in names if name.startswith("dateline_")}
    assert own | {name for name in names if name.startswith("process_")} == names.keys()
    assert all(re.fullmatch("[a-z]+(_[a-z]+)+", name) for name in own)
    assert not [name for name in own if re.search("milli|minutes|kilo|mega|percent", name)]


def test_two_bots_in_a_process_count_apart() -> None:
    first, second = monitored(), monitored()
    first.note_incident()
    assert read(first)["dateline_incidents_total"] == 1
    assert read(second)["dateline_incidents_total"] == 0


def test_the_silent_monitor_takes_every_report() -> None:
    SILENT.note_stage(Stage.SEARCH, 0.1)
    SILENT.note_question(record(ANSWERED), QuestionPlace.PRIVATE)
    reports = {name for name in vars(Monitor) if name.startswith("note_")}
    assert reports <= vars(ServiceMonitor).keys()
