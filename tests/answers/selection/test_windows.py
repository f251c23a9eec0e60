from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from bot.answers.selection.quotables import Quotable
from bot.answers.selection.windows import WINDOW_LENGTH, list_windows
from bot.articles.article import Article
from bot.index.memory.index import MemoryIndex
from bot.index.protocol import Hit, InMemoryPassage, Snapshot
from bot.language.analyzer import Analyzer

FIRST = "The harbour of Marenne reopened on Monday after a storm."
SECOND = "No injuries were reported."
THIRD = "The port authority wants a second breakwater before winter comes."


def snapshot_of(article: Article) -> Snapshot:
    return MemoryIndex([article], Analyzer()).snapshot()


def show_windows(text: str, number: int, position: int) -> list[str]:
    """Return the windows of a sentence, the longest last."""
    article = Article("Harbour", f"Harbour\n\n{text}", date(2026, 3, 2), "a.txt")
    snapshot = snapshot_of(article)
    passage = snapshot.passages(article.id)[number]
    hit = Hit(InMemoryPassage(passage, b""), 1.0)
    length = len(passage.sentences[position])
    windows = list_windows(Quotable(hit, position, length, frozenset()), snapshot)
    return sorted((window.span.slice(article.text) for window in windows), key=len)


def test_a_sentence_is_shown_with_the_one_after_it() -> None:
    assert show_windows(f"{FIRST} {SECOND}", 0, 0) == [FIRST, f"{FIRST} {SECOND}"]


def test_the_last_sentence_is_shown_with_the_one_before_it() -> None:
    assert show_windows(f"{FIRST} {SECOND}", 0, 1) == [SECOND, f"{FIRST} {SECOND}"]


def test_where_two_sentences_are_short_a_third_is_shown() -> None:
    text = f"{FIRST} {SECOND} {THIRD}"
    for position in range(3):
        assert show_windows(text, 0, position)[-1] == text


def test_a_window_crosses_the_end_of_a_passage() -> None:
    filler = " ".join(f"Sentence {n} of the long report says little of note." for n in range(11))
    text = f"{filler} {FIRST} {SECOND} {THIRD} {filler.replace('Sentence', 'Part')}"
    article = Article("Harbour", f"Harbour\n\n{text}", date(2026, 3, 2), "a.txt")
    passages = snapshot_of(article).passages(article.id)
    assert len(passages) > 1
    last = len(passages[0].sentences) - 1
    following = passages[1].sentences[0].slice(article.text)
    assert any(following in window for window in show_windows(text, 0, last))


@given(st.lists(st.integers(2, 60), min_size=1, max_size=8), st.data())
def test_windows_hold_their_sentence_and_are_no_longer_than_allowed(
    sizes: list[int], data: st.DataObject
) -> None:
    text = " ".join(f"Number {n} {'word ' * size}ends." for n, size in enumerate(sizes))
    article = Article("Harbour", f"Harbour\n\n{text}", date(2026, 3, 2), "a.txt")
    snapshot = snapshot_of(article)
    passages = snapshot.passages(article.id)
    passage = data.draw(st.sampled_from(list(passages)))
    position = data.draw(st.integers(0, len(passage.sentences) - 1))
    sentence = passage.sentences[position]
    hit = Hit(InMemoryPassage(passage, b""), 1.0)
    for window in list_windows(Quotable(hit, position, len(sentence), frozenset()), snapshot):
        assert sentence.slice(article.text) in window.span.slice(article.text)
        assert window.length == len(window.span) <= max(WINDOW_LENGTH, len(sentence))


def test_a_sentence_is_offered_alone_and_with_either_neighbour() -> None:
    article = Article("Harbour", f"Harbour\n\n{FIRST} {SECOND} {THIRD}", date(2026, 3, 2), "a.txt")
    snapshot = snapshot_of(article)
    (passage,) = snapshot.passages(article.id)
    hit = Hit(InMemoryPassage(passage, b""), 1.0)
    sentence = Quotable(hit, 1, len(SECOND), frozenset())
    windows = list_windows(sentence, snapshot)
    texts = [window.span.slice(article.text) for window in windows]
    assert texts[0] == SECOND
    assert {f"{SECOND} {THIRD}", f"{FIRST} {SECOND}"} <= set(texts)
    assert len(set(texts)) == len(texts)
    assert all(len(text) == window.length for text, window in zip(texts, windows, strict=True))
