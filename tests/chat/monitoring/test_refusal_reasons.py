from dataclasses import replace

import pytest

from bot.answers.answer import Answer
from bot.answers.question.kind import QuestionKind
from bot.chat.monitoring.refusal_reasons import RefusalReason, find_refusal_reason
from tests.chat.samples import NO_ARTICLES, answer, article, quote

REFUSED = answer()


@pytest.mark.parametrize(
    ("refused", "reason"),
    [
        (REFUSED, RefusalReason.NO_SENTENCE),
        (answer(missing=("zirconium",)), RefusalReason.UNKNOWN_WORDS),
        (answer(stats=NO_ARTICLES), RefusalReason.NO_ARTICLES),
        (replace(REFUSED, missing_language=True), RefusalReason.OTHER_LANGUAGE),
        (replace(REFUSED, kind=QuestionKind.ARTICLE), RefusalReason.UNKNOWN_ADDRESS),
        (replace(REFUSED, kind=QuestionKind.BROWSE), RefusalReason.NO_ARTICLE_OF_DAYS),
        (answer(quote(article())), None),
        (replace(REFUSED, kind=QuestionKind.COURTESY), None),
        (replace(REFUSED, kind=QuestionKind.EMPTY), None),
    ],
)
def test_each_refusal_has_its_reason(refused: Answer, reason: RefusalReason | None) -> None:
    assert find_refusal_reason(refused) == reason
