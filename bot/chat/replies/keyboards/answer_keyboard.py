"""Answer keyboard: the buttons below an answer, each only where it has something to show."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice, pairwise

from bot.answers.answer import Answer, Quote
from bot.answers.kinds.courtesy import UNSEARCHED_KINDS
from bot.answers.question.kind import QuestionKind
from bot.chat.keyboard import (
    LONGEST_DATA,
    MOST_PER_ROW,
    Button,
    Keyboard,
    digest_question,
    encode_data,
    make_keyboard,
)
from bot.chat.replies.keyboards.answer_data import AnswerAction, encode_answer_data, encode_span
from bot.chat.replies.keyboards.citation import cite_quote
from bot.chat.replies.keyboards.question_label import make_question_label
from bot.chat.replies.keyboards.reply_options import ReplyOptions
from bot.chat.replies.keyboards.text_fragment import link_to_sentence
from bot.chat.replies.links import is_link
from bot.chat.storage.vote_store import HELPFUL, UNHELPFUL
from bot.localization.current import gettext

EXAMPLE_ACTION = "q"
"""What the data of a button begins with, after the version, that asks the question on it."""

STORY_KINDS = frozenset((QuestionKind.TOPIC, QuestionKind.BROWSE))

# What has no matter of its own: all of the news, and what continues another question.
_UNFOLLOWED_KINDS = frozenset((QuestionKind.BROWSE, QuestionKind.FOLLOW_UP))

_PER_ROW = 3
_MOST_SUGGESTIONS = 3
_MOST_EXAMPLES = 4


def make_answer_keyboard(
    answer: Answer, quotes: Sequence[Quote], options: ReplyOptions, *, has_more: bool
) -> Keyboard:
    """Return the buttons below an answer that shows ``quotes`` first."""
    if not options.has_buttons or answer.kind in UNSEARCHED_KINDS:
        return ()
    rows: list[list[Button]] = [[button] for button in _make_suggestion_buttons(answer)]
    if not answer.quotes:
        # A question with another reading is hardly one to follow as it is written.
        buttons = [] if rows else [*_make_follow_button(answer, options)]
    elif answer.kind in STORY_KINDS:
        rows += split_rows(make_story_buttons(answer, quotes), MOST_PER_ROW)
        buttons = [*_make_story_list_buttons(answer, options, has_more=has_more)]
    else:
        buttons = [*_make_quote_buttons(answer, quotes, options, has_more=has_more)]
    buttons += _make_vote_buttons(answer, options)
    buttons += _make_remove_button(answer, options)
    rows += balance_rows(buttons, _PER_ROW)
    return make_keyboard(*rows, _make_origin_button(answer, options))


def make_back_button(question: str, day: date) -> Button:
    """Return the button that leads back to the answer to a question, asked on a day."""
    # Translators: a button: back to the answer.
    return Button(gettext("← Back"), encode_answer_data(AnswerAction.ANSWER, question, day))


def make_story_buttons(answer: Answer, stories: Sequence[Quote]) -> list[Button]:
    """Return a button with the number of each story, in the order in which they are listed."""
    return [
        Button(str(number), _encode(answer, AnswerAction.STORY, story.article.id))
        for number, story in enumerate(stories, 1)
    ]


def make_example_buttons(examples: Sequence[str]) -> Keyboard:
    """Return a button for each question, which asks it."""
    labels = filter(None, map(make_question_label, examples))
    return make_keyboard(
        *(
            [Button(label, encode_data(EXAMPLE_ACTION, digest_question(label)))]
            for label in islice(labels, _MOST_EXAMPLES)
        )
    )


def split_rows(buttons: Sequence[Button], size: int) -> list[list[Button]]:
    """Return buttons in rows of at most ``size``."""
    return [[*buttons[start : start + size]] for start in range(0, len(buttons), size)]


def balance_rows(buttons: Sequence[Button], size: int) -> list[list[Button]]:
    """Return buttons in as few rows of at most ``size`` as hold them, of nearly equal lengths."""
    count = -(-len(buttons) // size)
    bounds = [-(-len(buttons) * number // max(1, count)) for number in range(count + 1)]
    return [[*buttons[start:end]] for start, end in pairwise(bounds)]


def _make_quote_buttons(
    answer: Answer, quotes: Sequence[Quote], options: ReplyOptions, *, has_more: bool
) -> Iterator[Button]:
    best = quotes[0]
    articles = [quote.article for quote in (*answer.quotes, *answer.more)]
    articles += [article for quote in answer.quotes for article in quote.confirmations]
    if has_more:
        yield _make_more_button(answer)
    location = (best.article.id, *encode_span(best.span), "0")
    context = _encode(answer, AnswerAction.CONTEXT, *location)
    if len(context.encode()) <= LONGEST_DATA:
        # Translators: a button: the sentences around the quotation.
        yield Button(gettext("Context"), context)
    if len({article.published for article in articles}) > 1:
        yield _make_timeline_button(answer)
    if len({article.origin for article in articles}) > 1:
        # Translators: a button: what each source says.
        yield Button(gettext("By source"), _encode(answer, AnswerAction.SOURCES))
    citation = cite_quote(best)
    if citation:
        # Translators: a button: copies the quotation with its source and date.
        yield Button(gettext("Copy"), copy=citation)
    if is_link(best.article.url):
        # Translators: a button: opens the article at the sentence.
        yield Button(gettext("Open"), url=link_to_sentence(best.article.url, best.text))
    yield from _make_follow_button(answer, options)


def _make_story_list_buttons(
    answer: Answer, options: ReplyOptions, *, has_more: bool
) -> Iterator[Button]:
    if has_more:
        yield _make_more_button(answer)
    if answer.kind == QuestionKind.TOPIC:
        days = {quote.article.published for quote in (*answer.quotes, *answer.more)}
        if len(days) > 1:
            yield _make_timeline_button(answer)
        yield from _make_follow_button(answer, options)


def _make_more_button(answer: Answer) -> Button:
    # Translators: the button that shows what else was found.
    return Button(gettext("More"), _encode(answer, AnswerAction.REMAINDER))


def _make_timeline_button(answer: Answer) -> Button:
    # Translators: a button: the same matter by date.
    return Button(gettext("Timeline"), _encode(answer, AnswerAction.TIMELINE))


def _make_follow_button(answer: Answer, options: ReplyOptions) -> Iterator[Button]:
    if options.can_follow and answer.kind not in _UNFOLLOWED_KINDS:
        # Translators: a button: to be told of new articles on this; and to be told no more.
        label = gettext("✓ Following") if options.is_followed else gettext("Follow")
        yield Button(label, _encode(answer, AnswerAction.FOLLOW))


def _make_vote_buttons(answer: Answer, options: ReplyOptions) -> list[Button]:
    if not options.can_vote:
        return []
    return [
        Button(label, _encode(answer, AnswerAction.VOTE, vote))
        for label, vote in (("👍", HELPFUL), ("👎", UNHELPFUL))
    ]


def _make_suggestion_buttons(answer: Answer) -> Iterator[Button]:
    labels = filter(None, map(make_question_label, answer.suggestions))
    for label in islice(labels, _MOST_SUGGESTIONS):
        yield Button(label, _encode(answer, AnswerAction.SUGGESTION, digest_question(label)))


def _make_origin_button(answer: Answer, options: ReplyOptions) -> list[Button]:
    if not options.has_origin:
        return []
    return [Button(gettext("← Back"), _encode(answer, AnswerAction.ORIGIN))]


def _make_remove_button(answer: Answer, options: ReplyOptions) -> list[Button]:
    return [Button("✕", _encode(answer, AnswerAction.REMOVE))] if options.in_group else []


def _encode(answer: Answer, action: AnswerAction, *arguments: str) -> str:
    return encode_answer_data(action, answer.question, answer.at, *arguments)
