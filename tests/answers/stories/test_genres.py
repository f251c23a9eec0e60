from datetime import date

import pytest

from bot.answers.stories.genres import judge_news
from bot.articles.article import Article

REPORT = (
    "The bridge over the Lune collapsed on Saturday and killed eleven people, police said. "
    "The governor ordered an inquiry. " + "Divers searched the river until nightfall. " * 20
)
CHAT = "There is so much to love about bridges, and so little time. " * 20


def judge(title: str, text: str = REPORT, url: str = "") -> float:
    return judge_news(Article("a", text, date(2026, 3, 7), "a.txt", title=title, url=url))


@pytest.mark.parametrize(
    "title",
    [
        "How to watch the cup final: TV channel, start time and odds",
        "What are the winning numbers of Saturday's lottery?",
        "Horoscopes for Saturday",
        "12 things you need to know about bridges",
        "Bridge collapse, cup final, milk prices: 5 things to know",
        "Opinion: Bridges deserve better",
        "Photos of a river",
        "Why your bridge may be next",
    ],
)
def test_service_opinion_and_digests_are_less_than_news(title: str) -> None:
    assert judge(title) < judge("Bridge over the Lune collapses, eleven dead") - 0.7


def test_a_report_is_more_than_a_chat() -> None:
    assert judge("Bridge over the Lune") > judge("Bridge over the Lune", CHAT) + 1


def test_the_section_in_the_address_counts() -> None:
    news, shop = "https://a.example/news/bridge", "https://a.example/shopping/bridge"
    assert judge("Bridge", url=news) > judge("Bridge", url=shop)


def test_other_languages_are_not_judged() -> None:
    german = Article("a", REPORT, date(2026, 3, 7), "a.txt", title="Quiz", language="de")
    assert judge_news(german) == 0
