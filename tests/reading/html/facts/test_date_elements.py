import pytest
from lxml import html

from bot.reading.html.facts.date_elements import (
    DateElements,
    find_marked_dates,
    read_date_elements,
    strip_surroundings,
)

PROSE = "<p>" + "The harbour opened again on Wednesday after three days of storm. " * 3 + "</p>"


def _page(body: str) -> html.HtmlElement:
    return html.document_fromstring(f"<html><body><h1>Harbour opens</h1>{body}</body></html>")


def _read(body: str) -> DateElements:
    return read_date_elements(strip_surroundings(_page(body)))


@pytest.mark.parametrize(
    "body",
    [
        "<span itemprop=datePublished content='2026-01-07'>x</span>",
        "<span itemprop='datePublished dateModified'>2026-01-07</span>",
        "<meta itemprop=datePublished content='2026-01-07'>",
        "<span property='schema:datePublished' content='2026-01-07'></span>",
        "<time class='entry-date published updated' datetime='2026-01-07'>x</time>",
        "<time pubdate datetime='2026-01-07'>x</time>",
        "<div class=footer><span itemprop=datePublished>2026-01-07</span></div>",
        (
            "<span itemprop=datePublished>2026-01-07</span>"
            "<div class=comments><span itemprop=datePublished>2026-01-09</span></div>"
        ),
        (
            "<span itemprop=datePublished>2026-01-07</span><div itemtype='https://schema.org/Event'>"
            "<span itemprop=datePublished>2026-03-07</span></div>"
        ),
    ],
)
def test_marks_name_the_day_of_publication(body: str) -> None:
    assert find_marked_dates(_page(body)) == ("2026-01-07",)


@pytest.mark.parametrize(
    "body",
    [
        "<span itemprop=dateModified>2026-01-07</span>",
        "<time class=updated datetime='2026-01-07'>x</time>",
        "<span itemprop=birthDate>1975-01-28</span>",
        "<p itemprop=datePublished>2026-01-07</p><p itemprop=datePublished>2026-01-08</p>",
    ],
)
def test_other_marks_do_not(body: str) -> None:
    assert find_marked_dates(_page(body)) == ()


@pytest.mark.parametrize(
    ("body", "times", "changes"),
    [
        ("<time datetime='2026-01-07'>x</time>", ("2026-01-07",), ()),
        ("<p>Updated <time datetime='2026-01-09'>x</time></p>", (), ("2026-01-09",)),
        ("<p>Zuletzt aktualisiert: <time datetime='2026-01-09'>x</time>", (), ("2026-01-09",)),
        ("<div>Mis à jour</div><div><time datetime='2026-01-09'>x</time>", (), ("2026-01-09",)),
        ("<time class=dt-updated datetime='2026-01-09'>x</time>", (), ("2026-01-09",)),
        (
            (
                "<p>Published <time datetime='2026-01-07'>x</time>, updated"
                " <time datetime='2026-01-09'>y</time></p>"
            ),
            ("2026-01-07",),
            ("2026-01-09",),
        ),
        (
            f"<time datetime='2026-01-07'>x</time>{PROSE}<time datetime='2026-01-05'>y</time>",
            ("2026-01-07",),
            (),
        ),
        (f"{PROSE}<time datetime='2026-01-07'>x</time><time datetime='2026-01-05'>", (), ()),
        ("<div class=comment><time datetime='2026-01-09'>x</time></div>", (), ()),
        ("<p class=born><time datetime='1975-01-28'>x</time></p>", (), ()),
    ],
)
def test_times_are_told_from_changes_and_from_those_of_others(
    body: str, times: tuple[str, ...], changes: tuple[str, ...]
) -> None:
    elements = _read(body)
    assert (elements.times, elements.changes) == (times, changes)


def test_attributes_count_seconds() -> None:
    moment = ("2026-01-07T17:30:00+00:00",)
    assert _read("<span data-timestamp=1767807000>Jan 7</span>").epochs == moment
    assert _read("<span data-published=1767807000000>Jan 7</span>").epochs == moment
    assert _read("<span class=updated data-timestamp=1767807000>Jan 7</span>").epochs == ()
    assert _read("<span data-timestamp=12>Jan 7</span>").epochs == ()
    assert _read("<ul><li data-timestamp=1767807000>Other</li></ul>").epochs == ()
