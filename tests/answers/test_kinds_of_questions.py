"""Questions of every kind about the newsroom, and what the first quote of each has to hold."""

import pytest

from bot.answers.answer import Turn
from bot.answers.question.kind import QuestionKind
from tests.newsroom import TODAY, newsroom_answerer

BEFORE = "Who won the election in Valdoria?"

# The kind, the question and a part of its first quote, None where there is to be no quote.
QUESTIONS = (
    (
        QuestionKind.FACT,
        "How many people died in the collapse of the Oskarvik bridge?",
        "15 people who died",
    ),
    (QuestionKind.FACT, "How many tins of infant formula did Brightmill recall?", "48,000 tins"),
    (QuestionKind.FACT, "Who won the election in Valdoria?", "Ines Carrow won"),
    (
        QuestionKind.FACT,
        "What interest rate did the central bank of Valdoria set?",
        "4.25 per cent",
    ),
    (QuestionKind.FACT, "Where was The Blue Heron found?", "in a barn near Ostrand"),
    (QuestionKind.FACT, "Who scored two goals in the cup final?", "Amadou Brel scored two"),
    (QuestionKind.FACT, "How much will the second breakwater cost?", "40 million crowns"),
    (QuestionKind.FACT, "Who follows Petra Holm as finance minister?", "Tomas Ridley"),
    (QuestionKind.FACT, "What magnitude did the earthquake in Tarsk have?", "magnitude 6.1"),
    (
        QuestionKind.FACT,
        "Which artwork was robbed from the gallery in Terrano?",
        "The Blue Heron",
    ),
    (QuestionKind.FACT, "oskarvik bridge death toll", "The death toll of the bridge"),
    (QuestionKind.FACT, "norwing strike flights cancelled", "cancelled 310 flights"),
    (QuestionKind.FACT, "terrano museum reward", "reward of 500,000 crowns"),
    (QuestionKind.FACT, "who won the elecion in Valdoria", "Ines Carrow won"),
    (QuestionKind.FACT, "How many houses burned down near Pelworth?", "60 houses"),
    (QuestionKind.YES_NO, "Did the mortgage costs go up in Valdoria?", "will cost more"),
    (QuestionKind.YES_NO, "Did Mila Vance die?", "are false"),
    (QuestionKind.YES_NO, "Did the Kestrels win the cup?", "won the Valdorian Cup"),
    (QuestionKind.YES_NO, "Was anyone hurt by the aftershock in Tarsk?", "Nobody was hurt"),
    (QuestionKind.YES_NO, "was anybody hurt in tarsk", "Nobody was hurt"),
    (QuestionKind.WHY_HOW, "Why did Petra Holm resign?", "had not declared a flat"),
    (QuestionKind.WHY_HOW, "Why did Mila Vance cancel her tour?", "needs surgery on her throat"),
    (QuestionKind.WHY_HOW, "How did the Pellworth fire start?", "a power line fell"),
    (
        QuestionKind.WHY_HOW,
        "How did the thieves get into the museum of Terrano?",
        "through a skylight",
    ),
    (QuestionKind.WHY_HOW, "Why do farmers protest in Norhaven?", "milk"),
    (QuestionKind.WHO_IS, "Who is Karin Dahl?", "chief executive, Karin Dahl"),
    (QuestionKind.WHO_IS, "who is Tomas Ridley", "the economist Tomas Ridley"),
    (QuestionKind.TOPIC, "Latest on the Oskarvik bridge", "Oskarvik bridge"),
    (QuestionKind.TOPIC, "news about Pellworth", "Pellworth"),
    (QuestionKind.TOPIC, "Carrow", "Carrow"),
    (QuestionKind.BROWSE, "What's new?", ""),
    (QuestionKind.BROWSE, "what happened yesterday?", ""),
    (QuestionKind.FOLLOW_UP, "How many seats does she have?", "84 of the 200 seats"),
    (QuestionKind.COURTESY, "hi", None),
    (QuestionKind.COURTESY, "thanks", None),
    (QuestionKind.ABOUT_BOT, "who are you?", None),
    (QuestionKind.FACT, "Who is the mayor of Zembla?", None),
    (QuestionKind.FACT, "Who climbed Mount Gorvath?", None),
    (QuestionKind.FACT, "What is the price of gold?", None),
    (QuestionKind.FACT, "gold price", None),
)


@pytest.mark.parametrize(
    ("kind", "question", "part"), QUESTIONS, ids=[question for _, question, _ in QUESTIONS]
)
def test_the_first_quote_holds_what_was_asked_for(
    kind: QuestionKind, question: str, part: str | None
) -> None:
    answerer = newsroom_answerer()
    turns: tuple[Turn, ...] = ()
    if kind is QuestionKind.FOLLOW_UP:
        turns = (Turn(BEFORE, answerer.answer(BEFORE, TODAY).quotes),)
    answer = answerer.answer(question, TODAY, turns)
    if part is None:
        assert answer.quotes == ()
        assert answer.more == ()
    else:
        assert answer.kind is kind
        assert answer.quotes
        assert part in answer.quotes[0].text


def test_what_looks_back_waits_behind_the_first_reply() -> None:
    answerer = newsroom_answerer()
    before = "How many houses burned down near Pellworth?"
    turns = (Turn(before, answerer.answer(before, TODAY).quotes),)
    found = answerer.answer("how did it start?", TODAY, turns)
    assert not any("1932" in quote.text for quote in found.quotes)
    assert any("1932" in quote.text for quote in found.more)
