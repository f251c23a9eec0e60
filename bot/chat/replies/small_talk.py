"""Small talk: replies to greetings and thanks, to what is asked of the bot, and to nothing."""

import re
from collections.abc import Sequence

from bot.answers.answer import Answer
from bot.answers.question.english.courtesy_words import FAREWELLS, THANKS
from bot.answers.question.kind import QuestionKind
from bot.chat.replies.footers import describe_coverage, format_questions
from bot.chat.rich_text import RichText, join_pieces
from bot.localization.current import gettext

_MOST_EXAMPLES = 2

_THANKS = re.compile(rf"\b(?:{'|'.join(THANKS)})\b", re.IGNORECASE)
_FAREWELL = re.compile(rf"\b(?:{'|'.join(FAREWELLS)})\b", re.IGNORECASE)


def chat_back(answer: Answer, examples: Sequence[str]) -> RichText:
    """Return one friendly line, and questions that can be answered now."""
    line = _describe_bot(answer) if answer.kind == QuestionKind.ABOUT_BOT else _greet_back(answer)
    if answer.kind == QuestionKind.EMPTY:
        line = _explain_asking(answer)
    questions = format_questions((answer.suggestions or examples)[:_MOST_EXAMPLES])
    if not questions.text:
        return RichText(line)
    # Translators: questions follow, one on each line.
    heading = gettext("You could ask:")
    return join_pieces((RichText(line), RichText(heading), questions), "\n")


def _greet_back(answer: Answer) -> str:
    if _FAREWELL.search(answer.question):
        return gettext("Goodbye! I am here whenever you want to know what the news says.")
    if _THANKS.search(answer.question):
        # Translators: the reply to thanks.
        return gettext("You are welcome!")
    return gettext("Hello! Ask me about the news, and I answer with quoted, dated sentences.")


def _describe_bot(answer: Answer) -> str:
    if answer.stats.articles == 0:
        return gettext(
            "I am Dateline: I answer questions on current events with sentences that somebody "
            "published, each with its source and date. I search articles, of which I have none yet."
        )
    message = gettext(
        "I am Dateline: I answer questions on current events with sentences that somebody "
        "published, each with its source and date. I search {coverage}."
    )
    return message.format(coverage=describe_coverage(answer.stats))


def _explain_asking(answer: Answer) -> str:
    if answer.question.strip():
        return gettext("There is no word in this that I can search for.")
    return gettext(
        "Send me a question, a name or a topic, and I answer with quoted, dated sentences."
    )
