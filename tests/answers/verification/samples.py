"""Articles to verify texts against: those of the newsroom, and some in other languages."""

from collections.abc import Mapping
from datetime import date
from functools import cache

from bot.answers.verification.verification import Check, Verification
from bot.answers.verification.verifier import verify_text
from bot.articles.article import Article
from bot.index.memory.index import MemoryIndex
from bot.index.protocol import Snapshot
from bot.language.analyzer import Analyzer
from tests.newsroom import ARTICLES, TODAY

ANALYZER = Analyzer()

FOREIGN_TEXTS: Mapping[str, str] = {
    "zh": (
        "省财政已紧急下拨800万元救灾资金。总统李华周三在北京宣布，"
        "政府不会提高税收。反对党表示欢迎。"
    ),
    "ja": (
        "田中首相は水曜日、東京で増税しない方針を発表した。"
        "アメリカの大統領も14人の専門家と会談した。"
    ),
    "de": (
        "Die Ministerin Petra Holm hat am Mittwoch in Oskarvik 14.000 Stimmen nicht"
        " angenommen. Die Opposition begrüßte das Vorgehen der Regierung."
    ),
    "fr": (
        "Le président Rolf Aven n’a pas signé la loi mercredi à Norhaven."
        " « Nous avons perdu 14 000 voix », a déclaré le ministre."
    ),
    "ru": (
        "Президент Рольф Авен не подписал закон о повышении налогов в среду."
        " Оппозиция приветствовала это решение и потребовала 14 000 подписей."
    ),
    "ko": "김철수 대통령은 수요일 서울에서 세금을 올리지 않겠다고 발표했다. 야당은 이를 환영했다.",
    "ar": (
        "أعلن الرئيس أحمد سالم يوم الأربعاء في المدينة أن الحكومة لن ترفع الضرائب. ورحبت المعارضة."
    ),
}
"""An article in each of some languages, all of them invented."""

FOREIGN_ARTICLES = tuple(
    Article(code, text, date(2026, 3, 1), f"{code}.txt", source=f"{code}.example", language=code)
    for code, text in FOREIGN_TEXTS.items()
)


@cache
def newsroom_snapshot() -> Snapshot:
    """Return a snapshot of all of these articles."""
    return snapshot_of(*ARTICLES, *FOREIGN_ARTICLES)


def snapshot_of(*articles: Article) -> Snapshot:
    """Return a snapshot of some articles."""
    return MemoryIndex(articles, ANALYZER).snapshot()


def verify(text: str, *articles: Article, at: date = TODAY) -> Verification:
    """Return what some articles, by default all of these, have of a text."""
    return verify_text(
        text, snapshot_of(*articles) if articles else newsroom_snapshot(), ANALYZER, at
    )


def verify_one(text: str, *articles: Article, at: date = TODAY) -> Check:
    """Return the only check of a text."""
    (check,) = verify(text, *articles, at=at).checks
    return check


def differing_words(text: str, check: Check) -> list[tuple[str, str]]:
    """Return the words that differ, of the text and of the article."""
    assert check.quote
    article = check.quote.article.text
    return [(d.claim.slice(text), d.article.slice(article)) for d in check.differences]
