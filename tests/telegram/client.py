"""People who talk to the bot: what tests do, and what they see in return."""

import copy
import itertools
import time

from tests.telegram import compose
from tests.telegram.detection import detect_entities
from tests.telegram.refusals import RefusalError
from tests.telegram.shapes import Chat, Entity, Message, User, covered
from tests.telegram.world import ANONYMOUS_ADMIN, Dialog, Sent, World

_chat_ids = itertools.count(1)
_callback_ids = itertools.count(1)
_file_ids = itertools.count(1)
QUOTES = {"blockquote", "expandable_blockquote"}


def quotes(message: Message) -> list[str]:
    """Return the texts that stand in blockquotes."""
    return [
        covered(message, entity)
        for entity in message.get("entities", [])
        if entity["type"] in QUOTES
    ]


def button(message: Message, text: str) -> str:
    """Return what the button called ``text`` says when it is pressed."""
    return str(_action(message, text, "callback_data"))


def copy_of(message: Message, text: str) -> str:
    """Return what the button called ``text`` puts on the clipboard."""
    copied = _action(message, text, "copy_text")
    assert isinstance(copied, dict)
    return str(copied["text"])


def link_of(message: Message, text: str) -> str:
    """Return the address that the button called ``text`` opens."""
    return str(_action(message, text, "url"))


def switch_of(message: Message, text: str) -> str:
    """Return the inline query that the button called ``text`` writes in a chat."""
    return str(_action(message, text, "switch_inline_query"))


def buttons(message: Message) -> list[str]:
    """Return what is written on the buttons below a message."""
    return [str(each["text"]) for each in _keyboard(message)]


def _keyboard(message: Message) -> list[dict[str, object]]:
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    assert isinstance(rows, list)
    return [each for row in rows for each in row]


def _action(message: Message, text: str, prefix: str) -> object:
    """Return what the button called ``text`` does, by a field whose name begins with ``prefix``."""
    match = [each for each in _keyboard(message) if each["text"] == text]
    assert match, f"no button {text!r} among {buttons(message)}"
    values = [value for name, value in match[0].items() if name.startswith(prefix)]
    assert values, f"the button {text!r} has no {prefix}: {match[0]}"
    return values[0]


class Conversation:
    """A chat as somebody in it sees it."""

    def __init__(self, world: World, chat: Chat) -> None:
        self.world = world
        self.dialog: Dialog = world.open(chat)
        self.last_update: int | None = None
        self._unseen: set[int] = set()

    @property
    def id(self) -> int:
        """Return the chat's id."""
        return self.dialog.chat["id"]

    @property
    def answers(self) -> list[Message]:
        """Return what the bot sent here, as it stands now, in order."""
        first = {sent.message["message_id"]: None for sent in self.dialog.sent}
        return [self.dialog.messages[number] for number in first if number in self.dialog.messages]

    def post(
        self,
        message: Message,
        *,
        reply_to: Message | None = None,
        topic: int | None = None,
        kind: str = "message",
    ) -> Message:
        """Put ``message`` into the chat and tell the bot."""
        message["message_id"] = self.dialog.next_id()
        message["chat"] = self.dialog.chat
        if topic is not None:
            self.dialog.topics.add(topic)
            message["message_thread_id"] = topic
            message["is_topic_message"] = True
        if reply_to is not None:
            shallow = copy.copy(reply_to)
            shallow.pop("reply_to_message", None)
            message["reply_to_message"] = shallow
        self.dialog.messages[message["message_id"]] = message
        self._deliver(kind, message)
        return message

    def edit(self, message: Message, text: str, kind: str = "edited_message") -> Message:
        """Change what ``message`` says and tell the bot."""
        edited = message.copy()
        edited.pop("entities", None)
        edited["text"] = text
        if entities := detect_entities(text):
            edited["entities"] = entities
        edited["edit_date"] = int(time.time())
        self.dialog.messages[message["message_id"]] = edited
        self._deliver(kind, edited)
        return edited

    def press(self, user: User, message: Message, data: str) -> str:
        """Press a button under ``message`` and return the query's id."""
        query = str(next(_callback_ids))
        self.world.callbacks.add(query)
        body = {"id": query, "from": user, "message": message, "data": data}
        self._tell("callback_query", {**body, "chat_instance": str(self.id)})
        return query

    def refuse(self, refusal: RefusalError | None) -> None:
        """Answer whatever the bot sends here with ``refusal``."""
        self.dialog.refusal = refusal

    async def answer_to(self, question: Message, number: int = 1) -> Message:
        """Return the bot's first (or ``number``-th) message after ``question``."""
        self._check_seen(question)
        after = question["message_id"]

        def find() -> Message | None:
            later = [each for each in self.answers if each["message_id"] > after]
            return later[number - 1] if len(later) >= number else None

        return await self.world.wait_for(find, f"an answer to {question.get('text')!r}")

    async def reply_to(self, question: Message) -> Sent:
        """Return what the bot sent in reply to ``question``.

        In private that is its first message after the question which is in reply to no other.
        """
        self._check_seen(question)
        number = question["message_id"]
        is_private = self.dialog.chat["type"] == "private"

        def find() -> Sent | None:
            for sent in self.dialog.sent:
                replied = sent.message.get("reply_to_message", {}).get("message_id")
                follows = replied is None and sent.message["message_id"] > number
                if replied == number or (is_private and follows):
                    return sent
            return None

        return await self.world.wait_for(find, f"a reply to {question.get('text')!r}")

    async def edit_of(self, answer: Message) -> Message:
        """Return the bot's message when it has been edited."""
        number = answer["message_id"]

        def find() -> Message | None:
            now = self.dialog.messages[number]
            return now if "edit_date" in now else None

        return await self.world.wait_for(find, f"an edit of {answer['text']!r}")

    def _check_seen(self, question: Message) -> None:
        unseen = question["message_id"] in self._unseen
        assert not unseen, f"Telegram does not show the bot {question.get('text')!r}"

    def _deliver(self, kind: str, message: Message) -> None:
        """Tell the bot of a message, unless it is one that Telegram does not show it."""
        if self.world.shows(self.dialog, message):
            self._tell(kind, message)
        else:
            self.last_update = None
            self._unseen.add(message["message_id"])
            self.world.touch()

    def _tell(self, kind: str, body: object) -> None:
        self.last_update = self.world.updates.add(kind, copy.deepcopy(body))
        self.world.touch()


class Private(Conversation):
    """A private chat of one person with the bot."""

    def __init__(self, world: World, first_name: str = "Ada") -> None:
        self.user = world.user(first_name)
        chat: Chat = {"id": self.user["id"], "type": "private", "first_name": first_name}
        super().__init__(world, chat)

    def send(self, text: str, *, reply_to: Message | None = None) -> Message:
        """Write to the bot."""
        return self.post(compose.written(text, self.user), reply_to=reply_to)

    def send_file(self, name: str, content: bytes, *, album: str = "", size: int = 0) -> Message:
        """Send a file to the bot; ``size`` is what Telegram says that it has."""
        file_id = f"file-{next(_file_ids):08}"
        self.world.files[file_id] = content
        return self.post(compose.document(self.user, name, file_id, size or len(content), album))

    async def pressed(self, message: Message, text: str) -> Message:
        """Press the button called ``text`` below a message, and return what the message becomes."""
        number = message["message_id"]
        before = len(self.dialog.sent)
        self.press(self.user, self.dialog.messages[number], button(message, text))

        def find() -> Message | None:
            later = [sent.message for sent in self.dialog.sent[before:]]
            return next((each for each in later if each["message_id"] == number), None)

        return await self.world.wait_for(find, f"what {text!r} does")

    async def ask(self, text: str) -> Message:
        """Write to the bot and return its reply."""
        return (await self.reply_to(self.send(text))).message


class Group(Conversation):
    """A supergroup with the bot in it; ``forum`` gives it topics.

    ``privacy`` is what the bot's privacy mode was when it was added, by default that of the world.
    """

    def __init__(
        self,
        world: World,
        title: str = "Readers",
        *,
        forum: bool = False,
        privacy: bool | None = None,
    ) -> None:
        number = -1_002_000_000_000 - next(_chat_ids)
        chat: Chat = {"id": number, "type": "supergroup", "title": title}
        if forum:
            chat["is_forum"] = True
        super().__init__(world, chat)
        self.dialog.privacy = privacy
        self.user = world.user("Bea")
        self.mention = f"@{world.bot['username']}"

    def send(
        self,
        text: str,
        *,
        user: User | None = None,
        reply_to: Message | None = None,
        topic: int | None = None,
        entities: list[Entity] | None = None,
    ) -> Message:
        """Write to the group."""
        message = compose.written(text, user or self.user)
        if entities is not None:
            message["entities"] = entities
        return self.post(message, reply_to=reply_to, topic=topic)

    def send_anonymously(self, text: str) -> Message:
        """Write as an admin who remains anonymous."""
        message = compose.written(text, ANONYMOUS_ADMIN)
        message["sender_chat"] = self.dialog.chat
        return self.post(message)

    async def sentinel(self) -> Message:
        """Ask something and return the answer: all that was sent before it has been handled."""
        return (await self.reply_to(self.send("/ask Who stood on the forklift?"))).message


class Channel(Conversation):
    """A channel with the bot in it."""

    def __init__(self, world: World, title: str = "The Wire") -> None:
        number = -1_003_000_000_000 - next(_chat_ids)
        super().__init__(world, {"id": number, "type": "channel", "title": title})

    def publish(self, text: str) -> Message:
        """Post as the channel."""
        message = compose.written(text, {})
        del message["from"]
        message["sender_chat"] = self.dialog.chat
        return self.post(message, kind="channel_post")
