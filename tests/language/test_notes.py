from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from bot.language.analyzer import Analyzer, written_words
from bot.language.notes import Notes, read_notes, take_notes


def noted(number: int, title: str, sentences: Sequence[str]) -> str:
    analyzer = Analyzer()
    words = list(map(written_words, sentences))
    terms = list(map(analyzer.terms_of, words))
    return take_notes(number, analyzer.terms(title), sentences, words, terms)


def runs(values: Sequence[str], lengths: Sequence[int]) -> list[list[str]]:
    rest = iter(values)
    return [[next(rest) for _ in range(length)] for length in lengths]


def shown(notes: Notes) -> list[tuple[list[str], list[str]]]:
    return list(
        zip(runs(notes.terms, notes.lengths), runs(notes.mentions, notes.counts), strict=True)
    )


def test_notes_come_back_sentence_by_sentence() -> None:
    sentences = ["Officials met Ada Moreau.", "", "Then officials left: 12|13\t14\n15."]
    notes = read_notes([noted(3, "A title", sentences)])
    assert (notes.numbers, notes.titles, notes.sizes) == ([3], [["titl"]], [3])
    assert list(notes.letters) == [len(text) for text in sentences]
    first, empty, last = shown(notes)
    assert first == (["offici", "meet", "ada", "moreau"], ["nada moreau"])
    assert empty == ([], [])
    assert last == (["offici", "leav", "12", "13", "14", "15"], ["#12", "#13", "#14", "#15"])


def test_the_notes_of_several_passages_follow_each_other() -> None:
    passages = [(0, "", ["It rained."]), (4, "Two words", ["", "Ada met Ben.", "7 left."])]
    together = read_notes([noted(*passage) for passage in passages])
    assert (together.numbers, together.sizes) == ([0, 4], [1, 3])
    alone = [shown(read_notes([noted(*passage)])) for passage in passages]
    assert shown(together) == [*alone[0], *alone[1]]


@given(st.lists(st.lists(st.text(max_size=60), min_size=1, max_size=4), min_size=1, max_size=3))
def test_no_text_breaks_the_notes(passages: list[list[str]]) -> None:
    notes = read_notes([noted(number, texts[0], texts) for number, texts in enumerate(passages)])
    assert notes.sizes == [len(texts) for texts in passages]
    assert list(notes.letters) == [len(text) for texts in passages for text in texts]
    assert len(notes.terms) == sum(notes.lengths)
    assert len(notes.mentions) == sum(notes.counts)
    terms = [Analyzer().terms(text) for texts in passages for text in texts]
    assert runs(notes.terms, notes.lengths) == terms


def test_how_a_sentence_looks_is_noted() -> None:
    notes = read_notes([noted(0, "", ["“She left,” he said.", "Who knows?", "Its roof fell."])])
    assert list(notes.quotes) == [1, 0, 0]
    assert list(notes.leans) == [1, 0, 0]
    assert list(notes.pronoun) == [1, 0, 1]
    assert list(notes.question) == [0, 1, 0]
