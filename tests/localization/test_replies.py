"""What is said in each language keeps Telegram's limits, and its entities stay where they were."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.answers.answer import Answer, Correction, DifferingValue
from bot.answers.question.kind import QuestionKind
from bot.answers.question.time_focus import TimeFit
from bot.articles.findings import Notice, Rejection
from bot.chat import executor
from bot.chat.admin import admin_wording, corpus_pages
from bot.chat.admin.notices import write_rejection_notice
from bot.chat.admin.stats import write_caption
from bot.chat.admin.uploads import upload_card, upload_undo
from bot.chat.buttons.callback_data import STALE
from bot.chat.info import write_privacy
from bot.chat.keyboard import LONGEST_DATA
from bot.chat.profile.prompts import PROMPTS
from bot.chat.replies.credits import shorten_source
from bot.chat.replies.keyboards.reply_options import ReplyOptions
from bot.chat.replies.rendering import render, render_more
from bot.chat.rich_text import Reply, count_units
from bot.corpus.listing import CorpusFile
from bot.corpus.losses import Loss, LossKind
from bot.corpus.preview import Duplicate, Preview
from bot.corpus.report import Report
from bot.curation.service import IndexChange
from bot.index.protocol import IndexStats
from bot.language.temporal.calendar import DayRange
from bot.localization.current import gettext, use_language
from tests.chat.replies.sending import any_answer, any_text, links, parts, sent
from tests.chat.samples import NO_ARTICLES, ONE_ARTICLE, answer, article, quote
from tests.localization.languages import LANGUAGES, TRANSLATED, template
from tests.telegram.client import quotes

LONGEST_LABEL = 24
LONGEST_TOAST = 200
LONGEST_CAPTION = 1024
EVERY_LANGUAGE = pytest.mark.parametrize("language", LANGUAGES)

TOASTS = (
    STALE,
    executor.TOO_SLOW,
    executor.UNAVAILABLE,
    upload_undo.ALREADY_HANDLED,
    "Your question is gone or has changed. Please ask again.",
    "This button no longer works. /corpus shows the files.",
    "Only this bot's admins can see and change its articles.",
    "Only the admins of this group can choose its language.",
    "This file is no longer in the corpus folder.",
    "Something else was added since. /corpus removes single files.",
    "Removing…",
    "Restoring…",
    "Adding…",
    "Undoing…",
)
DESCRIPTIONS = (
    "ask a question",
    "which articles I search",
    "choose my language",
    "what I keep, and for how long",
    "what I can do",
    "the article files, or a search in them",
    "the articles by month",
)
DAY = date(2026, 1, 7)
FILE = CorpusFile(
    "news/a.jsonl", size=1234, articles=2, rejections=3, first=DAY, last=date(2026, 1, 9),
    timestamp=datetime(2026, 2, 1, 14, 5, tzinfo=UTC), actor="Ada (1)", entry_id="abc",
    retry_at=datetime(2026, 2, 1, 14, 5, tzinfo=UTC), reason="its reader crashed (killed)",
)  # fmt: skip
REJECTIONS = tuple(Rejection("a.jsonl", line, "it has no text") for line in range(1, 40))
DUPLICATES = (Duplicate("x", "A bridge", "y.txt", "z", 1.0), Duplicate("x", "B", "y", "z", 0.7))
PREVIEW = Preview(
    Report(
        articles=21, duplicates=2, first=DAY, last=date(2026, 1, 9),
        sources=tuple((f"The Gazette {number}", number) for number in range(1, 9)),
        languages=(("en", 20), ("", 1)), notices=(Notice("a", None, "dated by its file name"),),
        rejections=REJECTIONS,
    ),
    (), exact_count=5, near_count=1, duplicates=DUPLICATES, samples=(),
)  # fmt: skip


def samples() -> Iterator[Answer]:
    """Yield an answer for every sentence that a reply can have."""
    bridge, other = article(), article(source="The Other", url="https://other.example/b")
    first = replace(quote(bridge), confirmations=tuple(
        article(source=f"Source {number}", url=f"https://s{number}.example/") for number in range(9)
    ))  # fmt: skip
    old = IndexStats(19_266, 80_000, date(2020, 2, 29), date(2026, 2, 1))
    yield answer(first, stats=old)
    yield replace(
        answer(first, stats=old),
        is_nearest=True,
        corrections=(Correction("brigde", "bridge"), Correction("Lonre", "Lorne")),
        suggestions=("Who is Ada Lorne?", "Who is Ida Lorne?"),
        differing_values=(DifferingValue("14 million", bridge), DifferingValue("15", other)),
        more=(quote(other),),
    )
    days = (
        DayRange(date(2026, 2, 3), date(2026, 2, 9)), DayRange(date(2026, 2, 3), None),
        DayRange(None, date(2026, 2, 9)), DayRange(None, None),
    )  # fmt: skip
    for kind in (QuestionKind.BROWSE, QuestionKind.FACT):
        for asked in days:
            yield replace(answer(quote(bridge)), kind=kind, fit=TimeFit(asked, nearest=DAY))
            yield replace(answer(), kind=kind, fit=TimeFit(asked))
            yield replace(answer(), kind=kind, fit=TimeFit(asked, DAY, DAY))
    for kind in QuestionKind:
        for question in ("", "?!", "Thanks!", "Goodbye", "Hello", "When did the bridge open?"):
            for stats in (NO_ARTICLES, ONE_ARTICLE, old):
                yield replace(answer(stats=stats), kind=kind, question=question)
        yield replace(answer(first, quote(other)), kind=kind)
    for missing in ((), ("gold",), ("gold", "price"), tuple(map(str, range(20)))):
        yield answer(missing=missing, closest=bridge, stats=old)
    yield answer(quote(article("A" * 5000)))
    yield answer(quote(article("\ud800 is half a character.")))


def cards() -> Iterator[Reply]:
    """Yield the cards that admins see."""
    change = IndexChange(31_402, 47_118, 0.4)
    yield corpus_pages.render_list([], 0)
    losses = [Loss("/srv/corpus", kind, 2, 19_266) for kind in LossKind]
    yield corpus_pages.render_list([replace(FILE, expected=19_266)], 0, losses)
    for count in (1, 2, 5, 30):
        yield corpus_pages.render_list([FILE, replace(FILE, actor="", retry_at=None)] * count, 1)
    for count in (0, 1, 2, 5, 19_266):
        yield corpus_pages.render_file(replace(FILE, articles=count), 3)
        yield corpus_pages.render_confirmation(replace(FILE, articles=count), 3, count)
        report = replace(PREVIEW.report, articles=count, duplicates=count)
        yield upload_card.render_card(["a"] * 12, 1500, replace(PREVIEW, report=report))
        names = ["a.txt"] * count
        yield Reply(upload_card.write_result(names[:20], names[:20], ["it failed"], change))
    yield upload_card.render_samples([])
    yield admin_wording.write_too_large(10**8)
    yield Reply(write_rejection_notice(REJECTIONS))
    yield write_privacy()
    yield from (prompt.write() for prompt in PROMPTS)


def check_keyboard(reply: Reply) -> None:
    for row in reply.keyboard:
        for button in row:
            assert len(button.data.encode()) <= LONGEST_DATA
            assert count_units(button.label) <= LONGEST_LABEL, button.label


@EVERY_LANGUAGE
def test_every_reply_can_be_sent_and_quotes_word_for_word(language: str) -> None:
    with use_language(language):
        for each in samples():
            for write in (render, render_more):
                reply = write(each)
                message = sent(reply)
                check_keyboard(reply)
                texts = {quote_.text for quote_ in (*each.quotes, *each.more)}
                assert set(quotes(message)) <= texts
                assert "{" not in reply.text


@EVERY_LANGUAGE
def test_every_card_can_be_sent(language: str) -> None:
    with use_language(language):
        for reply in cards():
            sent(reply)
            check_keyboard(reply)
            assert "{" not in reply.text


@given(st.sampled_from(LANGUAGES), any_answer, st.booleans(), st.lists(any_text, max_size=3))
@settings(max_examples=200)
def test_any_answer_can_be_sent_in_any_language(
    language: str, any_kind: Answer, in_group: bool, examples: list[str]
) -> None:
    with use_language(language):
        options = ReplyOptions(in_group, has_buttons=True, can_follow=True, can_vote=True)
        for reply in (render(any_kind, examples, options), render_more(any_kind, options)):
            sent(reply)
            check_keyboard(reply)


@EVERY_LANGUAGE
def test_links_and_copied_questions_are_what_they_are_in_english(language: str) -> None:
    def show(write: Callable[[Answer], Reply]) -> list[object]:
        shapes: list[object] = []
        for each in samples():
            message = sent(write(each))
            shapes.append((links(message), parts(message, "code"), quotes(message)))
        return shapes

    english = show(render)
    with use_language(language):
        assert show(render) == english


@EVERY_LANGUAGE
def test_sources_are_named_in_the_text_that_is_linked(language: str) -> None:
    bridge = article()
    with use_language(language):
        assert shorten_source(bridge) in links(sent(render(answer(quote(bridge)))))


@EVERY_LANGUAGE
def test_toasts_are_short_enough(language: str) -> None:
    with use_language(language):
        assert [toast for toast in map(gettext, TOASTS) if len(toast) > LONGEST_TOAST] == []


def test_every_toast_and_description_is_a_message() -> None:
    assert all(template().get(text) for text in (*TOASTS, *DESCRIPTIONS))


@EVERY_LANGUAGE
def test_descriptions_of_commands_are_short_enough(language: str) -> None:
    with use_language(language):
        lengths = {text: len(text) for text in map(gettext, DESCRIPTIONS)}
    assert {text: length for text, length in lengths.items() if not 3 <= length <= 60} == {}


@EVERY_LANGUAGE
def test_the_caption_of_the_chart_fits(language: str) -> None:
    holdings = IndexStats(7, 19, DAY, date(2026, 3, 2))
    with use_language(language):
        assert write_caption({}, holdings)
        caption = write_caption({"2026-01": 4, "2026-02": 9, "2026-03": 3}, holdings)
    assert len(caption.splitlines()) == 3
    assert count_units(caption) <= LONGEST_CAPTION


@pytest.mark.parametrize("language", TRANSLATED)
def test_replies_differ_from_english(language: str) -> None:
    refusal = answer(missing=("gold",))
    english = render(refusal).text.splitlines()
    with use_language(language):
        lines = render(refusal).text.splitlines()
    assert len(lines) == len(english)
    assert not set(lines) & set(english)
