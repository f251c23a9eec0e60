from collections.abc import Sequence
from itertools import accumulate, pairwise

from hypothesis import given
from hypothesis import strategies as st

from bot.language.analyzer import Analyzer
from bot.language.annotations import KINDS, Annotations, decode_annotations, encode_annotations
from bot.language.hashing import hash_terms, pack_hashes
from bot.language.mentions.parts import split_parts
from bot.language.mentions.passage_mentions import find_mentions

ANALYZER = Analyzer()


def encode(number: int, title: str, sentences: Sequence[str]) -> bytes:
    pieces = [text.split() for text in sentences]
    terms = [ANALYZER.analyze_pieces(sentence)[1] for sentence in pieces]
    return encode_annotations(
        number, pack_hashes(ANALYZER.terms(title)), sentences, pieces, terms, ANALYZER
    )


def split(values: Sequence[object], lengths: Sequence[int]) -> list[list[object]]:
    return [list(values[start:end]) for start, end in pairwise(accumulate(lengths, initial=0))]


def summarize(annotations: Annotations) -> list[tuple[list[object], list[object]]]:
    """Return the terms of each sentence, and the kind and first part of its mentions."""
    names = [
        parts[0] for parts in split(annotations.parts.tolist(), annotations.part_counts.tolist())
    ]
    mentions = list(zip((KINDS[kind] for kind in annotations.kinds), names, strict=True))
    terms = split(annotations.terms.tolist(), annotations.lengths.tolist())
    return list(zip(terms, split(mentions, annotations.counts.tolist()), strict=True))


def test_annotations_are_decoded_sentence_by_sentence() -> None:
    sentences = ["Officials met Ada Moreau.", "", "Then officials left: 12|13\t14\n15."]
    annotations = decode_annotations([encode(3, "A title", sentences)])
    assert (
        annotations.numbers.tolist(),
        annotations.titles.tolist(),
        annotations.sizes.tolist(),
    ) == ([3], [1], [3])
    assert annotations.title_terms.tolist() == hash_terms(["titl"])
    assert annotations.letters.tolist() == [len(text) for text in sentences]
    first, empty, last = summarize(annotations)
    ada = hash_terms(["nada moreau"])
    numbers = hash_terms(["#12", "#13", "#14", "#15"])
    assert first == (hash_terms(["offici", "meet", "ada", "moreau"]), [("n", ada[0])])
    assert empty == ([], [])
    assert last[0] == hash_terms(["offici", "leav", "12", "13", "14", "15"])
    assert last[1] == [("#", number) for number in numbers]


def test_a_name_is_annotated_with_its_parts() -> None:
    annotations = decode_annotations([encode(0, "", ["They met Ada Moreau for $7."])])
    assert annotations.part_counts.tolist() == [3, 1]
    assert annotations.parts.tolist() == hash_terms(["nada moreau", "nada", "nmoreau", "$$7"])
    assert annotations.part_words.tolist() == [2, 1, 1, 1]
    assert annotations.part_letters.tolist() == [10, 3, 6, 2]
    terms = split(annotations.part_terms.tolist(), annotations.part_lengths.tolist())
    assert terms == [hash_terms(words) for words in (["ada", "moreau"], ["ada"], ["moreau"], ["7"])]


def test_annotations_of_several_passages_are_back_to_back() -> None:
    passages = [(0, "", ["It rained."]), (4, "Two words", ["", "Ada met Ben.", "7 left."])]
    joint = decode_annotations([encode(*passage) for passage in passages])
    assert (joint.numbers.tolist(), joint.sizes.tolist()) == ([0, 4], [1, 3])
    separate = [summarize(decode_annotations([encode(*passage)])) for passage in passages]
    assert summarize(joint) == [*separate[0], *separate[1]]


def test_no_passages_have_no_annotations() -> None:
    annotations = decode_annotations([])
    assert (
        len(annotations.numbers)
        == len(annotations.terms)
        == len(annotations.lengths)
        == len(annotations.parts)
        == 0
    )


@given(st.lists(st.lists(st.text(max_size=60), min_size=1, max_size=4), min_size=1, max_size=3))
def test_annotations_of_any_text_are_decoded(passages: list[list[str]]) -> None:
    annotations = decode_annotations(
        [encode(number, texts[0], texts) for number, texts in enumerate(passages)]
    )
    sentences = [text for texts in passages for text in texts]
    assert annotations.sizes.tolist() == [len(texts) for texts in passages]
    assert annotations.letters.tolist() == list(map(len, sentences))
    terms = split(annotations.terms.tolist(), annotations.lengths.tolist())
    assert terms == [hash_terms(ANALYZER.terms(text)) for text in sentences]
    assert len(annotations.kinds) == len(annotations.part_counts) == annotations.counts.sum()
    assert len(annotations.parts) == annotations.part_counts.sum()
    assert len(annotations.part_terms) == annotations.part_lengths.sum()


@given(st.text(max_size=200))
def test_sizes_of_parts_fit_their_bits(text: str) -> None:
    (mentions,) = find_mentions([text], [text.split()])
    parts = [part for mention in mentions for part in split_parts(mention, ANALYZER)]
    annotations = decode_annotations([encode(0, "", [text])])
    assert annotations.part_letters.tolist() == [len(key) - 1 for key, _, _ in parts]
    assert annotations.part_words.tolist() == [words for _, words, _ in parts]
    assert annotations.part_lengths.tolist() == [len(terms) for _, _, terms in parts]


def test_a_sentence_is_annotated_with_its_quotes_and_opening() -> None:
    annotations = decode_annotations(
        [encode(0, "", ["“She left,” he said.", "Who knows?", "Its roof fell."])]
    )
    assert annotations.quotes.tolist() == [1, 0, 0]
    assert annotations.leans.tolist() == [1, 0, 0]
    assert annotations.pronoun.tolist() == [1, 0, 1]
    assert annotations.question.tolist() == [0, 1, 0]
