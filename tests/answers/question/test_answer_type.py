import pytest

from bot.answers.question.answer_type import Form, asked
from bot.language.analyzer import Analyzer

ANALYZER = Analyzer()


@pytest.mark.parametrize(
    ("question", "form"),
    [
        ("Who won?", Form.WHO),
        ("How many ships sank?", Form.HOW_MANY),
        ("How much did it cost?", Form.HOW_MUCH),
        ("What percentage agreed?", Form.SHARE),
        ("When did it open?", Form.WHEN),
        ("Where did it happen?", Form.WHERE),
        ("Which airline stopped?", Form.WHICH),
        ("What did she say?", Form.WHAT),
        ("The bridge fell after ____.", Form.BLANK),
        ("Did it fall?", Form.OTHER),
    ],
)
def test_the_form_is_read_from_the_question(question: str, form: Form) -> None:
    assert asked(question, ANALYZER).form is form


@pytest.mark.parametrize(
    ("question", "noun"),
    [
        ("Which airline stopped its flights?", ("airlin", "stop", "it")),
        ("What is it?", ()),
        ("In which meteor shower of this month is it?", ("meteor", "shower")),
        ("Did it fall?", ()),
    ],
)
def test_the_noun_behind_which_or_what_is_known(question: str, noun: tuple[str, ...]) -> None:
    assert asked(question, ANALYZER).noun[: len(noun) or 1][:2] == noun[:2]


@pytest.mark.parametrize(
    ("question", "place", "other"),
    [
        ("Which country did it first?", "portugal", "berlin"),
        ("In what US state is it?", "nebraska", "portugal"),
        ("Which city is it in?", "berlin", "nebraska"),
        ("On which continent is it?", "africa", "berlin"),
    ],
)
def test_a_question_for_a_place_knows_the_places(question: str, place: str, other: str) -> None:
    places = asked(question, ANALYZER).places
    assert places is not None
    assert place in places
    assert other not in places
    assert asked("Who did it?", ANALYZER).places is None
