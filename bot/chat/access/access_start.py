"""Access at the start: the rules, which are said, and what is no longer to be kept deleted."""

import logging
import sqlite3

from bot.chat.access.access_rules import AccessRules
from bot.chat.channels.followed_channels import FollowedChannels
from bot.chat.services import BotServices
from bot.chat.storage.state import State
from bot.feeds.subscription_list import SubscriptionList
from bot.localization.english import count_noun

_LOGGER = logging.getLogger(__name__)


def make_access_rules(services: BotServices, state: State) -> AccessRules:
    """Return the rules by which updates are let in, with those of the channels followed."""
    if services.curation is None:
        return AccessRules(services.access, state.settings)
    channels = FollowedChannels(SubscriptionList(services.curation.service.store))
    return AccessRules(services.access, state.settings, channels.takes_posts)


def prepare_access(services: BotServices, state: State) -> None:
    """Say who may use the bot, and forget what is no longer to be kept."""
    access = services.access
    if access.is_open:
        _LOGGER.info("Everybody may use this bot.")
    else:
        _LOGGER.info(
            "Only %s, %s and the members of %s may use this bot.",
            count_noun("admin", len(access.admins)),
            count_noun("listed user", len(access.users)), count_noun("group", len(access.chats)),
        )  # fmt: skip
    try:
        state.access.forget(access.users | access.chats | access.admins)
        if not services.keeps_unanswered:
            state.unanswered_topics.clear()
    except sqlite3.Error:
        _LOGGER.exception("What is no longer to be kept cannot be deleted from state.db now.")
