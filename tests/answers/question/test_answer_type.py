import pytest

from bot.answers.question.answer_type import QuestionForm, analyze_question
from bot.language.analyzer import Analyzer

ANALYZER = Analyzer()


@pytest.mark.parametrize(
    ("question", "form"),
    [
        ("Who won?", QuestionForm.PERSON),
        ("How many ships sank?", QuestionForm.COUNT),
        ("How much did it cost?", QuestionForm.AMOUNT),
        ("What percentage agreed?", QuestionForm.SHARE),
        ("When did it open?", QuestionForm.TIME),
        ("Where did it happen?", QuestionForm.PLACE),
        ("Which airline stopped?", QuestionForm.CHOICE),
        ("What did she say?", QuestionForm.THING),
        ("The bridge fell after ____.", QuestionForm.BLANK),
        ("Did it fall?", QuestionForm.UNKNOWN),
        ("tunnel price", QuestionForm.AMOUNT),
        ("talmor flood death toll", QuestionForm.COUNT),
        ("What is the length of the tunnel?", QuestionForm.COUNT),
        ("What's the tunnel's opening date?", QuestionForm.TIME),
        ("What did the price tell us?", QuestionForm.THING),
        ("tunnel", QuestionForm.UNKNOWN),
    ],
)
def test_the_form_is_read_from_the_question(question: str, form: QuestionForm) -> None:
    assert analyze_question(question, ANALYZER).form is form


@pytest.mark.parametrize(
    ("question", "noun"),
    [
        ("Which airline stopped its flights?", ("airlin", "stop", "it")),
        ("What is it?", ()),
        ("In which meteor shower of this month is it?", ("meteor", "shower")),
        ("Did it fall?", ()),
    ],
)
def test_the_noun_after_which_or_what_is_found(question: str, noun: tuple[str, ...]) -> None:
    assert analyze_question(question, ANALYZER).noun_terms[: len(noun) or 1][:2] == noun[:2]


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
    places = analyze_question(question, ANALYZER).places
    assert places is not None
    assert place in places
    assert other not in places
    assert analyze_question("Who did it?", ANALYZER).places is None


@pytest.mark.parametrize(
    ("question", "opening", "wants_mention"),
    [
        ("Who won?", "open", True),
        ("How many ships sank?", "how_much", True),
        ("tunnel price", "bare", True),
        ("Why did it sink?", "why", False),
        ("How did it sink?", "how", False),
        ("Did it sink?", "yes_no", False),
        ("Who is Ada Brook?", "who_is", False),
        ("What is the price of gold?", "open", True),
    ],
)
def test_how_a_question_asks_tells_whether_a_name_or_number_answers(
    question: str, opening: str, *, wants_mention: bool
) -> None:
    analysis = analyze_question(question, ANALYZER)
    assert (analysis.opening, analysis.wants_mention) == (opening, wants_mention)
