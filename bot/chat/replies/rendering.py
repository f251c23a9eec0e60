"""Rendering: an Answer becomes a message in the shape of its kind."""

from collections.abc import Sequence

from bot.answers.answer import Answer, Quote
from bot.answers.kinds.courtesy import UNSEARCHED_KINDS
from bot.chat.keyboard import MOST_PER_ROW, Keyboard, make_keyboard
from bot.chat.replies.frame import Frame
from bot.chat.replies.keyboards.answer_keyboard import (
    STORY_KINDS,
    make_answer_keyboard,
    make_back_button,
    make_example_buttons,
    make_story_buttons,
    split_rows,
)
from bot.chat.replies.keyboards.reply_options import PLAIN, ReplyOptions
from bot.chat.replies.quotations import lay_out_quotes
from bot.chat.replies.refusals import refuse
from bot.chat.replies.small_talk import chat_back
from bot.chat.replies.story_list import choose_stories, lay_out_stories
from bot.chat.rich_text import Reply, RichText

_MOST_QUOTES = 3
_MOST_STORIES = 5
_MOST_STORIES_IN_GROUPS = 3


def render(answer: Answer, examples: Sequence[str] = (), options: ReplyOptions = PLAIN) -> Reply:
    """Return the message that shows ``answer``, within Telegram's limits.

    A quote is whole or absent. What there is beyond three quotes or five stories, in a group
    one or three, waits behind a button. ``examples``: questions for who only says hello.
    """
    if not answer.quotes:
        return _render_without_quotes(answer, examples, options)
    count = _count_first(answer, options)
    quotes = answer.quotes[:count]
    frame = Frame(answer, options.heading, options.has_buttons)
    has_more = bool(answer.more) or len(answer.quotes) > count
    if answer.kind in STORY_KINDS:
        quotes = (*choose_stories(quotes, frame),)
    message = _lay_out(answer, quotes, frame, options)
    return _make_reply(message, make_answer_keyboard(answer, quotes, options, has_more=has_more))


def render_more(answer: Answer, options: ReplyOptions = PLAIN) -> Reply:
    """Return the message that shows all that was found, as far as one message can."""
    if not answer.quotes:
        return _render_without_quotes(answer, (), options)
    frame = Frame(answer, options.heading, options.has_buttons)
    quotes: Sequence[Quote] = (*answer.quotes, *answer.more)
    rows = []
    if answer.kind in STORY_KINDS:
        quotes = choose_stories(quotes, frame)
        rows = split_rows(make_story_buttons(answer, quotes), MOST_PER_ROW)
    keyboard = (
        make_keyboard(*rows, [make_back_button(answer.question, answer.at)])
        if options.has_buttons
        else ()
    )
    return _make_reply(_lay_out(answer, quotes, frame, options), keyboard)


def render_rest(answer: Answer) -> Reply | None:
    """Return the message that shows what the first reply left out, None where it showed all."""
    remainder = (*answer.quotes[_count_first(answer, PLAIN) :], *answer.more)
    if not answer.quotes or not remainder:
        return None
    frame = Frame(None)
    if answer.kind in STORY_KINDS:
        remainder = (*choose_stories(remainder, frame),)
    return _make_reply(_lay_out(answer, remainder, frame, PLAIN))


def _lay_out(
    answer: Answer, quotes: Sequence[Quote], frame: Frame, options: ReplyOptions
) -> RichText:
    if answer.kind in STORY_KINDS:
        return lay_out_stories(quotes, frame, has_numbers=options.has_buttons)
    return lay_out_quotes(quotes, frame)


def _render_without_quotes(answer: Answer, examples: Sequence[str], options: ReplyOptions) -> Reply:
    frame = Frame(answer, options.heading, options.has_buttons)
    if answer.kind not in UNSEARCHED_KINDS:
        refusal = refuse(answer, has_buttons=options.has_buttons)
        keyboard = make_answer_keyboard(answer, (), options, has_more=False)
        return _make_reply(frame.head(refusal), keyboard)
    keyboard = make_example_buttons(answer.suggestions or examples) if options.has_buttons else ()
    return _make_reply(frame.head(chat_back(answer, () if keyboard else examples)), keyboard)


def _count_first(answer: Answer, options: ReplyOptions) -> int:
    if answer.kind in STORY_KINDS:
        return _MOST_STORIES_IN_GROUPS if options.in_group else _MOST_STORIES
    return options.quote_count or (1 if options.in_group else _MOST_QUOTES)


def _make_reply(message: RichText, keyboard: Keyboard = ()) -> Reply:
    return Reply(message.text, message.entities, keyboard)
