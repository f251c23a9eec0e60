"""A chat as somebody in it sees it: what is written there, pressed and answered."""

import copy
import time

from tests.telegram.detection import detect_entities
from tests.telegram.membership import describe_member
from tests.telegram.message_parts import button
from tests.telegram.refusals import RefusalError
from tests.telegram.shapes import Chat, Message, User, utf16_length
from tests.telegram.world import Dialog, Sent, World

# On a busy machine it comes to whoever asks at the same time as others, before the answer.
_WAIT = "Many people are asking just now: "


class Conversation:
    """A chat as somebody in it sees it."""

    def __init__(self, world: World, chat: Chat) -> None:
        self.world = world
        self.dialog: Dialog = world.open(chat)
        self.last_update: int | None = None
        self._unseen: set[int] = set()
        self._reactions: dict[tuple[int, int], str] = {}

    @property
    def id(self) -> int:
        """Return the chat's id."""
        return self.dialog.chat["id"]

    @property
    def answers(self) -> list[Message]:
        """Return what the bot sent here, as it stands now, in order, without lines on a wait."""
        first = {sent.message["message_id"]: None for sent in self.dialog.sent}
        messages = [self.dialog.messages[each] for each in first if each in self.dialog.messages]
        return [message for message in messages if not _tells_wait(message)]

    def post(
        self,
        message: Message,
        *,
        reply_to: Message | None = None,
        quote: str = "",
        topic: int | None = None,
        kind: str = "message",
    ) -> Message:
        """Put ``message`` into the chat and tell the bot.

        ``quote`` is the part of ``reply_to`` that its writer picked.
        """
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
        if quote and reply_to is not None:
            text = reply_to.get("text", reply_to.get("caption", ""))
            assert quote in text, f"no {quote!r} in {text!r}"
            position = utf16_length(text[: text.index(quote)])
            message["quote"] = {"text": quote, "position": position, "is_manual": True}
        self.dialog.messages[message["message_id"]] = message
        self._deliver(kind, message)
        return message

    def edit(self, message: Message, text: str, kind: str = "edited_message") -> Message:
        """Change what ``message`` says, below a picture its caption, and tell the bot."""
        edited = message.copy()
        entities = detect_entities(text)
        if "photo" in message:
            edited.pop("caption", None)
            edited.pop("caption_entities", None)
            if text:
                edited["caption"] = text
            if entities:
                edited["caption_entities"] = entities
        else:
            edited.pop("entities", None)
            edited["text"] = text
            if entities:
                edited["entities"] = entities
        edited["edit_date"] = int(time.time())
        self.dialog.messages[message["message_id"]] = edited
        self._deliver(kind, edited)
        return edited

    def press(self, user: User, message: Message, data: str) -> str:
        """Press a button under ``message`` and return the query's id.

        Whoever writes anonymously presses under their own name.
        """
        query = self.world.new_callback()
        body = {"id": query, "from": user, "message": message, "data": data}
        self._tell("callback_query", {**body, "chat_instance": str(self.id)})
        return query

    def press_inaccessible(self, user: User, message: Message, data: str) -> str:
        """Press a button under a message that Telegram no longer shows the bot."""
        hidden: Message = {
            "message_id": message["message_id"], "chat": self.dialog.chat, "date": 0,
        }  # fmt: skip
        return self.press(user, hidden, data)

    async def toast(self, query: str) -> str:
        """Return what the bot answered to a button, "" where it said nothing."""
        return await self.world.toast(query)

    async def press_for_edit(self, user: User, message: Message, text: str) -> Message:
        """Press the button called ``text`` and return what the message becomes."""
        number = message["message_id"]
        before = len(self.dialog.sent)
        self.press(user, self.dialog.messages[number], button(message, text))

        def find() -> Message | None:
            later = [sent.message for sent in self.dialog.sent[before:]]
            return next((each for each in later if each["message_id"] == number), None)

        return await self.world.wait_for(find, f"what {text!r} does")

    async def press_for_message(self, user: User, message: Message, text: str) -> Message:
        """Press the button called ``text`` and return the message that comes of it."""
        before = {each["message_id"] for each in self.answers}
        self.press(user, self.dialog.messages[message["message_id"]], button(message, text))

        def find() -> Message | None:
            return next((each for each in self.answers if each["message_id"] not in before), None)

        return await self.world.wait_for(find, f"a message because of {text!r}")

    async def deletion(self, message: Message) -> None:
        """Wait until ``message`` is gone."""
        number = message["message_id"]
        await self.world.wait_for(lambda: number not in self.dialog.messages, "a deletion")

    async def reaction_to(self, message: Message) -> str:
        """Return the emoji with which the bot reacts to ``message``."""
        number, reactions = message["message_id"], self.dialog.reactions
        await self.world.wait_for(lambda: reactions.get(number), "a reaction")
        return reactions[number][0]

    def react(self, user: User, message: Message, emoji: str = "") -> None:
        """React to ``message``, or take the reaction back; the bot hears of it where it may."""
        key = message["message_id"], user["id"]
        before = self._reactions.pop(key, "")
        if emoji:
            self._reactions[key] = emoji
        if self.dialog.is_group and not self.dialog.bot_is_admin:
            return
        old, new = ([{"type": "emoji", "emoji": each}] if each else [] for each in (before, emoji))
        body = {"chat": self.dialog.chat, "message_id": key[0], "user": user}
        change = {"date": int(time.time()), "old_reaction": old, "new_reaction": new}
        self._tell("message_reaction", {**body, **change})

    def change_bot(self, by: User, status: str, **rights: bool) -> None:
        """Change how the bot stands in this chat, and tell it who did."""
        old = self.dialog.bot
        self.dialog.bot = describe_member(self.world.bot, status, **rights)
        body = {"chat": self.dialog.chat, "from": by, "date": int(time.time())}
        members = {"old_chat_member": old, "new_chat_member": self.dialog.bot}
        self._tell("my_chat_member", {**body, **members})

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
        A line that says that the answer takes a while is passed over.
        """
        self._check_seen(question)
        number = question["message_id"]
        is_private = self.dialog.chat["type"] == "private"

        def find() -> Sent | None:
            for sent in self.dialog.sent:
                replied = sent.message.get("reply_to_message", {}).get("message_id")
                follows = replied is None and sent.message["message_id"] > number
                is_reply = replied == number or (is_private and follows)
                if is_reply and not _tells_wait(sent.message):
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
        self.last_update = self.world.tell(kind, body)


def _tells_wait(message: Message) -> bool:
    return str(message.get("text", "")).startswith(_WAIT)
