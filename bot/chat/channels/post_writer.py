"""Post writer: brings posts of channels into the files of their articles."""

import logging
from collections import OrderedDict
from collections.abc import Collection, Sequence
from datetime import tzinfo
from typing import TypeVar

from bot.chat.channels.channel_membership import ACTOR
from bot.chat.channels.channel_post import ChannelPost
from bot.chat.channels.channel_subscriptions import ChannelSubscriptions
from bot.chat.channels.followed_channels import FollowedChannels
from bot.chat.channels.post_article import make_entry
from bot.feeds.channels.channel_archive import ChannelArchive
from bot.feeds.feed_document import FeedEntry
from bot.feeds.subscription import Subscription
from bot.system.log_lines.pseudonyms import hash_id

_Key = TypeVar("_Key")
_Value = TypeVar("_Value")

_LOGGER = logging.getLogger(__name__)

_MOST_REMEMBERED = 10_000


class PostWriter:
    """Writes the posts of followed channels, each once and as it was edited last.

    Updates may come twice, and an edit before its post, or before an earlier edit. Blocks, so
    call it in one thread at a time. Raise DatelineError where nothing can be written now.
    """

    def __init__(
        self,
        archive: ChannelArchive,
        channels: FollowedChannels,
        subscriptions: ChannelSubscriptions,
        zone: tzinfo,
    ) -> None:
        self._archive = archive
        self._channels = channels
        self._subscriptions = subscriptions
        self._zone = zone
        self._edits: OrderedDict[str, float] = OrderedDict()
        self._captions: OrderedDict[tuple[int, str, str], int] = OrderedDict()

    def write(self, posts: Sequence[ChannelPost]) -> None:
        """Write posts in the order of their arrival; those of other channels are dropped."""
        channels = self._channels.list_channels()
        groups: dict[int, list[ChannelPost]] = {}
        for post in posts:
            groups.setdefault(post.channel, []).append(post)
        for channel, group in groups.items():
            subscription = channels.get(channel)
            if subscription and not subscription.is_paused:
                self._write_channel(subscription, group)

    def expire(self) -> None:
        """Delete the articles that were to be kept no longer than until now."""
        for subscription in self._channels.list_channels().values():
            if subscription.keep_days:
                self._archive.expire(subscription)

    def _write_channel(self, subscription: Subscription, posts: Sequence[ChannelPost]) -> None:
        for post in posts:
            if post.new_title and post.new_title != subscription.title:
                self._subscriptions.rename(post.channel, post.new_title, ACTOR)
        keys = self._archive.find_written(subscription, {post.key for post in posts})
        latest = self._choose(posts, subscription, keys)
        if latest:
            change = self._archive.write(subscription, [entry for _, entry in latest])
            _LOGGER.info(
                "Channel %s: %d new and %d changed articles.",
                hash_id(posts[0].channel), len(change.new), len(change.changed),
            )  # fmt: skip
        for post, _ in latest:
            _remember(self._edits, post.key, post.edit_time)

    def _choose(
        self, posts: Sequence[ChannelPost], subscription: Subscription, keys: Collection[str]
    ) -> list[tuple[ChannelPost, FeedEntry]]:
        """Return what is to be written of each post: the last that was said in it."""
        latest: dict[str, tuple[ChannelPost, FeedEntry]] = {}
        for post in posts:
            last_edit = latest[post.key][0].edit_time if post.key in latest else None
            if not self._is_latest(post, last_edit, keys):
                continue
            entry = make_entry(post, subscription, self._zone)
            if entry is None:
                if post.edit_time and (post.key in keys or post.key in latest):
                    _LOGGER.info("A post was edited to no text: its article stays as it is.")
            elif not self._repeats_caption(post):
                latest[post.key] = post, entry
        return list(latest.values())

    def _is_latest(self, post: ChannelPost, last_edit: float | None, keys: Collection[str]) -> bool:
        if last_edit is None:
            last_edit = self._edits.get(post.key)
        if last_edit is not None and post.edit_time < last_edit:
            return False
        # What is written of a post is never older than the post as it was first.
        return bool(post.edit_time) or post.key not in keys

    def _repeats_caption(self, post: ChannelPost) -> bool:
        """Tell whether another picture of the same album has the same caption."""
        if not post.album:
            return False
        caption = (post.channel, post.album, post.text)
        number = self._captions.get(caption, post.number)
        _remember(self._captions, caption, number)
        return number != post.number


def _remember(values: OrderedDict[_Key, _Value], key: _Key, value: _Value) -> None:
    values[key] = value
    values.move_to_end(key)
    if len(values) > _MOST_REMEMBERED:
        values.popitem(last=False)
