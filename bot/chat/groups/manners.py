"""Manners: what of the messages that reach the bot in a group wants no answer."""

import re
from collections.abc import Iterator
from enum import Enum

from telegram import Message, User

from bot.answers.question.english.courtesy_words import COURTESY_FILLERS, THANKS
from bot.answers.question.kind import is_courtesy
from bot.answers.question.multilingual.phrases import cut, find_phrases, has_words, simplify
from bot.chat.groups.group_settings import Trigger
from bot.chat.groups.laughter import remove_laughter
from bot.chat.questions.addressing import cut_address, find_trigger
from bot.chat.questions.message_marks import is_mention_of, parse_marks
from bot.chat.questions.question_marks import ends_in_question_mark
from bot.chat.questions.vocatives import speaks_to_others
from bot.language.languages.language import Language
from bot.language.languages.lookup import is_english, list_asked_languages
from bot.language.languages.scripts import count_scripts

_LONGEST_COURTESY = 60  # characters

_WORD = re.compile(r"[^\W_]+")
_THANKS = re.compile(rf"\b(?:{'|'.join(THANKS)})\b", re.IGNORECASE)


class Manners(Enum):
    """What a message in a group wants: an answer, a sign that thanks arrived, or nothing."""

    ANSWER = "answer"
    THANK = "thank"
    IGNORE = "ignore"


def judge_manners(message: Message, bot: User) -> Manners:
    """Return what a message in a group wants that may be meant for the bot.

    /ask always wants an answer. What is only polite wants one where it names the bot, unless it
    is thanks; a mere reply to the bot does not.
    """
    if find_trigger(message, bot) in (None, Trigger.COMMAND):
        return Manners.ANSWER
    if speaks_to_others(message, bot):
        return Manners.IGNORE
    marks = parse_marks(message)
    is_named = any(is_mention_of(mark, text, bot) for mark, text in marks.items())
    words = cut_address(message, bot)
    return judge_words(words, is_named=is_named) if words else Manners.ANSWER


def judge_words(words: str, *, is_named: bool) -> Manners:
    """Return what ``words`` want that are written to the bot, which they may name."""
    remainder = remove_laughter(words)
    if not has_words(remainder):
        return Manners.ANSWER if ends_in_question_mark(words) else Manners.IGNORE
    thanks = list(_find_courtesies(remainder))
    if any(thanks):
        return Manners.THANK
    return Manners.IGNORE if thanks and not is_named else Manners.ANSWER


def _find_courtesies(text: str) -> Iterator[bool]:
    """Yield for each language in which a text is nothing but polite whether it thanks."""
    if len(text) > _LONGEST_COURTESY:
        return
    if is_courtesy(text):
        yield bool(_THANKS.search(text))
    scripts = count_scripts(text).keys()
    for language in list_asked_languages():
        if not is_english(language.code) and scripts & set(language.scripts):
            yield from _find_courtesy(text, language)


def _find_courtesy(text: str, language: Language) -> Iterator[bool]:
    simple, messages = simplify(text, language), language.messages
    phrases = messages.greetings + messages.thanks + messages.farewells + messages.courtesies
    spans = find_phrases(simple, phrases, language)
    if spans and COURTESY_FILLERS.issuperset(_WORD.findall(cut(simple, spans))):
        yield bool(find_phrases(simple, messages.thanks, language))
