"""Traffic: many people who ask at random moments, whether or not earlier questions are answered."""

import asyncio
import random
import time
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from benchmarks.soak.journal import Journal, Request, RequestKind
from benchmarks.soak.questions import Conversation
from tests.telegram.client import Group, Private, button, buttons
from tests.telegram.shapes import Message, User
from tests.telegram.world import World

PEOPLE = 600
GROUPS = 40

# Shares of the questions.
_GROUP_SHARE = 0.08
_BURST_SHARE = 0.04
# On top of them, for each question.
_PRESS_SHARE = 0.05
_EDIT_SHARE = 0.03
_QUERY_SHARE = 0.02

_THINKING = 4.0  # seconds between an answer and the same person's next question
_BURST_PAUSE = (0.1, 1.5)
_MEMBERS = 5
_VIEWS = ("Context", "By source", "Timeline")


@dataclass(slots=True, eq=False)
class _Person:
    """Somebody in a private chat, free to ask from ``free`` on."""

    chat: Private
    free: float = 0.0
    waits: int = 0
    follow_up: str = ""
    last: Request | None = None
    question: Message = field(default_factory=Message)


class Traffic:
    """Questions in private and in groups, edits, pressed buttons and inline queries.

    Questions come as a Poisson process. Nobody but those who write two in a row asks before the
    last answer is there; where everybody waits, somebody new asks.
    """

    def __init__(
        self, world: World, journal: Journal, conversations: Iterator[Conversation], seed: int
    ) -> None:
        self._world = world
        self._journal = journal
        self._conversations = conversations
        self._random = random.Random(seed)
        self._people = deque(_Person(Private(world)) for _ in range(PEOPLE))
        self._waiting: dict[int, _Person] = {}
        self._groups = [Group(world, f"Readers {number}") for number in range(GROUPS)]
        self._members = [
            [world.user(f"Member{number}") for number in range(_MEMBERS)] for _ in self._groups
        ]
        self._bursts: set[asyncio.Task[None]] = set()
        self.lags: list[float] = []
        journal.watch = self._note_answer

    async def run(self, rate: float, seconds: float, phase: str) -> None:
        """Ask ``rate`` questions a second."""
        start = due = time.monotonic()
        while (due := due + self._random.expovariate(rate)) < start + seconds:
            await asyncio.sleep(max(due - time.monotonic(), 0))
            self.lags.append(time.monotonic() - due)
            self._act(phase)
        await asyncio.sleep(max(start + seconds - time.monotonic(), 0))
        await asyncio.gather(*self._bursts)

    def _act(self, phase: str) -> None:
        draw = self._random.random
        if draw() < _GROUP_SHARE:
            self._ask_in_group(phase)
        else:
            self._ask_in_private(phase)
        if draw() < _PRESS_SHARE:
            self._press(phase)
        if draw() < _EDIT_SHARE:
            self._edit(phase)
        if draw() < _QUERY_SHARE:
            self._query(phase)

    def _ask_in_private(self, phase: str) -> None:
        person = self._take_person() or _Person(Private(self._world))
        conversation = next(self._conversations)
        if person.follow_up:
            conversation = Conversation(person.follow_up)
        person.follow_up = conversation.follow_up
        self._ask(person, conversation.question, phase)
        if self._random.random() < _BURST_SHARE:
            person.waits += 1
            task = asyncio.create_task(self._ask_again(person, phase))
            self._bursts.add(task)
            task.add_done_callback(self._bursts.discard)

    async def _ask_again(self, person: _Person, phase: str) -> None:
        await asyncio.sleep(self._random.uniform(*_BURST_PAUSE))
        person.waits -= 1
        self._ask(person, next(self._conversations).question, phase)

    def _ask(self, person: _Person, text: str, phase: str) -> None:
        chat = person.chat
        timestamp = time.monotonic()
        person.question = chat.send(text)
        person.last = self._add(
            RequestKind.QUESTION, phase, timestamp, chat.last_update,
            chat.id, chat.user["id"], person.question["message_id"],
        )  # fmt: skip
        self._await(person)

    def _ask_in_group(self, phase: str) -> None:
        number = self._random.randrange(len(self._groups))
        group, member = self._groups[number], self._random.choice(self._members[number])
        timestamp = time.monotonic()
        message = group.send(f"/ask {next(self._conversations).question}", user=member)
        self._add(
            RequestKind.GROUP_QUESTION, phase, timestamp, group.last_update,
            group.id, member["id"], message["message_id"],
        )  # fmt: skip

    def _press(self, phase: str) -> None:
        """Have somebody look at the sentences around an answer, or at another of its views."""
        person = self._take_person(lambda each: self._find_view(each) is not None)
        view = self._find_view(person) if person else None
        if person is None or view is None:
            return
        message, label = view
        chat = person.chat
        timestamp = time.monotonic()
        query = chat.press(chat.user, message, button(message, label))
        self._add(
            RequestKind.PRESS, phase, timestamp, chat.last_update,
            chat.id, chat.user["id"], query=query,
        )  # fmt: skip
        self._await(person)

    def _find_view(self, person: _Person) -> tuple[Message, str] | None:
        if person.last is None or not person.last.arrivals:
            return None
        message = person.chat.dialog.messages.get(person.last.arrivals[0].message)
        labels = [label for label in buttons(message) if label in _VIEWS] if message else []
        return (message, self._random.choice(labels)) if message and labels else None

    def _edit(self, phase: str) -> None:
        person = self._take_person(lambda each: each.last is not None)
        if person is None:
            return
        chat = person.chat
        timestamp = time.monotonic()
        chat.edit(person.question, next(self._conversations).question)
        self._add(
            RequestKind.EDIT, phase, timestamp, chat.last_update,
            chat.id, chat.user["id"], person.question["message_id"],
        )  # fmt: skip
        self._await(person)

    def _query(self, phase: str) -> None:
        # Where everybody waits for an answer, somebody new looks something up.
        chat = self._random.choice(self._people).chat if self._people else Private(self._world)
        user: User = chat.user
        timestamp = time.monotonic()
        number = self._world.updates.next_id
        query = self._world.inline(user, next(self._conversations).question[:250])
        self._add(RequestKind.QUERY, phase, timestamp, number, person=user["id"], query=query.id)

    def _add(
        self, kind: RequestKind, phase: str, at: float, update: int | None,
        chat: int = 0, person: int = 0, message: int = 0, query: str = "",
    ) -> Request:  # fmt: skip
        assert update is not None, f"Telegram does not show the bot a {kind.value}"
        request = Request(kind, phase, at, update, chat, person, message, query)
        self._journal.add(request)
        return request

    def _take_person(
        self, suits: Callable[[_Person], bool] = lambda person: True
    ) -> _Person | None:
        """Return somebody who waits for nothing, out of those who asked longest ago."""
        timestamp = time.monotonic()
        for index, person in enumerate(self._people):
            if person.free > timestamp:
                return None
            if suits(person):
                del self._people[index]
                return person
        return None

    def _await(self, person: _Person) -> None:
        person.waits += 1
        self._waiting[person.chat.id] = person

    def _note_answer(self, request: Request) -> None:
        person = self._waiting.get(request.chat)
        if person is None:
            return
        person.waits -= 1
        if not person.waits:
            del self._waiting[request.chat]
            person.free = time.monotonic() + _THINKING
            self._people.append(person)
