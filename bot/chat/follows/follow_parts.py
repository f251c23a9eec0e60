"""Follow parts: all that follows add to the bot, wired together."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from telegram.ext import BaseHandler, CallbackQueryHandler, ContextTypes

from bot.chat.commands import Command
from bot.chat.executor import SearchExecutor
from bot.chat.follows.background.follow_notifier import FollowNotifier
from bot.chat.follows.digest_choice import PATTERN as PATTERN_OF_DIGEST
from bot.chat.follows.digest_choice import DigestChoice
from bot.chat.follows.follow_commands import PATTERN, FollowCommands
from bot.chat.follows.followed_topics import FollowedTopics
from bot.chat.group_admins import GroupAdmins
from bot.chat.profile.prompts import DIGEST, FOLLOW, ArgumentCallback
from bot.chat.services import FollowServices
from bot.chat.storage.state import State
from bot.chat.transport.chat_languages import ChatLanguages
from bot.chat.transport.outbound.delivery import Delivery
from bot.localization.current import mark_message

_Handler: TypeAlias = BaseHandler[Any, ContextTypes.DEFAULT_TYPE, Any]


@dataclass(frozen=True, slots=True)
class FollowParts:
    """The commands, the handlers of their buttons, and what runs in the background.

    ``prompts``: what a command does with an argument that comes later, by its name.
    """

    topics: FollowedTopics
    commands: tuple[Command, ...]
    handlers: tuple[_Handler, ...]
    prompts: Mapping[str, ArgumentCallback]
    notifier: FollowNotifier


def build_follow_parts(
    services: FollowServices,
    state: State,
    search: SearchExecutor,
    delivery: Delivery,
    languages: ChatLanguages,
    admins: GroupAdmins,
    may_write: Callable[[int], bool] = lambda chat: True,
) -> FollowParts:
    """Return the parts; ``search`` is what people wait for, chats that ``may_write`` hear more."""
    topics = FollowedTopics(state, languages, search, services)
    follows = FollowCommands(topics, state.follows, admins, delivery)
    digest = DigestChoice(state, admins, languages, delivery, services.zone)
    commands = (
        # Translators: the word behind /follow in the help, in capitals where a language has them.
        Command("follow", mark_message("hear of a topic as soon as there is news of it"),
                follows.follow, mark_message("TOPIC"), in_groups=True, for_group_admins=True),
        Command("following", mark_message("what this chat follows"), follows.list_topics,
                in_groups=True),
        # Translators: the word behind /digest in the help, in capitals where a language has them.
        Command("digest", mark_message("yesterday's stories every day"), digest.show,
                mark_message("TIME"), in_groups=True, for_group_admins=True),
    )  # fmt: skip
    handlers = (
        CallbackQueryHandler(follows.press, PATTERN),
        CallbackQueryHandler(digest.press, PATTERN_OF_DIGEST),
    )
    prompts = {FOLLOW.command: follows.take_topic, DIGEST.command: digest.take_time}
    notifier = FollowNotifier(services, state, delivery, languages, may_write=may_write)
    return FollowParts(topics, commands, handlers, prompts, notifier)
