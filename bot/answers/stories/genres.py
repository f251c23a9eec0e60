"""Genres: signs that an article reports news, or that it is something else. English only.

The signs are forms of words that any publisher uses: questions, advice, lists, services. They
name no publisher, no person and no event.
"""

import re
from dataclasses import dataclass

from bot.articles.article import Article
from bot.language.languages.lookup import is_english


@dataclass(frozen=True, slots=True)
class _Sign:
    pattern: re.Pattern[str]
    cost: float


def _sign(pattern: str, cost: float) -> _Sign:
    return _Sign(re.compile(pattern), cost)


# Matched against the title in lower case.
_TITLE_SIGNS = (
    # A question, or what answers one: an explainer.
    _sign(
        r"\?|^(?:what|who|whom|whose|when|where|why|how|which|is|are|was|does|do|did|can|could"
        r"|should|will|would)\b|: (?:what|who|when|where|why|how)\b",
        1.2,
    ),
    # Advice and service.
    _sign(
        r"\bhow to\b|\bwhat to (?:know|watch|expect|do)\b|\bhere(?:['’]s| is| are)\b|\bneed to know"
        r"|\beverything (?:you|to)\b|\b(?:things|ways|tips|reasons|facts|takeaways|ideas|gifts"
        r"|places|moments|questions)\b.{0,20}\b(?:to|for|from|that|you|about|why)\b"
        r"|\bguide\b|\bexplained\b|\bexplainer\b|\bfact[- ]check\b|\btimeline\b|\bhistory of\b"
        r"|\bfive (?:things|takeaways)\b|^\d+ [a-z]",
        1.2,
    ),
    _sign(
        r"\bquiz|\bhoroscopes?\b|\bcrossword|\bsudoku|\bwordle\b|\bpuzzle|\brecipes?\b"
        r"|\blotter(?:y|ies)\b|\bjackpot\b|\bwinning numbers\b|\bpowerball\b|\bmega millions\b"
        r"|\bobituar|\bphotos?\b|\bin pictures\b|\bgallery\b|\bvideo:|\bpodcast\b|\bcartoons?\b"
        r"|\bnewsletter\b|\bbriefing\b|\broundup\b|\bweek in\b|\bmorning update\b|\bheadlines\b"
        r"|\bdeals?\b.{0,20}\b(?:shop|buy|best|today)|\bgift guide\b|\bon sale\b"
        r"|\bbest .{0,30}\b(?:of|for|in|to)\b",
        2.0,
    ),
    # Sport and television before they happen, and their tables.
    _sign(
        r"\bhow to (?:watch|stream)\b|\bwhere to watch\b|\btv (?:channel|schedule|coverage)\b"
        r"|\bstart time\b|\btime, |\bodds\b|\bpredictions?\b|\bpicks\b|\bpreview\b|\bfixtures\b"
        r"|\bschedule\b|\brankings?\b|\branking\b|\bpower \d+|\bscores\b|\bbest dressed\b"
        r"|\bfantasy\b|\brecap\b|\breview\b|\bspoilers?\b|\btrailer\b|\bstandings\b",
        1.5,
    ),
    _sign(
        r"^(?:opinion|editorial|analysis|column|commentary|perspective|letters?)\b"
        r"|\b(?:opinion|editorial|column)$|\|\s*(?:opinion|editorial)|\bletters to the editor",
        1.5,
    ),
    _sign(r"\b(?:you|your|yours|i|my|me|we|our)\b(?!\.)", 0.8),
    # Several subjects in one title: a digest of the day.
    _sign(r"^[^.?!]*,[^,]+,[^,]+(?:,|: \d| and more)|\b\d+ things\b|\bthings you need\b", 1.5),
    _sign(r"\blive (?:updates?|blog|coverage)\b|\bupdates?:", 0.4),
)
# Matched against the path of the article's address.
_ADDRESS_SIGNS = (
    _sign(r"/(?:opinions?|columnists?|editorials?|letters|comment|perspectives)/", 1.0),
    _sign(
        r"/(?:shopping|deals|coupons?|reviewed|horoscopes?|puzzles?|quiz(?:zes)?|games|recipes?"
        r"|obituaries|photos?|gallery|galleries|picture-gallery|videos?|sponsored|archives?"
        r"|newsletters?|podcasts?|betting)/",
        1.5,
    ),
    _sign(
        r"/(?:life|lifestyle|living|style|fashion|food|travel|home|homes|entertainment|culture"
        r"|arts|music|movies|tv|celebrit(?:y|ies)|tech/gaming|wellness|health-wellness)/",
        0.5,
    ),
    _sign(r"/(?:sports?|nfl|nba|mlb|nhl|soccer|football|golf|tennis)/", 0.3),
)

_OPENING = 600
_SHORT = 700
_SHORT_COST = 0.7
_MIN_REPORT = -0.5

_FIRST_PERSON = re.compile(r"\b(?:I|I['’]m|my|we|our|us)\b")
_SECOND_PERSON = re.compile(r"\b(?:[Yy]ou|[Yy]our|[Yy]ou['’]re)\b")
_QUOTATION = re.compile(r"[“\"][^”\"]{0,400}[”\"]")
_DAY = re.compile(
    r"\b(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|today|tonight|yesterday|overnight)\b"
)
_REPORT = re.compile(
    r"\b(?:said|says|announced|according to|killed|died|dies|arrested|charged|convicted|sentenced"
    r"|elected|won|voted|ruled|signed|approved|resigned|launched|attack(?:ed|s)?|struck|injured"
    r"|ordered|agreed|passed|reached|declared|confirmed|reported|officials|police|court"
    r"|government)\b"
)


def judge_news(article: Article) -> float:
    """Return how much an article looks like a report of news: about 2 for one, below 0 for junk."""
    if not is_english(article.language):
        return 0.0
    title, address = article.heading.lower(), article.url.lower()
    cost = sum(sign.cost for sign in _TITLE_SIGNS if sign.pattern.search(title))
    cost += sum(sign.cost for sign in _ADDRESS_SIGNS if sign.pattern.search(address))
    opening = article.text[article.body : article.body + _OPENING]
    prose = _QUOTATION.sub("", opening)
    cost += 0.5 * bool(_FIRST_PERSON.search(prose)) + 0.5 * bool(_SECOND_PERSON.search(prose))
    cost += _SHORT_COST * _is_short(article)
    gain = 0.8 * bool(_DAY.search(opening)) + 0.3 * min(4, len(_REPORT.findall(opening)))
    return gain - cost


def is_report(article: Article) -> bool:
    """Tell whether an article may report news, however short: no guide, quiz, list or opinion."""
    return judge_news(article) + _SHORT_COST * _is_short(article) >= _MIN_REPORT


def _is_short(article: Article) -> bool:
    return len(article.text) - article.body < _SHORT
