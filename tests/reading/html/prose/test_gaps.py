import pytest

from tests.reading.html.prose.page_markup import (
    FIRST,
    FOURTH,
    SECOND,
    THIRD,
    TITLE,
    extract_paragraphs,
    page,
    paragraphs,
)

_MORE = [
    "Trains to the harbour run every hour from Thursday, and every half hour on market days.",
    "Schools on the islands open on Friday, when the teachers will have come back by ferry.",
]
_BANNER = "<div class='ad-slot'><span>Advertisement</span></div>"


@pytest.mark.parametrize(
    "name",
    ["entry-content", "article__body", "body__container", "post-content", "sidebar-grid__content"],
)
def test_a_text_in_several_containers_of_a_class_is_whole(name: str) -> None:
    containers = [[FIRST, SECOND], [THIRD, FOURTH], _MORE]
    parts = _BANNER.join(
        f"<div class='grid'><div class='{name}'>{paragraphs(*texts)}</div></div>"
        for texts in containers
    )
    markup = page(f"<main><h1>{TITLE}</h1>{parts}</main>")
    assert extract_paragraphs(markup) == [FIRST, SECOND, THIRD, FOURTH, *_MORE]


def test_another_article_in_a_container_of_the_same_class_is_not_added() -> None:
    story = f"<div class='entry-content'>{paragraphs(FIRST, SECOND, THIRD)}</div>"
    other = f"<h1>Trains run</h1><div class='entry-content'>{paragraphs(*_MORE)}</div>"
    parts = f"<section>{story}</section><section>{other}</section>"
    markup = page(f"<main><h1>{TITLE}</h1>{parts}</main>")
    assert extract_paragraphs(markup) == [FIRST, SECOND, THIRD]
