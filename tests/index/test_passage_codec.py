import pytest

from bot.articles.article import Article
from bot.index.passage_codec import (
    StoredPassages,
    decode_passage,
    encode_spans,
    make_passage_id,
    split_passage_id,
)
from tests.index.samples import STRANGE, analyzed, article


@pytest.mark.parametrize("given", STRANGE, ids=lambda given: given.id)
def test_passages_come_back_from_their_spans(given: Article) -> None:
    for passage in analyzed(given)[0].passages:
        assert decode_passage(encode_spans(passage), given, passage.number) == passage


@pytest.mark.parametrize("article_number", [1, 2**24, 2**39 - 1])
@pytest.mark.parametrize("passage_number", [0, 1, 2**24 - 1])
def test_a_passage_id_has_the_numbers_of_article_and_passage(
    article_number: int, passage_number: int
) -> None:
    passage_id = make_passage_id(article_number, passage_number)
    assert split_passage_id(passage_id) == (article_number, passage_number)
    assert passage_id < 2**63


def test_stored_passages_are_a_sequence_like_others() -> None:
    given = analyzed(article(" ".join(f"Sentence {n} stands here." for n in range(200))))[0]
    stored = StoredPassages(given.article, [encode_spans(passage) for passage in given.passages])
    assert len(stored) == len(given.passages) > 3
    assert tuple(stored) == given.passages
    assert stored[-1] == given.passages[-1]
    assert tuple(stored[1:3]) == given.passages[1:3]
    assert given.passages[2] in stored
    with pytest.raises(IndexError):
        stored[len(stored)]
