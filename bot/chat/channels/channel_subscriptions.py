"""Channel subscriptions: what admins choose for a channel, written into the list of feeds."""

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from bot.chat.channels.followed_channels import FollowedChannels
from bot.feeds.channels.channel_address import make_channel_address
from bot.feeds.subscription import Subscription
from bot.feeds.subscription_list import FEEDS_FOLDER, SubscriptionList

_BLOCK = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Channel:
    """A channel as Telegram describes it."""

    number: int
    title: str
    username: str = ""

    @property
    def link(self) -> str:
        """Return the address of a public channel, nothing for a private one."""
        return f"https://t.me/{self.username}" if self.username else ""


class ChannelSubscriptions:
    """Follows channels, pauses them and follows them no longer; blocks, so call it in a thread.

    ``remove_files`` moves files of the corpus folder into the trash; ``forget`` drops what is
    remembered of a feed. Raise DatelineError where
    the corpus folder cannot be changed.
    """

    def __init__(
        self,
        channels: FollowedChannels,
        editor: SubscriptionList,
        corpus: Path,
        remove_files: Callable[[Sequence[str], str], object],
        forget: Callable[[str], None],
    ) -> None:
        self._channels = channels
        self._editor = editor
        self._corpus = corpus
        self._remove_files = remove_files
        self._forget = forget
        self._lock = threading.Lock()  # two admins may press the same button

    def follow(self, channel: Channel, actor: str) -> Subscription:
        """Take the posts of a channel from now on, also where that was paused."""
        with self._lock:
            subscription = self._find(channel.number)
            if subscription is None:
                address = make_channel_address(channel.number)
                return self._editor.add(
                    Subscription("", address, channel.title, channel.link), actor
                )
            change = replace(subscription, is_paused=False, title=channel.title, site=channel.link)
            return self._replace(change, subscription, actor)

    def pause(self, channel: int, actor: str, *, is_paused: bool = True) -> Subscription | None:
        """Take no posts, or take them again; return None where the channel is not followed."""
        return self._change(channel, actor, lambda entry: replace(entry, is_paused=is_paused))

    def keep(self, channel: int, days: int | None, actor: str) -> Subscription | None:
        """Set for how many days articles are kept, None for ever."""
        return self._change(channel, actor, lambda entry: replace(entry, keep_days=days))

    def rename(self, channel: int, title: str, actor: str) -> Subscription | None:
        """Note what a channel is called now."""
        return self._change(channel, actor, lambda entry: replace(entry, title=title))

    def stop(self, channel: int, actor: str, *, with_articles: bool) -> bool:
        """Follow a channel no longer; return False where it is not followed.

        ``with_articles``: its articles go to the trash. A process that is killed in between
        leaves the channel paused, and the same again does the rest.
        """
        with self._lock:
            subscription = self._find(channel)
            if subscription is None:
                return False
            if with_articles:
                self._replace(replace(subscription, is_paused=True), subscription, actor)
                if files := self._list_files(subscription):
                    self._remove_files(files, actor)
            self._editor.remove(subscription.id, actor)
            self._forget(subscription.id)
            return True

    def count_articles(self, subscription: Subscription) -> int:
        """Return how many articles there are of a channel."""
        return sum(_count_lines(self._corpus / file) for file in self._list_files(subscription))

    def _list_files(self, subscription: Subscription) -> list[str]:
        folder = self._corpus / FEEDS_FOLDER / subscription.id
        return [str(path.relative_to(self._corpus)) for path in sorted(folder.glob("*.jsonl"))]

    def _find(self, channel: int) -> Subscription | None:
        return self._channels.list_channels().get(channel)

    def _change(
        self, channel: int, actor: str, change: Callable[[Subscription], Subscription]
    ) -> Subscription | None:
        with self._lock:
            subscription = self._find(channel)
            if subscription is None:
                return None
            return self._replace(change(subscription), subscription, actor)

    def _replace(
        self, change: Subscription, subscription: Subscription, actor: str
    ) -> Subscription:
        if change != subscription:
            self._editor.replace(change, actor)
        return change


def _count_lines(file: Path) -> int:
    try:
        with file.open("rb") as lines:
            return sum(block.count(b"\n") for block in iter(lambda: lines.read(_BLOCK), b""))
    except FileNotFoundError:
        return 0
