"""Monitor: what the parts of the bot report; this one takes no notice."""

from collections.abc import Awaitable, Hashable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.errors import UnavailableError

if TYPE_CHECKING:
    from bot.answers.answer import Answer


class Stage(StrEnum):
    """The stages between a message and its answer."""

    QUEUE = "queue"
    WORKER = "worker"
    SEARCH = "search"
    RENDER = "render"
    SEND = "send"


class QuestionOutcome(StrEnum):
    """What became of a question."""

    ANSWERED = "answered"
    REFUSED = "refused"
    UNAVAILABLE = "unavailable"
    TOO_SLOW = "too_slow"
    FAILED = "failed"
    DROPPED = "dropped"


class QuestionPlace(StrEnum):
    """Where a question was asked: in a chat with the bot, or as a card for another chat."""

    CHAT = "chat"
    INLINE = "inline"


class RequestFault(StrEnum):
    """Why a request to Telegram failed."""

    FLOOD = "429"
    SERVER = "5xx"
    TIMEOUT = "timeout"
    CONNECTION = "connection"
    CONFLICT = "conflict"
    FORBIDDEN = "403"
    BAD_REQUEST = "400"
    TOKEN = "401"  # noqa: S105
    UNREADABLE = "unreadable"
    DELIVERY = "delivery"
    OTHER = "other"


class Monitor:
    """Take reports from any part of the bot, in the event loop's thread, and ignore them."""

    def note_arrival(self, update_id: int, kind: str) -> None:
        """Note that an update arrived; ``kind`` is the Bot API's name for what it holds."""

    def note_duplicate(self) -> None:
        """Note that an update arrived again."""

    def note_start(self, update_id: int) -> None:
        """Note that it is an update's turn."""

    def note_end(self, update_id: int, chat: Hashable) -> None:
        """Note that an update of a chat is handled."""

    def note_drop(self) -> None:
        """Note that a question is given up unanswered."""

    def note_answer(self, answer: "Answer", place: QuestionPlace = QuestionPlace.CHAT) -> None:
        """Note what a question was answered."""

    def note_failure(
        self, outcome: QuestionOutcome, place: QuestionPlace = QuestionPlace.CHAT
    ) -> None:
        """Note that a question was not answered."""

    def note_incident(self) -> None:
        """Note that something failed that must not fail."""

    def note_request(self, method: str, seconds: float, fault: RequestFault | None) -> None:
        """Note that Telegram replied to a request, or why it did not."""

    def note_contact(self, fault: RequestFault | None = None) -> None:
        """Note that updates can arrive, or why not: after each poll, or look at the webhook."""

    def note_rejected_request(self, status: int) -> None:
        """Note that the webhook refused a request with a status of HTTP."""

    def note_stage(self, stage: Stage, seconds: float) -> None:
        """Note how long a stage took."""

    @contextmanager
    def time(self, stage: Stage) -> Iterator[None]:
        """Time a stage: the block."""
        yield


SILENT = Monitor()


async def count_question(
    monitor: Monitor, work: Awaitable["Answer"], place: QuestionPlace = QuestionPlace.CHAT
) -> "Answer":
    """Return the answer that ``work`` finds; report it, or why there is none."""
    try:
        answer = await work
    except TimeoutError:
        monitor.note_failure(QuestionOutcome.TOO_SLOW, place)
        raise
    except UnavailableError:
        monitor.note_failure(QuestionOutcome.UNAVAILABLE, place)
        raise
    except Exception:
        monitor.note_failure(QuestionOutcome.FAILED, place)
        raise
    monitor.note_answer(answer, place)
    return answer
