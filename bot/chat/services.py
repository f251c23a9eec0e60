"""Services: what the bot answers from, and what its admins may change; without Telegram."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, tzinfo
from pathlib import Path
from typing import TYPE_CHECKING

from bot.chat.access.allow_lists import AllowLists
from bot.chat.admin.notices import Notices
from bot.chat.executor import AnswererLike, today
from bot.chat.monitoring.monitor import SILENT, Monitor
from bot.chat.transport.inbound.fairness.queue_limits import QueueLimits

if TYPE_CHECKING:
    # Answering in a terminal must not load what adds files.
    from bot.answers.answerer import Answerer
    from bot.chat.lifecycle.example_keeper import ExampleKeeper
    from bot.curation.preview_job import PreviewJob
    from bot.curation.service import CorpusReader, CorpusService
    from bot.feeds.polling.feed_service import FeedService
    from bot.index.library import Library


@dataclass(frozen=True, slots=True)
class AdminServices:
    """Who the admins are, what they may change, and where the files that they send are kept."""

    admins: frozenset[int]
    service: "CorpusService"
    reader: "CorpusReader"
    preview_job: "PreviewJob"
    uploads: Path
    trash_days: int = 30


@dataclass(frozen=True, slots=True)
class FollowServices:
    """What tells which added articles answer what chats follow.

    ``count_updates``: returns another number when articles may have been added.
    ``zone``: the time zone of the hours that people choose.
    """

    answerer: "Answerer"
    count_updates: Callable[[], int]
    zone: tzinfo = UTC


@dataclass(frozen=True, slots=True)
class BotServices:
    """What answers questions, what the bot says of it, and what its admins may change.

    ``zone``: the time zone of the hours that people choose. ``limits``: how much people may ask.
    ``monitor``: what the parts report to. ``library``: the index's files, if it has some.
    ``searches``: how many questions are answered at once. ``access``: who may use the bot.
    ``keeps_unanswered``: whether it is counted what was asked in vain. ``logs_questions``: whether
    the log has the text of questions. ``feeds``: the feeds that are followed.
    ``example_keeper``: what finds example questions anew, None where they stay.
    """

    answerer: AnswererLike
    examples: Callable[[], Sequence[str]]
    sources: Callable[[], Sequence[str]]
    notices: Notices = field(default_factory=Notices)
    curation: AdminServices | None = None
    today: Callable[[], date] = today
    zone: tzinfo = UTC
    follows: FollowServices | None = None
    monitor: Monitor = SILENT
    library: "Library | None" = None
    limits: QueueLimits = field(default_factory=QueueLimits)
    searches: int = 2
    access: AllowLists = field(default_factory=AllowLists)
    keeps_unanswered: bool = False
    logs_questions: bool = False
    feeds: "FeedService | None" = None
    example_keeper: "ExampleKeeper | None" = None
