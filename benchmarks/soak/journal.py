"""The journal of a run: what people asked, what came back and what went wrong, with its times."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from enum import Enum

from benchmarks.soak.notices import Notice, count_skips, find_notice
from tests.telegram.calls import Call
from tests.telegram.faults import Kind


class RequestKind(Enum):
    QUESTION = "question in private"
    GROUP_QUESTION = "question in a group"
    EDIT = "edited question"
    PRESS = "pressed button"
    QUERY = "inline query"


QUESTIONS = (RequestKind.QUESTION, RequestKind.GROUP_QUESTION)


@dataclass(slots=True)
class Arrival:
    """An answer as it arrived; ``text`` is empty where it has none."""

    at: float
    message: int = 0
    text: str = ""
    quotes: bool = False


@dataclass(slots=True, eq=False)
class Request:
    """Something that a person wants; ``at`` is when its update could be fetched.

    ``message`` is the message that asks; ``query`` the id of a pressed button or inline query.
    ``reason``: why the bot said that it does not answer it.
    """

    kind: RequestKind
    phase: str
    at: float
    update: int
    chat: int = 0
    person: int = 0
    message: int = 0
    query: str = ""
    delivered: float = 0.0
    reason: str = ""
    arrivals: list[Arrival] = field(default_factory=list)

    @property
    def is_question(self) -> bool:
        """Tell whether it asks for a message of its own."""
        return self.kind in QUESTIONS

    @property
    def latency(self) -> float | None:
        """Return the seconds until the first answer, None where there is none."""
        return self.arrivals[0].at - self.at if self.arrivals else None


@dataclass(frozen=True, slots=True)
class FaultEvent:
    """A fault that a call met."""

    at: float
    method: str
    kind: Kind
    seconds: int
    chat: int | None


@dataclass(frozen=True, slots=True)
class Write:
    """A message that was written into a chat, or changed there."""

    at: float
    method: str
    chat: int


class Journal:
    """Keep all requests, and find the one that an answer is for.

    ``watch`` is called with each request when its first answer arrives, or that none does.
    """

    def __init__(self, watch: Callable[[Request], None] = lambda request: None) -> None:
        self.watch = watch
        self.requests: list[Request] = []
        self.faults: list[FaultEvent] = []
        self.writes: list[Write] = []
        self.strays: list[Write] = []
        self.notices: list[Notice] = []
        self.kills: list[float] = []
        self.child_kills: list[float] = []
        self.open: dict[int, Request] = {}
        self._by_chat: defaultdict[int, list[Request]] = defaultdict(list)
        self._by_query: dict[str, Request] = {}
        self._answers: dict[tuple[int, int], Request] = {}

    def add(self, request: Request) -> None:
        """Take a request whose update can be fetched from now on."""
        self.requests.append(request)
        self.open[request.update] = request
        if request.query:
            self._by_query[request.query] = request
        else:
            self._by_chat[request.chat].append(request)

    def note_delivery(self, at: float, updates: Iterable[int]) -> None:
        """Note that updates were fetched, perhaps once more."""
        for number in updates:
            request = self.open.get(number)
            if request is not None and not request.delivered:
                request.delivered = at

    def note_fault(
        self, at: float, method: str, kind: Kind, seconds: int = 0, chat: int | None = None
    ) -> None:
        """Note that a call met a fault."""
        self.faults.append(FaultEvent(at, method, kind, seconds, chat))

    def note_call(self, at: float, call: Call, result: object) -> None:
        """Note a call that was done, with its result, or one that was refused, with None."""
        match call.method:
            case "sendMessage" if isinstance(result, dict):
                self._note_message(at, result)
            case "editMessageText" if call.given.get("chat_id"):
                self._note_edit(at, call, is_done=result is not None)
            case "answerCallbackQuery":
                self._note_answer(self._by_query.get(call.text("callback_query_id")), Arrival(at))
            case "answerInlineQuery" if result is not None:
                self._note_answer(self._by_query.get(call.text("inline_query_id")), Arrival(at))

    def list_questions(self, *phases: str) -> Iterator[Request]:
        """Yield the questions of some phases, of all by default."""
        for request in self.requests:
            if request.is_question and (not phases or request.phase in phases):
                yield request

    def count_waiting(self) -> int:
        """Return how many questions and edited ones have no answer yet."""
        kinds = (*QUESTIONS, RequestKind.EDIT)
        return sum(each.kind in kinds for each in self.open.values())

    def _note_message(self, at: float, message: dict[str, object]) -> None:
        chat, number = _id_of(message["chat"], "id"), _id_of(message, "message_id")
        write = Write(at, "sendMessage", chat)
        self.writes.append(write)
        text = str(message.get("text", ""))
        notice = find_notice(text)
        if notice is not None:
            self._note_notice(chat, notice, text)
            return
        replied = message.get("reply_to_message")
        question = _id_of(replied, "message_id") if replied else 0
        request = self._find_quoted(chat, question) if question else self._find_next(chat, at)
        if request is None:
            self.strays.append(write)
            return
        if request.is_question:
            self._answers[chat, number] = request
        entities = message.get("entities", [])
        quotes = "blockquote" in str(entities)
        self._note_answer(request, Arrival(at, number, text, quotes))

    def _note_notice(self, chat: int, notice: Notice, text: str) -> None:
        """Take a message that is no answer; what it gives up has a reason from now on."""
        self.notices.append(notice)
        waiting = [each for each in self.open.values() if each.chat == chat and each.delivered]
        given_up: list[Request] = []
        if notice == Notice.SKIP:
            given_up = [each for each in waiting if each.is_question][: count_skips(text)]
        elif notice == Notice.BUTTON:
            given_up = [each for each in waiting if each.kind == RequestKind.PRESS][:1]
        for request in given_up:
            request.reason = "the bot said that it gave it up"
            self._close(request)

    def _close(self, request: Request) -> None:
        if self.open.pop(request.update, None) is not None:
            self.watch(request)

    def _note_edit(self, at: float, call: Call, *, is_done: bool) -> None:
        chat = call.chat_id()
        assert isinstance(chat, int)
        if is_done:
            self.writes.append(Write(at, "editMessageText", chat))
        question = self._answers.get((chat, call.number("message_id")))
        edit = next(
            (
                each
                for each in self._by_chat[chat]
                if each.kind == RequestKind.EDIT
                and question is not None
                and each.message == question.message
                and not each.arrivals
            ),
            None,
        )
        if edit is not None:
            self._note_answer(edit, Arrival(at, call.number("message_id"), call.text("text")))

    def _find_quoted(self, chat: int, message: int) -> Request | None:
        matches = [each for each in self._by_chat[chat] if each.message == message]
        edits = [each for each in matches if not each.is_question and not each.arrivals]
        return next(iter((*edits, *matches)), None)

    def _find_next(self, chat: int, at: float) -> Request | None:
        """Return what a message answers that quotes nothing: what waits longest, else the last.

        Of what the bot had not fetched by then it cannot know.
        """
        known = [each for each in self._by_chat[chat] if each.delivered and each.delivered <= at]
        waiting = [each for each in known if not each.arrivals and not each.reason]
        questions = [each for each in waiting if each.is_question]
        answered = [each for each in known if each.is_question][-1:]
        return next(iter((*questions, *waiting, *answered)), None)

    def _note_answer(self, request: Request | None, arrival: Arrival) -> None:
        if request is None:
            return
        request.arrivals.append(arrival)
        self._close(request)


def _id_of(value: object, name: str) -> int:
    assert isinstance(value, dict)
    number = value[name]
    assert isinstance(number, int)
    return number
