from pathlib import Path

from benchmarks.serving.load import Crowd, LoadResult
from benchmarks.serving.processes import read_family_seconds, read_memory
from tests.newsroom import write_newsroom
from tests.processes import list_family
from tests.telegram.process import running
from tests.waiting import LAST_RESORT


async def test_people_ask_as_often_as_is_said_and_each_answer_is_timed(tmp_path: Path) -> None:
    write_newsroom(tmp_path / "corpus")
    async with running(tmp_path, DATELINE_SEEDS="") as bot:
        crowd = Crowd(bot.server.world, ["Who is Ines Carrow?"], people=10)
        result = await crowd.ask_at_rate(10, 2, LAST_RESORT)
        assert 5 < result.questions < 40
        assert result.unanswered == 0
        assert len(result.latencies) == result.questions
        assert 0 < result.percentile(0.5) <= result.percentile(0.99) == max(result.latencies)
        together = await crowd.ask_together(3, 1, LAST_RESORT)
        assert together.questions >= 3
        assert bot.process_id in list_family(bot.process_id)
        assert read_family_seconds(bot.process_id) > 0
        assert 1 < read_memory(bot.process_id).private <= read_memory(bot.process_id).pss


def test_percentiles_are_of_the_answers() -> None:
    result = LoadResult(5, 2.0, [0.4, 0.1, 0.2, 0.3], 1)
    assert result.rate == 2
    assert (result.percentile(0), result.percentile(0.5), result.percentile(0.99)) == (
        0.1,
        0.3,
        0.4,
    )
