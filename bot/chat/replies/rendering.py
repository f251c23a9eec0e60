"""Rendering: an Answer becomes a message in the shape of its kind."""

from collections.abc import Sequence

from bot.answers.answer import Answer, Quote
from bot.answers.kinds.courtesy import UNSEARCHED_KINDS
from bot.answers.question.kind import QuestionKind
from bot.chat.keyboard import Button, Keyboard, digest_question, encode_data, make_keyboard
from bot.chat.replies.frame import Frame
from bot.chat.replies.quotations import lay_out_quotes
from bot.chat.replies.refusals import refuse
from bot.chat.replies.small_talk import chat_back
from bot.chat.replies.story_list import lay_out_stories
from bot.chat.rich_text import Reply, RichText
from bot.localization.current import gettext

MORE_ACTION = "m"
"""What the data of the button that shows more begins with, after the version."""

_STORIES = frozenset((QuestionKind.TOPIC, QuestionKind.BROWSE))

_MOST_QUOTES = 3
_MOST_STORIES = 5
_MOST_STORIES_IN_GROUPS = 3


def render(answer: Answer, examples: Sequence[str] = (), *, in_group: bool = False) -> Reply:
    """Return the message that shows ``answer``, within Telegram's limits.

    A quote is whole or absent. What there is beyond three quotes or five stories, in a group
    one or three, waits behind a button. ``examples``: questions for who only says hello.
    """
    if not answer.quotes:
        return _make_reply(_write_without_quotes(answer, examples))
    count = _count_first(answer, in_group=in_group)
    has_more = bool(answer.more) or len(answer.quotes) > count
    message = _lay_out(answer, answer.quotes[:count], Frame(answer))
    return _make_reply(message, _make_more_button(answer) if has_more else ())


def render_more(answer: Answer) -> Reply:
    """Return the message that shows all that was found, as far as one message can."""
    if not answer.quotes:
        return _make_reply(_write_without_quotes(answer, ()))
    return _make_reply(_lay_out(answer, (*answer.quotes, *answer.more), Frame(answer)))


def render_rest(answer: Answer) -> Reply | None:
    """Return the message that shows what the first reply left out, None where it showed all."""
    remainder = (*answer.quotes[_count_first(answer, in_group=False) :], *answer.more)
    if not answer.quotes or not remainder:
        return None
    return _make_reply(_lay_out(answer, remainder, Frame(None)))


def _lay_out(answer: Answer, quotes: Sequence[Quote], frame: Frame) -> RichText:
    if answer.kind in _STORIES:
        return lay_out_stories(quotes, frame)
    return lay_out_quotes(quotes, frame)


def _write_without_quotes(answer: Answer, examples: Sequence[str]) -> RichText:
    if answer.kind in UNSEARCHED_KINDS:
        return chat_back(answer, examples)
    return refuse(answer)


def _count_first(answer: Answer, *, in_group: bool) -> int:
    if answer.kind in _STORIES:
        return _MOST_STORIES_IN_GROUPS if in_group else _MOST_STORIES
    return 1 if in_group else _MOST_QUOTES


def _make_more_button(answer: Answer) -> Keyboard:
    data = encode_data(MORE_ACTION, answer.at.strftime("%Y%m%d"), digest_question(answer.question))
    # Translators: the button that shows what else was found.
    return make_keyboard([Button(gettext("More"), data)])


def _make_reply(message: RichText, keyboard: Keyboard = ()) -> Reply:
    return Reply(message.text, message.entities, keyboard)
