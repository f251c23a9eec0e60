"""People who talk to the bot: what tests do, and what they see in return."""

import asyncio
import itertools
import re
import time

from tests.telegram import compose
from tests.telegram.conversation import Conversation
from tests.telegram.membership import INSIDE, describe_member
from tests.telegram.message_parts import button, buttons, copy_of, link_of, quotes, switch_of
from tests.telegram.refusals import RefusalError
from tests.telegram.shapes import Chat, Entity, Message, User
from tests.telegram.world import ANONYMOUS_ADMIN, World
from tests.waiting import LAST_RESORT

__all__ = [
    "Channel", "Conversation", "Group", "Private", "button", "buttons", "copy_of", "link_of",
    "quotes", "switch_of",
]  # fmt: skip

_chat_ids = itertools.count(1)
_file_ids = itertools.count(1)
_GREETING_PAUSE = 0.5  # seconds, so that nobody asks more often than a person may
_DEEP_LINK = re.compile(r"[A-Za-z0-9_-]{1,64}")


class Private(Conversation):
    """A private chat of one person with the bot."""

    def __init__(self, world: World, first_name: str = "Ada") -> None:
        self.user = world.user(first_name)
        chat: Chat = {"id": self.user["id"], "type": "private", "first_name": first_name}
        super().__init__(world, chat)

    def send(self, text: str, *, reply_to: Message | None = None, quote: str = "") -> Message:
        """Write to the bot; ``quote`` is the part of ``reply_to`` that is meant."""
        return self.post(compose.written(text, self.user), reply_to=reply_to, quote=quote)

    def send_file(
        self, name: str, content: bytes, *, album: str = "", size: int = 0, date: int = 0
    ) -> Message:
        """Send a file to the bot.

        ``size`` is what Telegram says that it has, ``date`` when it was sent, by default now, in
        seconds since 1970.
        """
        file_id = f"file-{next(_file_ids):08}"
        self.world.files[file_id] = content
        message = compose.document(self.user, name, file_id, size or len(content), album)
        return self.post(message | {"date": date or message["date"]})

    def send_photo(self, caption: str = "", *, reply_to: Message | None = None) -> Message:
        """Send a picture to the bot."""
        return self.post(compose.photo(self.user, caption), reply_to=reply_to)

    def forward(self, text: str, origin: dict[str, object]) -> Message:
        """Forward what somebody else wrote; see ``origins``."""
        message = compose.written(text, self.user)
        message["forward_origin"] = origin
        return self.post(message)

    def start(self, payload: str = "") -> Message:
        """Open the bot by a link, ``payload`` being what follows ``?start=``."""
        assert not payload or _DEEP_LINK.fullmatch(payload), f"no deep link: {payload!r}"
        return self.send(f"/start {payload}".rstrip())

    def block(self) -> None:
        """Block the bot, which can write here no longer."""
        self._set_status("kicked", RefusalError(403, "Forbidden: bot was blocked by the user"))

    def unblock(self) -> None:
        """Let the bot write here again."""
        self._set_status("member", None)

    def _set_status(self, status: str, refusal: RefusalError | None) -> None:
        self.change_bot(self.user, status)
        self.refuse(refusal)

    async def pressed(self, message: Message, text: str) -> Message:
        """Press the button called ``text`` below a message, and return what the message becomes."""
        return await self.press_for_edit(self.user, message, text)

    async def ask(self, text: str) -> Message:
        """Write to the bot and return its reply."""
        return (await self.reply_to(self.send(text))).message

    async def wait_for_examples(self) -> Message:
        """Return a greeting with questions on buttons, which the bot finds while it runs."""
        end = time.monotonic() + LAST_RESORT
        while not buttons(greeting := await self.ask("/start")):
            assert time.monotonic() < end, "no greeting has questions"
            await asyncio.sleep(_GREETING_PAUSE)
        return greeting


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
        kind: str = "supergroup",
    ) -> None:
        number = next(_chat_ids)
        number = -number if kind == "group" else -1_002_000_000_000 - number
        chat: Chat = {"id": number, "type": kind, "title": title}
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
        quote: str = "",
        topic: int | None = None,
        entities: list[Entity] | None = None,
    ) -> Message:
        """Write to the group."""
        message = compose.written(text, user or self.user)
        if entities is not None:
            message["entities"] = entities
        return self.post(message, reply_to=reply_to, quote=quote, topic=topic)

    def send_photo(self, caption: str = "", *, user: User | None = None) -> Message:
        """Send a picture to the group."""
        return self.post(compose.photo(user or self.user, caption))

    def send_anonymously(
        self, text: str, *, reply_to: Message | None = None, topic: int | None = None
    ) -> Message:
        """Write as an admin who remains anonymous."""
        message = compose.written(text, ANONYMOUS_ADMIN)
        message["sender_chat"] = self.dialog.chat
        return self.post(message, reply_to=reply_to, topic=topic)

    def appoint(self, user: User, *, anonymous: bool = False) -> User:
        """Make ``user`` an admin, who may write in the group's name, and return them."""
        self.dialog.admins.append(user)
        if anonymous:
            self.dialog.anonymous.add(user["id"])
        return user

    def add_bot(self, by: User | None = None) -> Message:
        """Add the bot, which gets today's privacy mode, and return what the group reads of it."""
        user = by or self.user
        if self.dialog.bot["status"] in INSIDE:
            self.dialog.bot = describe_member(self.world.bot, "left")
        self.dialog.privacy = self.world.privacy_mode
        self.change_bot(user, "member")
        return self.post(self._event(user, {"new_chat_members": [self.world.bot]}))

    def remove_bot(self, by: User | None = None) -> None:
        """Take the bot out of the group."""
        user = by or self.user
        self.change_bot(user, "kicked")
        message = self._event(user, {"left_chat_member": self.world.bot})
        message.update({"message_id": self.dialog.next_id(), "chat": self.dialog.chat})
        self._tell("message", message)

    def promote_bot(self, by: User | None = None, **rights: bool) -> None:
        """Make the bot an admin; ``rights`` are those that differ from the usual."""
        self.change_bot(by or self.user, "administrator", **rights)

    def demote_bot(self, by: User | None = None) -> None:
        """Make the bot an ordinary member, who may write."""
        self.change_bot(by or self.user, "member")

    def mute_bot(self, by: User | None = None) -> None:
        """Forbid the bot to write."""
        self.change_bot(by or self.user, "restricted")

    def migrate(self) -> "Group":
        """Turn a group into a supergroup, as Telegram does when it grows, and return that."""
        assert self.dialog.chat["type"] == "group"
        new = Group(self.world, self.dialog.chat["title"], privacy=self.dialog.privacy)
        new.user = self.user
        new.dialog.admins, new.dialog.bot = self.dialog.admins, self.dialog.bot
        self.post(self._event(self.user, {"migrate_to_chat_id": new.id}))
        new.post(new._event(ANONYMOUS_ADMIN, {"migrate_from_chat_id": self.id}))
        description = "Bad Request: group chat was upgraded to a supergroup chat"
        self.refuse(RefusalError(400, description, migrate_to_chat_id=new.id))
        return new

    def _event(self, user: User, content: Message) -> Message:
        """Return the service message of something that ``user`` did."""
        return {"from": user, "date": int(time.time()), **content}

    async def sentinel(self) -> Message:
        """Ask something and return the answer: all that was sent before it has been handled."""
        return (await self.reply_to(self.send("/ask Who stood on the forklift?"))).message


class Channel(Conversation):
    """A channel with the bot in it, by default as an administrator; private without a name."""

    def __init__(
        self, world: World, title: str = "The Wire", username: str = "", *, has_bot: bool = True
    ) -> None:
        number = -1_003_000_000_000 - next(_chat_ids)
        chat: Chat = {"id": number, "type": "channel", "title": title}
        if username:
            chat["username"] = username
        super().__init__(world, chat)
        self.user = world.user("Finn")
        self.dialog.admins.append(self.user)
        self.dialog.bot = describe_member(world.bot, "administrator" if has_bot else "left")

    def add_bot(self, by: User | None = None) -> None:
        """Make the bot an administrator, which is the only way into a channel for it."""
        self.change_bot(by or self.user, "administrator")

    def remove_bot(self, by: User | None = None, status: str = "kicked") -> None:
        """Take the bot out of the channel, which shows nothing of it there."""
        self.change_bot(by or self.user, status)

    def publish(
        self,
        text: str,
        *,
        entities: list[Entity] | None = None,
        signature: str = "",
        origin: dict[str, object] | None = None,
    ) -> Message:
        """Post as the channel; see ``origins`` for what was written elsewhere first."""
        message = compose.written(text, {})
        if entities is not None:
            message["entities"] = entities
        return self._publish(message, signature, origin)

    def publish_photo(self, caption: str = "", *, album: str = "", signature: str = "") -> Message:
        """Post a picture, as part of an album where that has a name."""
        return self._publish(compose.photo({}, caption, album), signature, None)

    def publish_sticker(self) -> Message:
        """Post a sticker."""
        return self._publish(compose.sticker({}), "", None)

    def publish_poll(self, question: str) -> Message:
        """Post a poll."""
        message: Message = {"date": int(time.time()), "from": {}}
        option = {"persistent_id": "1", "text": "Yes", "voter_count": 0}
        message["poll"] = {
            "id": "1", "question": question, "options": [option], "total_voter_count": 0,
            "is_closed": False, "is_anonymous": True, "type": "regular",
            "allows_multiple_answers": False, "allows_revoting": False, "members_only": False,
        }  # fmt: skip
        return self._publish(message, "", None)

    def rename(self, title: str) -> Message:
        """Give the channel another title, which a service message says."""
        self.dialog.chat["title"] = title
        message: Message = {"date": int(time.time()), "from": {}, "new_chat_title": title}
        return self._publish(message, "", None)

    def amend(self, post: Message, text: str) -> Message:
        """Change the text of a post."""
        return self.edit(post, text, kind="edited_channel_post")

    def delete(self, post: Message) -> None:
        """Delete a post, of which Telegram tells no bot."""
        del self.dialog.messages[post["message_id"]]

    def _publish(
        self, message: Message, signature: str, origin: dict[str, object] | None
    ) -> Message:
        del message["from"]
        message["sender_chat"] = self.dialog.chat
        if signature:
            message["author_signature"] = signature
        if origin:
            message["forward_origin"] = origin
        return self.post(message, kind="channel_post")
