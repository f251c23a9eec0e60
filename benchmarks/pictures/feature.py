"""Feature: a longer article of the invented country, to read around a sentence in it."""

from collections.abc import Iterator
from datetime import date

from bot.articles.article import Article, derive_id

_PUBLISHED = date(2026, 3, 14)
_TITLE = "The last keeper of Sorr"
_URL = "https://harbourpost.example/the-last-keeper-of-sorr"
_TEXT = """\
The boat to Sorr leaves Marenne twice a week, if the sea allows it. It carries the post, a new
washing machine and eleven sheep. The crossing takes two hours and a half.

Sorr has 214 inhabitants, one shop and, since the eighties, a launch pad. Rockets bring the island
its visitors, and its visitors ask first of all for the tower. It is 38 metres high and painted in
bands of red and white, which the wind takes off again within five years.

The lighthouse has been looked after by Agnes Thorne since 1994. She is 63, and the last keeper of a
light in Valdoria. The 27 others were automated between 1986 and 2003, and their houses were sold as
holiday homes. "They forgot me," says Thorne, "and I did not remind them."

Her day begins at four. She reads the barometer, writes the weather into a book, and climbs the 201
steps to clean the lens, as the regulations of 1911 demand. In the night of the storm in February
she climbed them six times. The Ostra Bay, one of the ships that could not enter the harbour,
thanked her later by radio.

In May the ministry will decide what becomes of the light. An automatic lamp would cost 190,000
crowns and need a visit once a year. The fishermen of Marenne have collected 2,600 signatures
against it.

Thorne herself has not signed. "A light does not care who switches it on," she says. "But somebody
should be there to see what it shines on."
"""


def publish_feature() -> Iterator[Article]:
    """Yield the article as it is published."""
    text = "\n\n".join(" ".join(paragraph.split()) for paragraph in _TEXT.split("\n\n"))
    article_id = derive_id(_URL, _PUBLISHED, _TITLE, text)
    yield Article(article_id, text, _PUBLISHED, "", _TITLE, "Harbour Post", _URL)
