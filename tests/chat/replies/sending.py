"""Replies as Telegram shows them, and articles and answers of any kind to make replies from."""

from dataclasses import asdict
from datetime import date, timedelta
from typing import cast

from hypothesis import strategies as st

from bot.answers.answer import Answer, Correction, DifferingValue, Quote
from bot.answers.question.kind import QuestionKind
from bot.answers.question.time_focus import TimeFit
from bot.chat.autolinks.covers import cover_autolinks
from bot.chat.rich_text import Reply, RichText
from bot.chat.transport.outbound.message_check import check_reply, find_text_faults
from bot.index.protocol import IndexStats
from bot.language.span import Span
from bot.language.temporal.calendar import DayRange
from tests.chat.samples import article
from tests.telegram.limits import check_text, shows_nothing, silent_losses
from tests.telegram.markup import tappable
from tests.telegram.shapes import Entity, Message, covered

NASTY = (
    "\u202e", "\u200b", "\ufeff", "\u2028", "\r\n", "\x00", "\x85", "\u3164", "\u2800", "\u115f",
    "\ufe0f", "\u034f", "\u00ad", "🙂", "é", "ا", "<b>", "&",
)  # fmt: skip


def sent(reply: Reply) -> Message:
    """Return the message as Telegram would show it.

    Fail where it would refuse or bend it, or make links of its own.
    """
    piece = cover_autolinks(RichText(reply.text, reply.entities))
    entities = [cast(Entity, asdict(entity)) for entity in piece.entities]
    for entity in entities:
        if not entity["url"]:
            del entity["url"]
    assert list(silent_losses(entities)) == []
    assert list(find_text_faults(reply.text, reply.entities)) == []
    assert check_reply(reply) is reply
    text, kept = check_text(reply.text, entities)
    for part in kept:
        if part["type"] in ("blockquote", "expandable_blockquote", "text_link"):
            assert not shows_nothing(covered({"text": text}, part)), part
    assert tappable(text, kept) == []
    return {"text": text, "entities": kept}


def links(message: Message) -> dict[str, str]:
    return {
        covered(message, entity): entity["url"]
        for entity in message["entities"]
        if entity["type"] == "text_link"
    }


def parts(message: Message, kind: str) -> list[str]:
    """Return what stands in entities of the type ``kind``."""
    return [covered(message, each) for each in message["entities"] if each["type"] == kind]


any_text = st.text(st.characters(exclude_categories=()), max_size=60) | st.lists(
    st.sampled_from(NASTY), max_size=12
).map("".join)
any_address = (
    any_text
    | st.from_regex(r"https?://[a-z0-9.@:\[\]_-]{1,20}(/\S{0,20})?", fullmatch=True)
    | any_text.map("https://news.example/{}".format)
)
any_article = st.builds(
    lambda text, times, title, url, source, day: article(
        text * times, title=title, url=url, source=source, published=day
    ),
    any_text.filter(bool),
    st.integers(1, 400),
    any_text | any_text.map(lambda text: text * 50),
    any_address,
    any_text,
    st.dates(),
)


@st.composite
def any_quote(draw: st.DrawFn) -> Quote:
    """Draw a quote of any part of an article, perhaps with the answer in it."""
    of = draw(any_article)
    ends = st.integers(0, len(of.text))
    start, end = sorted((draw(ends), draw(ends)))
    spans = st.tuples(ends, ends).map(sorted).map(lambda span: Span(*span))
    confirmations = tuple(draw(st.lists(any_article, max_size=3)))
    return Quote(of, Span(start, end), 1.0, draw(st.none() | spans), confirmations)


any_day = st.dates(date(2000, 1, 1), date(2030, 1, 1))
any_range = st.none() | st.builds(
    lambda first, length: DayRange(first, first + timedelta(length)), any_day, st.integers(0, 400)
)
any_fit = st.builds(TimeFit, any_range, st.none() | any_day, st.none() | any_day)
any_quotes = st.lists(any_quote(), max_size=4).map(tuple)
any_texts = st.lists(any_text, max_size=12).map(tuple)
any_answer = st.builds(
    Answer,
    any_text,
    any_day,
    any_quotes,
    any_texts,
    st.builds(
        IndexStats, st.integers(0, 10**6), st.just(4), st.none() | any_day, st.none() | any_day
    ),
    closest=st.none() | any_article,
    fit=any_fit,
    kind=st.sampled_from(QuestionKind),
    more=any_quotes,
    corrections=st.lists(st.builds(Correction, any_text, any_text), max_size=6).map(tuple),
    suggestions=any_texts,
    differing_values=st.lists(
        st.builds(DifferingValue, any_text, any_article), max_size=6
    ).map(tuple),
    is_nearest=st.booleans(),
)  # fmt: skip
