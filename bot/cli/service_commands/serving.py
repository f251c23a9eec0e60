"""Serving: puts together all that the bot has, and serves Telegram with it."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from bot.chat.admin.feeds.feed_notices import write_feed_notice
from bot.chat.admin.notices import Notices, write_losses, write_rejection_notice
from bot.chat.executor import AnswererLike
from bot.chat.lifecycle import serve
from bot.chat.lifecycle.example_keeper import ExampleKeeper
from bot.chat.lifecycle.http_server import check_address
from bot.chat.lifecycle.serve_options import (
    make_allow_lists,
    make_message_rates,
    make_webhook_config,
)
from bot.chat.lifecycle.update_sources import LISTEN_SETTING
from bot.chat.monitoring.service_health import PORT_SETTING, HealthOptions
from bot.chat.services import AdminServices, FollowServices
from bot.cli.context import Context, find_examples, index_config, log_changes, open_dateline
from bot.cli.conversation import make_services
from bot.cli.corpus_commands.corpus_context import open_reader, open_store
from bot.cli.feed_commands.feed_context import make_feeds
from bot.corpus.lock import CorpusError
from bot.curation.preview_job import PreviewJob
from bot.curation.service import CorpusService
from bot.dateline import Dateline
from bot.feeds.polling.feed_reports import FeedNotice
from bot.feeds.polling.feed_service import FeedService
from bot.index.sync.result import SyncResult
from bot.index.watcher import watch_folders
from bot.system.folders.data_folder import DataFolder
from bot.system.log_lines.pseudonyms import use_key
from bot.system.memory.allocator import keep_native_memory_flat
from bot.system.memory.garbage import collect_garbage_rarely
from bot.system.service_manager import ServiceManager
from bot.workers.fork_server import ForkServer
from bot.workers.pooled_answerer import (
    PooledAnswerer,
    choose_process_count,
    open_answer_processes,
)

_LOGGER = logging.getLogger(__name__)

_SEARCHES = 2  # at once in this process, which has one interpreter lock
_LONGEST_START = 60.0  # seconds, of the processes that answer: then questions wait for them


def serve_telegram(context: Context, token: str, fork_server: ForkServer) -> None:
    """Serve Telegram until the process is asked to stop.

    ``fork_server``: what starts the processes that answer.
    """
    settings = context.settings
    health = HealthOptions(settings.health_host, settings.health_port)
    if health.port is not None:
        check_address(health.host, health.port, PORT_SETTING)  # before the index takes minutes
    webhook = make_webhook_config(settings)
    if webhook:
        check_address(webhook.host, webhook.port, LISTEN_SETTING)
    keep_native_memory_flat()
    ServiceManager().notify("STATUS=Reading the articles.")
    # Held first: a second process is to end at once, and not to wait for the index.
    with (
        DataFolder(settings.data).hold() as folder,
        open_dateline(context, waits_for_cluster=True) as dateline,
        _open_answerer(context, dateline, fork_server) as answerer,
    ):
        count = answerer.pool.size if isinstance(answerer, PooledAnswerer) else _SEARCHES
        example_keeper = _make_example_keeper(context, dateline, answerer)
        services = replace(
            make_services(context, dateline, answerer, example_keeper.list_questions),
            example_keeper=example_keeper,
            searches=count,
            notices=Notices(settings.admins),
            curation=_make_admin_services(context, dateline),
            follows=FollowServices(
                dateline.answerer, lambda: dateline.library.update_count, settings.zone
            ),
            library=dateline.library,
            access=make_allow_lists(settings),
            keeps_unanswered=settings.keep_unanswered,
            limits=settings.queue_limits,
            logs_questions=settings.log_questions,
        )
        services = replace(services, feeds=_make_feeds(context, services.notices))

        def report(changes: SyncResult) -> None:
            log_changes(changes)
            if changes.new_losses:
                services.notices.add(lambda: write_losses(changes.new_losses, context.roots))
            if changes.rejections:
                services.notices.add(
                    lambda: write_rejection_notice(changes.rejections, context.roots)
                )

        use_key(settings.data)
        dateline.library.serve()
        collect_garbage_rarely()
        rates = make_message_rates(settings)
        with watch_folders(dateline.library, context.roots, report):
            if isinstance(answerer, PooledAnswerer):
                answerer.wait_until_ready(_LONGEST_START)
            options = serve.ServeOptions(
                token, settings.telegram_api_url, settings.data, folder, health, rates, webhook
            )
            serve.run(options, services)


def _make_example_keeper(
    context: Context, dateline: Dateline, answerer: AnswererLike
) -> ExampleKeeper:
    """Return what finds example questions; of a small corpus it has found the first."""
    keeper = ExampleKeeper(
        lambda is_stopped: find_examples(dateline, context.today(), answerer, is_stopped),
        lambda: dateline.library.update_count,
        context.today,
    )
    if dateline.library.engine == "memory":
        keeper.find_first()
    return keeper


def _make_feeds(context: Context, notices: Notices) -> FeedService:
    """Return the feeds, which tell the admins what has become of one."""

    def report(notice: FeedNotice) -> None:
        notices.add(lambda: write_feed_notice(notice))

    return make_feeds(context, report)


@contextmanager
def _open_answerer(
    context: Context, dateline: Dateline, fork_server: ForkServer
) -> Iterator[AnswererLike]:
    """Yield what answers, in processes of its own unless the settings want none."""
    count = context.settings.workers
    if count is None:
        count = choose_process_count()
    if not count:
        yield dateline.answerer
        return
    config = index_config(context.settings)
    with open_answer_processes(
        dateline.answerer, dateline.library, context.roots, config, count, fork_server
    ) as answerer:
        yield answerer


def _make_admin_services(context: Context, dateline: Dateline) -> AdminServices | None:
    """Return what admins may change in the chat, None if there are no admins.

    Finish the changes of a killed process first.
    """
    settings, store = context.settings, open_store(context)
    if not settings.admins:
        return None
    try:
        store.recover()
        store.purge()
    except CorpusError as error:
        _LOGGER.warning("%s", error)
    preview_job = PreviewJob(store.corpus, settings.data, context.roots, settings.limits)
    return AdminServices(
        frozenset(settings.admins), CorpusService(store, dateline.library), open_reader(context),
        preview_job, settings.data / "uploads", settings.trash_days,
    )  # fmt: skip
