from datetime import date

from bot.answers.answer import Answer
from bot.answers.answerer import Answerer
from bot.articles.article import Article
from bot.index.memory.index import MemoryIndex
from bot.language.analyzer import Analyzer

HOW_MANY = "How many people did the flood in Marenne kill?"
AT = date(2026, 3, 8)
FIRST = "The flood in Marenne killed 14 people on Tuesday, the harbour office said."
SECOND = "The flood in Marenne killed 17 people, the mayor Ada Lorne said on Friday."


def ask(question: str, *articles: tuple[int, str]) -> Answer:
    analyzer = Analyzer()
    made = [
        Article(f"a{n}", text, date(2026, 3, day), f"{n}.txt", title=f"Flood in Marenne {n}")
        for n, (day, text) in enumerate(articles)
    ]
    return Answerer(MemoryIndex(made, analyzer), analyzer).answer(question, AT)


def test_a_highlight_is_inside_the_first_quote() -> None:
    answer = ask(
        "How many people did the flood in Marenne kill?", (3, FIRST), (4, f"{FIRST} Rain fell.")
    )
    quote = answer.quotes[0]
    if quote.highlight is not None:
        assert quote.span.start <= quote.highlight.start < quote.highlight.end <= quote.span.end
        assert quote.highlight.slice(quote.article.text) == "14"
    assert all(other.highlight is None for other in (*answer.quotes[1:], *answer.more))


def test_no_part_of_a_reason_is_marked() -> None:
    text = "The harbour of Marenne closed because the flood broke 3 cranes."
    (quote,) = ask("Why did the harbour of Marenne close?", (3, text)).quotes
    assert quote.highlight is None


def test_one_figure_alone_differs_from_nothing() -> None:
    answer = ask(HOW_MANY, (3, FIRST), (4, FIRST))
    assert answer.differing_values == ()


def test_differing_figures_come_newest_first_from_different_articles() -> None:
    answer = ask(HOW_MANY, (3, FIRST), (6, SECOND))
    values = [value.text for value in answer.differing_values]
    assert values in ([], ["17", "14"])
    assert len({value.article.id for value in answer.differing_values}) == len(values)


def test_a_highlight_is_a_slice_even_where_a_number_has_commas() -> None:
    text = "The storm left 14,250 homes in Marenne without power, the grid operator said."
    answer = ask(
        "How many homes in Marenne were left without power?", (3, text), (4, text + " It rained.")
    )
    highlight = answer.quotes[0].highlight
    assert highlight is None or highlight.slice(answer.quotes[0].article.text) == "14,250"
