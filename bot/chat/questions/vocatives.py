"""Vocatives: whether a message speaks to somebody else than the bot."""

from itertools import takewhile

from telegram import Message, User

from bot.chat.questions.message_marks import is_mention, is_mention_of, parse_marks, split_at
from bot.chat.questions.question_marks import ends_in_question_mark


def speaks_to_others(message: Message, bot: User) -> bool:
    """Tell whether a message speaks to people whom it names, and not to the bot.

    Whom a message speaks to, it names at its beginning or at its end. Who is named elsewhere may
    be what is asked about, but only in a question.
    """
    mentions = {mark: text for mark, text in parse_marks(message).items() if is_mention(mark)}
    is_bot = [is_mention_of(mark, text, bot) for mark, text in mentions.items()]
    if all(is_bot):
        return False
    *gaps, ending = [any(map(str.isalnum, text)) for text in split_at(message, mentions)]
    opening = list(takewhile(lambda has_words: not has_words, gaps))
    if opening:
        return not any(is_bot[: len(opening)])
    if any(is_bot):
        return False
    return not ending or not ends_in_question_mark(message.text or message.caption or "")
