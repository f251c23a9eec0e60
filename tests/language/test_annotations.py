from collections.abc import Sequence
from itertools import accumulate, pairwise

from hypothesis import given
from hypothesis import strategies as st

from bot.language.analyzer import Analyzer
from bot.language.annotations import KINDS, Annotations, decode_annotations, encode_annotations
from bot.language.hashing import hash_terms, pack_hashes
from bot.language.mention_parts import split_parts
from bot.language.mentions import find_mentions

ANALYZER = Analyzer()


def noted(number: int, title: str, sentences: Sequence[str]) -> bytes:
    pieces = [text.split() for text in sentences]
    terms = [ANALYZER.analyze_pieces(of)[1] for of in pieces]
    return encode_annotations(
        number, pack_hashes(ANALYZER.terms(title)), sentences, pieces, terms, ANALYZER
    )


def dealt(values: Sequence[object], lengths: Sequence[int]) -> list[list[object]]:
    return [list(values[start:end]) for start, end in pairwise(accumulate(lengths, initial=0))]


def shown(notes: Annotations) -> list[tuple[list[object], list[object]]]:
    """Return of each sentence its terms, and of its mentions the kind and the first part."""
    whole = [of[0] for of in dealt(notes.parts.tolist(), notes.part_counts.tolist())]
    found = list(zip((KINDS[kind] for kind in notes.kinds), whole, strict=True))
    terms = dealt(notes.terms.tolist(), notes.lengths.tolist())
    return list(zip(terms, dealt(found, notes.counts.tolist()), strict=True))


def test_notes_come_back_sentence_by_sentence() -> None:
    sentences = ["Officials met Ada Moreau.", "", "Then officials left: 12|13\t14\n15."]
    notes = decode_annotations([noted(3, "A title", sentences)])
    assert (notes.numbers.tolist(), notes.titles.tolist(), notes.sizes.tolist()) == ([3], [1], [3])
    assert notes.title_terms.tolist() == hash_terms(["titl"])
    assert notes.letters.tolist() == [len(text) for text in sentences]
    first, empty, last = shown(notes)
    ada = hash_terms(["nada moreau"])
    numbers = hash_terms(["#12", "#13", "#14", "#15"])
    assert first == (hash_terms(["offici", "meet", "ada", "moreau"]), [("n", ada[0])])
    assert empty == ([], [])
    assert last[0] == hash_terms(["offici", "leav", "12", "13", "14", "15"])
    assert last[1] == [("#", number) for number in numbers]


def test_a_name_is_noted_with_its_parts() -> None:
    notes = decode_annotations([noted(0, "", ["They met Ada Moreau for $7."])])
    assert notes.part_counts.tolist() == [3, 1]
    assert notes.parts.tolist() == hash_terms(["nada moreau", "nada", "nmoreau", "$$7"])
    assert notes.part_words.tolist() == [2, 1, 1, 1]
    assert notes.part_letters.tolist() == [10, 3, 6, 2]
    terms = dealt(notes.part_terms.tolist(), notes.part_lengths.tolist())
    assert terms == [hash_terms(of) for of in (["ada", "moreau"], ["ada"], ["moreau"], ["7"])]


def test_the_notes_of_several_passages_follow_each_other() -> None:
    passages = [(0, "", ["It rained."]), (4, "Two words", ["", "Ada met Ben.", "7 left."])]
    together = decode_annotations([noted(*passage) for passage in passages])
    assert (together.numbers.tolist(), together.sizes.tolist()) == ([0, 4], [1, 3])
    alone = [shown(decode_annotations([noted(*passage)])) for passage in passages]
    assert shown(together) == [*alone[0], *alone[1]]


def test_of_no_passages_there_is_nothing() -> None:
    notes = decode_annotations([])
    assert len(notes.numbers) == len(notes.terms) == len(notes.lengths) == len(notes.parts) == 0


@given(st.lists(st.lists(st.text(max_size=60), min_size=1, max_size=4), min_size=1, max_size=3))
def test_no_text_breaks_the_notes(passages: list[list[str]]) -> None:
    notes = decode_annotations(
        [noted(number, texts[0], texts) for number, texts in enumerate(passages)]
    )
    sentences = [text for texts in passages for text in texts]
    assert notes.sizes.tolist() == [len(texts) for texts in passages]
    assert notes.letters.tolist() == list(map(len, sentences))
    terms = dealt(notes.terms.tolist(), notes.lengths.tolist())
    assert terms == [hash_terms(ANALYZER.terms(text)) for text in sentences]
    assert len(notes.kinds) == len(notes.part_counts) == notes.counts.sum()
    assert len(notes.parts) == notes.part_counts.sum()
    assert len(notes.part_terms) == notes.part_lengths.sum()


@given(st.text(max_size=200))
def test_sizes_of_parts_fit_their_room(text: str) -> None:
    (named,) = find_mentions([text], [text.split()])
    found = [part for mention in named for part in split_parts(mention, ANALYZER)]
    notes = decode_annotations([noted(0, "", [text])])
    assert notes.part_letters.tolist() == [len(key) - 1 for key, _, _ in found]
    assert notes.part_words.tolist() == [words for _, words, _ in found]
    assert notes.part_lengths.tolist() == [len(terms) for _, _, terms in found]


def test_how_a_sentence_looks_is_noted() -> None:
    notes = decode_annotations(
        [noted(0, "", ["“She left,” he said.", "Who knows?", "Its roof fell."])]
    )
    assert notes.quotes.tolist() == [1, 0, 0]
    assert notes.leans.tolist() == [1, 0, 0]
    assert notes.pronoun.tolist() == [1, 0, 1]
    assert notes.question.tolist() == [0, 1, 0]
