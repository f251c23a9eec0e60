"""Topic choice: which of many overlapping topics are worth a line."""

from collections.abc import Iterable

from bot.chat.storage.admins.unanswered_store import UnansweredTopic

MOST_TOPICS = 20

# Each further word of a topic says more of what is missing, and so counts as half a question more.
_WORD_WORTH = 0.5
# Topics that overlap are both shown where one of them was asked for this many times as often.
_OWN_SHARE = 2


def choose_topics(
    topics: Iterable[UnansweredTopic], limit: int = MOST_TOPICS
) -> list[UnansweredTopic]:
    """Return the topics that say most, without those that others cover, most questions first."""
    choice: list[UnansweredTopic] = []
    for topic in sorted(topics, key=_rate, reverse=True):
        if len(choice) >= limit:
            break
        if not any(_covers(rival, topic) for rival in choice):
            choice.append(topic)
    return sorted(choice, key=lambda topic: -topic.count)


def _rate(topic: UnansweredTopic) -> tuple[float, int]:
    return topic.count * (1 + _WORD_WORTH * (len(topic.words) - 1)), len(topic.words)


def _covers(topic: UnansweredTopic, rival: UnansweredTopic) -> bool:
    """Tell whether more than half of the words are the same, for about as many questions."""
    words, rival_words = set(topic.words), set(rival.words)
    if 2 * len(words & rival_words) <= min(len(words), len(rival_words)):
        return False
    counts = (topic.count, rival.count)
    return max(counts) < _OWN_SHARE * min(counts)
