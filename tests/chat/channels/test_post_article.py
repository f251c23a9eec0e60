"""What of a post is an article."""

from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.articles.article import Article
from bot.chat.channels.post_article import find_title, has_sentence, make_entry
from bot.feeds.feed_document import FeedEntry
from tests.chat.channels.posts import FERRY, FOLLOWED, SENT, TITLE, make_post

BERLIN = ZoneInfo("Europe/Berlin")


def make_article(text: str = FERRY, **fields: Any) -> Article:
    entry = make_entry(make_post(text, **fields), FOLLOWED, BERLIN)
    assert entry is not None
    return entry.article


def test_a_post_is_an_article_of_its_day_in_the_time_zone() -> None:
    article = make_article()
    assert article.text == FERRY
    assert (article.source, article.title, article.authors) == (TITLE, "", ())
    assert (article.id, article.url) == ("telegram/3000000001/7", "https://t.me/c/3000000001/7")
    assert article.published == date(2026, 3, 2)
    assert article.instant == SENT


def test_the_key_stays_when_the_text_changes() -> None:
    entries = [make_entry(make_post(text), FOLLOWED, BERLIN) for text in (FERRY, f"{FERRY} Later.")]
    assert len({entry.key for entry in entries if entry}) == 1


def test_origin_and_signature_are_those_of_the_post() -> None:
    article = make_article(origin="The Wire", author="Finn")
    assert (article.source, article.authors) == ("The Wire", ("Finn",))


def test_a_channel_without_a_title_is_called_as_the_list_of_feeds_says() -> None:
    assert make_article(channel_title="").source == TITLE


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Die Fähre nach Port Ellen ist am Sonntag in der Dämmerung gesunken.", "de"),
        ("غرقت العبّارة المتجهة إلى الميناء فجر يوم الأحد ولم يصب أحد بأذى.", "ar"),
        ("フェリーは日曜日の夜明けに沈没した。けが人はいなかった。", "ja"),
        ("रविवार की सुबह नौका डूब गई। कोई घायल नहीं हुआ।", "hi"),
    ],
)
def test_the_language_is_found_in_the_text(text: str, language: str) -> None:
    assert make_article(text).language_code == language


@pytest.mark.parametrize(
    "text",
    [
        "", "   \n", "👍", "🔥🔥🔥 !!!", "https://gazette.example/the-ferry-sank-at-dawn",
        "#ferry #harbour #dawn #sunday", "@harbour_news @the_wire @readers @all", "/start",
        "\u200b\u200b\u200b", "\u2060\u202e\u202c", "12:30 – 14:00", "Wow", "t.me/harbour/7",
    ],
)  # fmt: skip
def test_what_says_no_sentence_is_no_article(text: str) -> None:
    assert make_entry(make_post(text), FOLLOWED, BERLIN) is None


@pytest.mark.parametrize(
    "text", ["The ferry sank.", "Die Fähre sank", "船は夜明けに沈没した", "Паром затонул утром"]
)
def test_a_short_sentence_is_enough(text: str) -> None:
    assert has_sentence(f"{text}\n#ferry https://gazette.example/7")


BODY = "The ferry to Port Ellen went down on Sunday. Nobody was hurt."


@pytest.mark.parametrize(
    ("text", "bold", "title"),
    [
        (f"Ferry sinks at dawn\n\n{BODY}", "", "Ferry sinks at dawn"),
        (f"Ferry sinks at dawn\n{BODY}", "", "Ferry sinks at dawn"),
        (f"The ferry sank at dawn.\n{BODY}", "The ferry sank at dawn.", "The ferry sank at dawn."),
        (f"⚡️ Ferry sinks!\n{BODY}", "⚡️ Ferry sinks!", "⚡️ Ferry sinks!"),
        (f"Ferry\u2028{BODY}", "Ferry", "Ferry"),
        (f"The ferry sank at dawn.\n{BODY}", "", ""),
        (f"The ferry sank at dawn.\n{BODY}", "The ferry", ""),
        (BODY, "", ""),
        (BODY, BODY, ""),
        ("Ferry sinks at dawn\n\n#ferry", "Ferry sinks at dawn", ""),
        ("Ferry sinks at dawn", "", ""),
        (f"{'Ferry ' * 40}\n{BODY}", "Ferry " * 40, ""),
    ],
)
def test_the_title_is_a_first_line_that_is_set_off_or_bold(
    text: str, bold: str, title: str
) -> None:
    heading, body = find_title(text, len(bold))
    assert heading == title
    assert text[body:].strip() == (BODY if title else text)


def test_a_text_after_blank_lines_keeps_its_bold_title() -> None:
    article = make_article(f"\n \nFerry sinks!\n{BODY}", bold_end=len("\n \nFerry sinks!"))
    assert (article.title, article.text[article.body :]) == ("Ferry sinks!", BODY)


def test_a_post_as_long_as_can_be_is_read_whole() -> None:
    text = ("The ferry sank. " * 300)[:4096].strip()
    assert make_article(text).text == text


def test_marks_that_nobody_sees_are_gone_and_others_stay() -> None:
    article = make_article(
        "The fer\u200bry sank\u2060 at dawn\u202e on Sunday, a 👨\u200d👩\u200d👧 said.\0"
    )
    assert article.text == "The ferry sank at dawn on Sunday, a 👨\u200d👩\u200d👧 said."


@given(st.text(max_size=300), st.integers(0, 300))
def test_any_text_is_an_article_or_none(text: str, bold_end: int) -> None:
    entry = make_entry(make_post(text, bold_end=min(bold_end, len(text))), FOLLOWED, BERLIN)
    assert entry is None or (isinstance(entry, FeedEntry) and entry.article.text.strip())
    assert entry is None or 0 <= entry.article.body <= len(entry.article.text)
