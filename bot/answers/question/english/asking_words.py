"""Asking words: the English words that tell how a question asks, and for what."""

import re


def _words(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{pattern})\b")


QUESTION_OPENINGS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "why",
        _words(
            r"why|how come|what (?:caused|led|made|prompted|sparked|triggered)|reasons?|what for"
        ),
    ),
    (
        "how_much",
        _words(r"how (?:many|much|old|long|far|big|high|large|tall|fast|often|far)"),
    ),
    ("how", _words(r"how")),
    (
        "who_is",
        re.compile(
            r"^\W*(?:so\W+)?(?:who(?:['’]s| is| was| are)|what (?:is|are|was)(?! the\b)|what['’]s)"
            r" (?:an? )?[\w .'’&-]+\??\W*$"
        ),
    ),
    ("open", _words(r"who|whom|whose|what|which|when|where|what's|who's|name the")),
    (
        "yes_no",
        re.compile(
            r"\b(?:is|are|was|were|do|does|did|has|have|had|will|would|can|could|should|may|might|"
            r"isn['’]t|aren['’]t|wasn['’]t|didn['’]t|doesn['’]t|hasn['’]t|haven['’]t|won['’]t)\b"
        ),
    ),
)
"""How questions ask, the first that fits counts; what fits none is a bare phrase."""

PAST = re.compile(
    r"\b(?:did|was|were|had|won|lost|beat|became|shot|hit|fell|broke|said|left|found|made|took|gave"
    r"|got|went|bought|sold|sank|began|[a-z]{2,}ed)\b"
)
"""What tells that a question, in lower case, asks for what has happened already."""

ATTRIBUTES = {
    "amount": (
        "bail bid bounty budget cost costs debt donation earnings fee fees fine income loan loss "
        "losses pay payout price prices profit profits ransom revenue reward salary sales "
        "settlement valuation value wage wages worth"
    ).split(),
    "count": (
        "age altitude arrests attendance capacity casualties count deaths depth distance duration "
        "expectancy height injured injuries jobs layoffs length magnitude number population score "
        "seats size speed temperature toll votes weight width"
    ).split(),
    "share": (
        "growth inflation percent percentage proportion rate share turnout unemployment"
    ).split(),
    "time": "birthday date deadline year".split(),
    "place": "birthplace hometown location place site venue whereabouts".split(),
    "person": (
        "boss ceo champion chief director founder host killer leader mayor nominee owner "
        "president replacement shooter successor suspect victim winner"
    ).split(),
}
"""Nouns by what is asked for with them alone ("tesla price", "what is the length of"): a sum of
money, a number, a share, a day, a place, or somebody."""
