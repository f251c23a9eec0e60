"""The command that looks for what is wrong with an installation: doctor."""

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

import typer

from bot.cli import terminal
from bot.cli.context import AsJson
from bot.cli.raw_secrets import read_raw_secrets
from bot.cli.service_commands.lenient_settings import ENV_FILE, LenientSettings, load_leniently
from bot.doctor import variable_check
from bot.doctor.cluster_check import check_cluster
from bot.doctor.database_check import check_state
from bot.doctor.diagnosis import Diagnosis, Level, approve, warn
from bot.doctor.examination import Check, examine
from bot.doctor.folder_check import check_corpus, check_data, check_disk
from bot.doctor.index_check import check_index, check_manifest, measure_size
from bot.doctor.lock_holders import find_holder
from bot.doctor.machine_check import (
    check_memory,
    check_open_files,
    check_packages,
    check_sandbox,
    check_time_zone,
)
from bot.doctor.telegram_check import BotAccess, check_telegram
from bot.localization.english import count_noun
from bot.settings import Settings, find_secrets
from bot.system.log_lines.secret_redaction import SecretRedactor

_SIGNS = {Level.OK: "✓", Level.WARNING: "!", Level.FAULT: "✗"}
_ASCII_SIGNS = {Level.OK: "+", Level.WARNING: "!", Level.FAULT: "x"}
_ARROW, _ASCII_ARROW = "→", "->"


def diagnose(context: typer.Context, as_json: AsJson = False) -> None:
    """Look for what is wrong with this installation; exit with 1 if something is."""
    values = load_leniently()
    redactor = SecretRedactor([*read_raw_secrets(), *find_secrets(values.settings)])
    roots = tuple(context.obj or ()) or values.settings.roots
    results = [_redact(d, redactor) for d in examine(_list_checks(values, roots))]
    counts = {level: sum(d.level is level for d in results) for level in Level}
    if as_json:
        totals = {"faults": counts[Level.FAULT], "warnings": counts[Level.WARNING]}
        terminal.print_json({"checks": [d.to_json() for d in results], **totals})
    else:
        terminal.print_lines(*_write_lines(results), _summarize(counts))
    if counts[Level.FAULT]:
        raise typer.Exit(1)


def _list_checks(values: LenientSettings, roots: Sequence[Path]) -> Mapping[str, Check]:
    settings = values.settings
    checks: dict[str, Check] = {
        "settings": partial(_check_settings, values),
        "Telegram": partial(check_telegram, _read_access(settings)),
        "corpus": partial(check_corpus, roots),
        "data": partial(check_data, settings.data),
        "lock": partial(_check_holder, settings.data),
        "disk": partial(check_disk, settings.data),
        "state.db": partial(_check_state, settings.data),
        "articles": partial(check_manifest, settings.data / "manifest.db"),
        "index": partial(_check_index, settings, roots),
        "feeds": partial(_check_feeds, settings, roots),
        "memory": partial(_check_memory, settings.data),
        "open files": check_open_files,
        "time zone": partial(check_time_zone, settings.zone),
        "reading": partial(check_sandbox, settings.limits),
        "packages": check_packages,
    }
    if settings.opensearch_url is not None:
        url = settings.opensearch_url.get_secret_value()
        checks["OpenSearch"] = partial(check_cluster, url)
    return checks


def _check_settings(values: LenientSettings) -> Iterator[Diagnosis]:
    results = [
        *variable_check.explain_faults(values.faults, values.examples),
        *variable_check.check_lines(values.wrong_lines),
        *variable_check.check_names(values.environment, values.file, values.variables),
    ]
    if not results:
        count = count_noun("value", len({*values.environment, *values.file}))
        results.append(approve("settings", f"all can be read; {count} set here"))
    yield from results
    yield from variable_check.check_file(ENV_FILE, values.file)


def _read_access(settings: Settings) -> BotAccess | None:
    if settings.telegram_token is None:
        return None
    token = settings.telegram_token.get_secret_value()
    webhook = settings.webhook_url if settings.mode == "webhook" else ""
    return BotAccess(token, settings.telegram_api_url, settings.admins, webhook)


def _check_holder(data: Path) -> Iterator[Diagnosis]:
    holder = find_holder(data)
    if holder:
        yield warn(
            "in use", f"{holder} is using the data folder",
            "this is right if it is your bot; end it before you start another",
        )  # fmt: skip
    else:
        yield approve("in use", "no other process is using the data folder")


def _check_state(data: Path) -> Iterator[Diagnosis]:
    from bot.chat.storage.state_database import LATEST_VERSION

    yield from check_state(data, LATEST_VERSION, find_holder(data))


def _check_index(settings: Settings, roots: Sequence[Path]) -> Iterator[Diagnosis]:
    # What computes it reads all that analyses articles.
    from bot.index.engine import index_folder
    from bot.index.fingerprint import compute_fingerprint

    folder = index_folder(roots, settings.data)
    yield from check_index(folder, settings.engine, compute_fingerprint())


def _check_feeds(settings: Settings, roots: Sequence[Path]) -> Iterator[Diagnosis]:
    # What reads the list of feeds reads all that handles articles.
    from bot.doctor.feed_check import check_feeds

    proxy = settings.fetch_proxy.get_secret_value() if settings.fetch_proxy else ""
    yield from check_feeds(roots[-1], settings.data, polls=settings.feeds, proxy=proxy)


def _check_memory(data: Path) -> Iterator[Diagnosis]:
    yield from check_memory(measure_size(data / "index"))


def _redact(diagnosis: Diagnosis, redactor: SecretRedactor) -> Diagnosis:
    text, remedy = redactor.redact(diagnosis.text), redactor.redact(diagnosis.remedy)
    return Diagnosis(diagnosis.subject, diagnosis.level, text, remedy)


def _write_lines(results: Iterable[Diagnosis]) -> Iterator[str]:
    signs, arrow = (_SIGNS, _ARROW) if _can_write_signs() else (_ASCII_SIGNS, _ASCII_ARROW)
    for diagnosis in results:
        yield f"{signs[diagnosis.level]} {diagnosis.subject}: {diagnosis.text}"
        if diagnosis.remedy:
            yield f"    {arrow} {diagnosis.remedy}"


def _can_write_signs() -> bool:
    try:
        "".join((*_SIGNS.values(), _ARROW)).encode(sys.stdout.encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def _summarize(counts: Mapping[Level, int]) -> str:
    if not counts[Level.FAULT] and not counts[Level.WARNING]:
        return "All is well."
    faults = count_noun("fault", counts[Level.FAULT])
    return f"{faults}, {count_noun('warning', counts[Level.WARNING])}."
