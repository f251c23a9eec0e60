"""Topic choice: which of many overlapping topics are worth a line."""

from collections.abc import Iterable

from bot.chat.storage.unanswered_store import UnansweredTopic

MOST_TOPICS = 20

# Each further word of a topic says more of what is missing, and so counts as half a question more.
_WORD_WORTH = 0.5
# A word alone is shown beside a topic that has it where it was asked for as often again.
_OWN_SHARE = 2


def choose_topics(
    topics: Iterable[UnansweredTopic], most: int = MOST_TOPICS
) -> list[UnansweredTopic]:
    """Return the topics that say most, without those that others include, most questions first."""
    choice: list[UnansweredTopic] = []
    for topic in sorted(topics, key=_rate, reverse=True):
        if len(choice) >= most:
            break
        if not any(_covers(other, topic) for other in choice):
            choice.append(topic)
    return sorted(choice, key=lambda topic: -topic.count)


def _rate(topic: UnansweredTopic) -> tuple[float, int]:
    return topic.count * (1 + _WORD_WORTH * (len(topic.words) - 1)), len(topic.words)


def _covers(topic: UnansweredTopic, other: UnansweredTopic) -> bool:
    words, other_words = set(topic.words), set(other.words)
    if words >= other_words:
        return other.count < _OWN_SHARE * topic.count
    return words <= other_words
