"""What the buttons below an answer show, with the real bot over real HTTP."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from tests.newsroom import publish_articles, write_newsroom
from tests.telegram.client import Group, Private, button, buttons, copy_of, link_of, quotes
from tests.telegram.process import BotProcess, running
from tests.telegram.shapes import Message, covered

pytestmark = [pytest.mark.asyncio(loop_scope="module"), pytest.mark.xdist_group("views")]

HERON = "Who painted The Blue Heron?"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def bot(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[BotProcess]:
    folder = tmp_path_factory.mktemp("bot")
    write_newsroom(folder / "corpus", publish_articles())
    async with running(folder, seeds="") as process:
        yield process


@pytest.fixture
def person(bot: BotProcess) -> Private:
    return Private(bot.server.world)


def bold(message: Message) -> list[str]:
    return [covered(message, each) for each in message["entities"] if each["type"] == "bold"]


async def test_every_button_of_an_answer_leads_somewhere_and_back(person: Private) -> None:
    answer = await person.ask(HERON)
    places = {"More", "Context", "Timeline", "By source"}
    assert places <= set(buttons(answer))
    for place in sorted(places):
        view = await person.pressed(answer, place)
        assert quotes(view)
        assert buttons(view)[-1] == "← Back"
        again = await person.pressed(view, "← Back")
        assert (again["text"], buttons(again)) == (answer["text"], buttons(answer))
    assert len(person.answers) == 1


async def test_the_context_marks_the_quote_and_pages_through_the_article(bot: BotProcess) -> None:
    paragraphs = [f"Paragraph {n} on the tower of Ostermoor says little. " * 9 for n in range(1, 5)]
    text = "\n\n".join(map(str.strip, [*paragraphs[:2], TOWER, *paragraphs[2:]]))
    path = bot.corpus / "tower.txt"
    path.write_text(f"date 2026-03-10\n\n{text}", "utf-8")
    person = Private(bot.server.world)
    await bot.server.world.wait_for(lambda: "Files read" in bot.log, "the article")
    answer = await person.ask("How high is the tower of Ostermoor?")
    assert TOWER.split(".")[0] in quotes(answer)[0]
    view = await person.pressed(answer, "Context")
    assert TOWER.split(".")[0] in "".join(bold(view))
    later = await person.pressed(view, "▶")
    earlier = await person.pressed(later, "◀")
    assert (earlier["text"], buttons(earlier)) == (view["text"], buttons(view))
    assert quotes(later) != quotes(view)
    assert quotes(later)[0] in path.read_text("utf-8")


TOWER = "The tower of Ostermoor is 94 metres high. It was built by Lene Arp."


async def test_the_timeline_is_in_the_order_of_days_and_marks_the_answer(person: Private) -> None:
    answer = await person.ask(HERON)
    view = await person.pressed(answer, "Timeline")
    days = [line for line in bold(view) if "2026" in line]
    assert len(days) > 1
    numbers = [int(day.split()[0]) + (100 if "March" in day else 0) for day in days]
    assert numbers == sorted(numbers)
    assert sum("the answer" in day for day in days) == 1


async def test_by_source_names_each_source_once(person: Private) -> None:
    view = await person.pressed(await person.ask(HERON), "By source")
    names = bold(view)
    assert len(names) >= 2
    assert len(set(names)) == len(names) == len(quotes(view))


async def test_a_citation_can_be_copied_and_the_article_opened_at_the_sentence(
    person: Private,
) -> None:
    answer = await person.ask("How many houses burned down near Pellworth?")
    citation, link = copy_of(answer, "Copy"), link_of(answer, "Open")
    assert "60 houses burned down" in citation
    assert citation.endswith(" – Valdoria Courier, 18 March 2026")
    assert "#:~:text=Firefighters%20say" in link


async def test_the_stories_of_a_topic_are_buttons(person: Private) -> None:
    answer = await person.ask("latest on Brightmill")
    assert "1. " in answer["text"]
    numbers = [label for label in buttons(answer) if label.isdecimal()]
    assert numbers == [str(number) for number in range(1, len(numbers) + 1)]
    assert len(quotes(answer)) == len(numbers)
    story = await person.pressed(answer, "1")
    assert quotes(story)[0] == quotes(answer)[0]
    again = await person.pressed(story, "← Back")
    assert again["text"] == answer["text"]


async def test_older_stories_wait_behind_more_with_numbers_of_their_own(person: Private) -> None:
    answer = await person.ask("what happened in March 2026?")
    more = await person.pressed(answer, "More")
    assert len(quotes(more)) > len(quotes(answer))
    last = [label for label in buttons(more) if label.isdecimal()][-1]
    assert int(last) == len(quotes(more))
    story = await person.pressed(more, last)
    assert quotes(story)


async def test_an_article_that_is_gone_is_said(bot: BotProcess, person: Private) -> None:
    path = bot.corpus / "gone.txt"
    path.write_text("date 2026-03-11\n\nThe windmill of Quarrow lost two of its sails.", "utf-8")
    world, log = bot.server.world, bot.log
    await world.wait_for(lambda: "Files read" in bot.log.removeprefix(log), "the article")
    answer = await person.ask("What did the windmill of Quarrow lose?")
    assert "two of its sails" in quotes(answer)[0]
    log = bot.log
    path.unlink()
    await world.wait_for(lambda: "files gone" in bot.log.removeprefix(log), "the article to go")
    toast = await person.toast(person.press(person.user, answer, button(answer, "Context")))
    assert toast == "The articles have changed, and there is nothing to show here any more."


async def test_buttons_work_after_a_restart_with_a_rebuilt_index(tmp_path: Path) -> None:
    write_newsroom(tmp_path / "corpus", publish_articles())
    async with running(tmp_path, seeds="") as bot:
        person = Private(bot.server.world)
        answer = await person.ask(HERON)
        await bot.stop()
        for path in (tmp_path / "data").iterdir():
            if path.is_file() and not path.name.startswith("state.db"):
                path.unlink()
        await bot.start()
        await bot.ready()
        view = await person.pressed(answer, "Context")
        assert quotes(answer)[0] in quotes(view)[0]


async def test_in_a_group_anybody_may_look_around(bot: BotProcess) -> None:
    group = Group(bot.server.world)
    answer = (await group.reply_to(group.send(f"/ask {HERON}"))).message
    assert len(quotes(answer)) == 1
    carl = group.world.user("Carl")
    view = await group.press_for_edit(carl, answer, "Context")
    assert bold(view)
