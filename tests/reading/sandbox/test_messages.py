import io
from datetime import date

from bot.articles.findings import Rejection
from bot.reading.sandbox.messages import decode, encode


def test_a_rejection_keeps_the_day_that_it_suggests() -> None:
    for day in (None, date(2026, 1, 7)):
        rejection = Rejection("a.txt", 3, "it has no date", suggestion=day)
        received = decode(io.BytesIO(encode(rejection)), 1000)
        assert isinstance(received, Rejection)
        assert (received, received.suggestion) == (rejection, day)
