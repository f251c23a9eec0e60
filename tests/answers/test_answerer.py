import tracemalloc
from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answers.answer import Answer
from bot.answers.answerer import Answerer
from bot.answers.examples import find_sample_questions
from bot.answers.selection.quoting import MAX_QUOTES
from bot.articles.article import Article, derive_id
from bot.corpus.folder import CorpusFolder
from bot.index.memory.index import MemoryIndex
from bot.language.analyzer import Analyzer
from tests.paths import SEEDS

AT = date(2026, 1, 8)


def article(text: str, day: str = "2026-01-07", title: str = "") -> Article:
    published = date.fromisoformat(day)
    return Article(derive_id("", published, title, text), text, published, "a.txt", title=title)


def answerer(*articles: Article) -> Answerer:
    analyzer = Analyzer()
    return Answerer(MemoryIndex(articles, analyzer), analyzer)


@pytest.fixture(scope="module")
def seed() -> Callable[[str], Answer]:
    read = [found for found in CorpusFolder(SEEDS).read() if isinstance(found, Article)]
    asked = answerer(*read)
    return lambda question: asked.answer(question, AT)


@pytest.mark.parametrize(
    ("question", "holds"),
    [
        ("How many troops did North Korea send to Russia?", "sent around 14,000 soldiers"),
        ("What did Ju Ae wear at the memorial?", "wore a red muffler"),
        ("When did North Korea and Russia sign the strategic partnership treaty?", "in 2024"),
        ("What did Kim call the soldiers?", "heroes who sacrificed themselves"),
        ("Who stood on the forklift?", "show Ju Ae and some officials"),
        ("What did the country test on Monday?", "tested more ballistic missiles"),
        ("how many soldiers were killed", "more than 6,000 of them were killed"),
        ("What did South Korea and Japan detect?", "two hypersonic missiles"),
        ("Why does North Korea send workers?", "lack of workforce"),
    ],
)
def test_the_first_quote_holds_the_answer(
    seed: Callable[[str], Answer], question: str, holds: str
) -> None:
    assert holds in seed(question).quotes[0].text


@pytest.mark.parametrize(
    ("question", "missing"),
    [
        ("Who won the Champions League?", ("won", "Champions", "League")),
        ("What is the price of gold?", ("price", "gold")),
        ("Tell me about the election in Brazil", ("election", "Brazil")),
        ("Did Trump meet Macron in Paris?", ("Trump", "meet", "Macron", "Paris")),
    ],
)
def test_a_question_on_something_else_gets_no_quote(
    seed: Callable[[str], Answer], question: str, missing: tuple[str, ...]
) -> None:
    answer = seed(question)
    assert answer.quotes == ()
    assert answer.missing == missing
    assert (answer.stats.articles, answer.stats.last) == (1, date(2026, 1, 7))


@pytest.mark.parametrize("question", ["", "?!", "what is it?", "the", "🙂", "\ud800"])
def test_a_question_without_a_word_to_search_for_gets_no_quote(
    seed: Callable[[str], Answer], question: str
) -> None:
    assert seed(question).quotes == ()


def test_what_is_published_after_the_day_does_not_exist() -> None:
    old = article("The mayor of Springfield opened the bridge.", "2025-03-01")
    new = article("The mayor of Springfield closed the bridge.", "2025-03-05")
    question = "What did the mayor of Springfield do with the bridge?"
    before = answerer(old, new).answer(question, date(2025, 3, 4))
    assert [quote.article for quote in before.quotes] == [old]
    assert before.stats.articles == 1
    none = answerer(old, new).answer(question, date(2025, 2, 1))
    assert (none.quotes, none.stats.articles) == ((), 0)
    assert set(none.missing) == {"mayor", "Springfield", "bridge"}


def test_words_that_never_occur_together_are_no_answer() -> None:
    apart = answerer(
        article("Quebec elected its parliament on a rainy day."),
        article("A volcano in Iceland erupted while tourists watched."),
        *(article(f"Company number {n} reported its quarterly earnings.") for n in range(20)),
    ).answer("Did the Quebec parliament watch a volcano erupt in Iceland near Montreal?", AT)
    assert apart.missing == ("near", "Montreal")
    split = answerer(
        article("Quebec is cold."), article("Volcanoes erupt."), article("Penguins swim.")
    ).answer("Quebec volcanoes, penguins?", AT)
    assert (split.quotes, split.missing) == ((), ())


@pytest.mark.parametrize("opening", ["She", "He", "It", "They", "This", "That", "“She", "It’s"])
def test_a_sentence_that_opens_with_a_pronoun_takes_the_one_before_along(opening: str) -> None:
    text = f"The senator met the press. {opening} wore a purple hat on Sunday."
    (quote,) = answerer(article(text)).answer("Who wore the purple hat on Sunday?", AT).quotes
    assert quote.text == text


def test_a_last_sentence_takes_the_one_before_it_along_from_another_paragraph() -> None:
    text = "The senator met the press.\n\nShe wore a purple hat on Sunday."
    (quote,) = answerer(article(text)).answer("Who wore the purple hat on Sunday?", AT).quotes
    assert quote.text == text


def test_a_quote_has_three_sentences_at_most() -> None:
    text = "Ann is mayor. She came. She saw. She spoke. She wore a purple hat on Sunday."
    quotes = answerer(article(text)).answer("Who wore the purple hat on Sunday?", AT).quotes
    assert quotes[0].text == "She saw. She spoke. She wore a purple hat on Sunday."


def test_no_two_quotes_say_the_same() -> None:
    copies = [
        article("The comet passes Earth on Friday night.", f"2026-01-0{n}") for n in range(1, 7)
    ]
    assert len(answerer(*copies).answer("When does the comet pass Earth?", AT).quotes) == 1


def test_an_endless_sentence_costs_no_more_than_its_own_words() -> None:
    endless = article("the harbour opened day " + " ".join(f"w{n}" for n in range(50_000)))
    asked = answerer(endless, *(article(f"The harbour opened on day {n}.") for n in range(40)))
    tracemalloc.start()
    quotes = asked.answer("When did the harbour open?", AT).quotes
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert quotes
    assert peak < 20_000_000


def test_the_examples_are_questions_that_get_their_answer() -> None:
    read = [found for found in CorpusFolder(SEEDS).read() if isinstance(found, Article)]
    asked = answerer(*read)
    found = find_sample_questions(asked, read, AT)
    assert len(found) == 2
    for question in found:
        assert question.endswith("?")
        assert asked.answer(question, AT).quotes


words = st.sampled_from(
    "Kim said that the missile, tested on Monday. flew She It 1,000 miles! U.S. “Why?” \n\n".split(
        " "
    )
)


@given(st.lists(st.lists(words | st.text(max_size=5)).map(" ".join), max_size=4), st.data())
def test_every_quote_is_a_slice_of_its_article(texts: list[str], data: st.DataObject) -> None:
    articles = [article(text) for text in texts]
    question = data.draw(st.lists(words).map(" ".join) | st.text())
    quotes = answerer(*articles).answer(question, AT).quotes
    assert len(quotes) <= MAX_QUOTES
    for quote in quotes:
        assert quote.text
        assert quote.article.text[quote.span.start : quote.span.end] == quote.text
        assert quote.article in articles


def test_in_a_small_corpus_a_sentence_that_has_all_of_the_question_answers() -> None:
    texts = [f"Ship {n} sailed to the port of Marenne with grain." for n in range(8)]
    articles = [
        Article("News", f"News\n\n{text}", date(2025, 1, 1), "a.txt")
        for text in (*texts, "The mayor opened the cove of Talmor.")
    ]
    analyzer = Analyzer()
    answerer = Answerer(MemoryIndex(articles, analyzer), analyzer)
    found = answerer.answer("Who opened the cove of Talmor?", date(2026, 1, 1))
    assert found.quotes[0].text == "The mayor opened the cove of Talmor."
    assert not found.is_nearest
    assert not answerer.answer("Who opened the port of Lusk?", date(2026, 1, 1)).quotes


def test_marks_that_nobody_sees_make_no_difference_to_a_question() -> None:
    answers = answerer(article("The helicopter pad on the pier opened on Monday."))
    day = date(2026, 1, 9)
    plain = answers.answer("When did the helicopter pad open?", day)
    assert plain.quotes
    assert answers.answer("When did the heli\u00adcop\u200bter pad open?", day) == plain
