from datetime import date

import pytest

from bot.evaluation.questions import Question, QuestionError, read_questions, sample_evenly

TODAY = date(2026, 1, 9)


def test_a_line_needs_a_question_and_its_answers_alone() -> None:
    found = read_questions(
        ['\ufeff{"question": "Who won?", "answers": "Ann"}\n', "\n"], "at", TODAY
    )
    assert found.questions == (Question("1", "Who won?", TODAY, ("Ann",)),)


def test_the_day_comes_from_the_column_that_is_named() -> None:
    line = (
        '{"id": 7, "question": "Who?", "answers": ["Ann", "Bo"],'
        ' "at": "2026-01-01", "asked": "2026-01-02T10:00:00Z"}'
    )
    assert read_questions([line], "at", TODAY).questions[0].at == date(2026, 1, 1)
    found = read_questions([line], "asked", TODAY).questions[0]
    assert found == Question("7", "Who?", date(2026, 1, 2), ("Ann", "Bo"))


def test_unanswerable_questions_are_left_out_and_counted() -> None:
    lines = [
        '{"question": "Who?", "answers": ["👍"], "answerable": false}',
        '{"question": "Who?", "answers": ["Ann"], "answerable": true}',
    ]
    found = read_questions(lines, "at", TODAY)
    assert (len(found.questions), found.left_out) == (1, 1)


def test_a_file_with_kinds_has_questions_without_answers() -> None:
    lines = [
        '{"id": "t", "kind": "topic", "question": "Marenne", "answers": null, "articles": ["x"]}',
        '{"id": "b", "kind": "browse", "question": "News?", "range": ["2026-01-02", "2026-01-09"]}',
        '{"id": "u", "kind": "unanswerable", "question": "Who?", "answers": []}',
        '{"id": "c", "kind": "courtesy", "question": "Hi"}',
    ]
    topic, browse, unanswerable, courtesy = read_questions(lines, "at", TODAY).questions
    assert (topic.kind, topic.articles, topic.answers) == ("topic", ("x",), ())
    assert browse.days == (date(2026, 1, 2), TODAY)
    assert unanswerable.answers == courtesy.answers == ()


@pytest.mark.parametrize("context", ['"Who won?"', '["Who won?"]'])
def test_a_follow_up_is_asked_alone_and_behind_its_context(context: str) -> None:
    line = (
        '{"id": "f", "kind": "followup", "question": "When?", "answers": "May", "context": '
        + context
        + "}"
    )
    alone, joined = read_questions([line], "at", TODAY).questions
    assert (alone.id, alone.kind, alone.context) == ("f", "followup", ())
    assert (joined.id, joined.kind) == ("f+context", "followup+context")
    assert (joined.text, joined.context) == ("When?", ("Who won?",))


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("nonsense", "it is not JSON"),
        ("[1]", "not a JSON object"),
        ('{"answers": ["Ann"]}', "no text named question"),
        ('{"question": " ", "answers": ["Ann"]}', "no text named question"),
        ('{"question": "Who?"}', "no list named answers"),
        ('{"question": "Who?", "answers": []}', "no list named answers"),
        ('{"question": "Who?", "answers": ["…"]}', "no letter or digit"),
        ('{"question": "Who?", "answers": [1]}', "no letter or digit"),
        ('{"question": "Who?", "answers": ["Ann"], "at": "monday"}', "not a day"),
        ('{"kind": "fact", "question": "Who?"}', "no list named answers"),
        ('{"kind": "topic", "question": "X", "articles": 3}', "neither a text nor a list"),
        ('{"kind": "browse", "question": "X", "range": ["2026-01-01"]}', "not two days"),
        ('{"kind": "browse", "question": "X", "range": 5}', "not two days"),
        ('{"id": "2", "question": "Who?", "answers": ["Ann"]}', "'2' is used by an earlier line"),
    ],
)
def test_a_broken_line_is_refused_with_its_number(line: str, fault: str) -> None:
    before = '{"id": "2", "question": "Who?", "answers": ["Ann"]}'
    with pytest.raises(QuestionError, match=fault) as raised:
        read_questions([before, line], "at", TODAY)
    assert raised.value.line == 2


def test_a_limit_takes_questions_from_the_whole_file() -> None:
    questions = [Question(str(n), "Who?", TODAY, ("Ann",)) for n in range(10)]
    assert [question.id for question in sample_evenly(questions, 4)] == ["0", "2", "5", "7"]
    assert (
        sample_evenly(questions, 10)
        == sample_evenly(questions, 99)
        == sample_evenly(questions, None)
        == questions
    )
