"""Admins look at single articles, correct and hide them and search the files, over real HTTP."""

import json
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from tests.telegram.client import Private, button, buttons, quotes
from tests.telegram.process import BotProcess, running
from tests.telegram.shapes import Message

pytestmark = [pytest.mark.asyncio(loop_scope="module"), pytest.mark.xdist_group("articles")]

ROWS = [
    {
        "id": "bridge", "published": "2026-02-03", "source": "The Gazette",
        "title": "The bridge of Norvik", "url": "https://gazette.example/bridge",
        "text": "The bridge of Norvik was opened by mayor Odile Brandt. It cost 84,000 crowns.",
    },
    {
        "id": "mill", "published": "2026-02-04", "source": "The Gazette",
        "title": "The mill of Tarnby",
        "text": "The mill of Tarnby was sold to a baker from Vexmoor. He paid 12,000 crowns.",
    },
    *(
        {
            "id": f"well-{number}", "published": "2026-02-05", "source": "The Gazette",
            "title": f"Well number {number}", "text": f"Well number {number} was dug again.",
        }
        for number in range(10)
    ),
]  # fmt: skip


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def bot(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[BotProcess]:
    admins = ",".join(str(number) for number in range(1001, 1100))
    folder = tmp_path_factory.mktemp("bot")
    (folder / "corpus").mkdir()
    text = "".join(json.dumps(row) + "\n" for row in ROWS)
    (folder / "corpus" / "gazette.jsonl").write_text(text)
    async with running(folder, DATELINE_ADMINS=admins, DATELINE_SEEDS="") as process:
        yield process


@pytest.fixture
def admin(bot: BotProcess) -> Private:
    return Private(bot.server.world)


async def open_article(admin: Private, words: str) -> Message:
    results = await admin.ask(f"/corpus {words}")
    return await admin.pressed(results, "1")


async def test_articles_of_a_file_are_listed_page_by_page(admin: Private) -> None:
    file = await admin.pressed(await admin.ask("/corpus"), "1")
    listing = await admin.pressed(file, "Articles")
    lines = listing["text"].splitlines()
    assert lines[0] == "gazette.jsonl: 12 articles"
    assert lines[2:4] == ["1. The bridge of Norvik", "The Gazette · 3 February 2026"]
    assert buttons(listing)[:2] == ["1", "2"]
    last = await admin.pressed(listing, "▶")
    assert "12. Well number 9" in last["text"]
    page = await admin.pressed(last, "10")
    assert page["text"].splitlines()[0] == "Well number 7"
    back = await admin.pressed(page, "‹ Articles")
    assert back["text"] == last["text"]
    assert (await admin.pressed(back, "‹ File"))["text"] == file["text"]


async def test_files_and_articles_are_searched(admin: Private) -> None:
    listing = await admin.ask("/corpus")
    asked = await admin.press_for_message(admin.user, listing, "Search")
    assert asked["text"].startswith("What are you looking for?")
    results = (await admin.reply_to(admin.send("MILL tarnby", reply_to=asked))).message
    assert results["text"] == "1. The mill of Tarnby\nThe Gazette · 4 February 2026"
    page = await admin.pressed(results, "1")
    assert page["text"].splitlines()[:3] == [
        "The mill of Tarnby", "The Gazette · 4 February 2026", "gazette.jsonl",
    ]  # fmt: skip
    assert quotes(page) == [ROWS[1]["text"]]
    results = await admin.ask("/corpus gazette")
    assert results["text"].startswith("1. gazette.jsonl · 12 articles")
    assert "and 4 more: search for more words" in results["text"]
    nothing = await admin.ask("/corpus forklift")
    assert nothing["text"].startswith("No file and no article has “forklift”")


async def test_a_date_is_corrected_answered_with_and_undone(
    bot: BotProcess, admin: Private
) -> None:
    page = await open_article(admin, "bridge")
    assert buttons(page) == [
        "Change date", "Change title", "Change source", "Change language", "Hide",
        "‹ Articles", "‹ All files",
    ]  # fmt: skip
    asked = await admin.press_for_message(admin.user, page, "Change date")
    assert asked["text"].startswith("On which day was “The bridge of Norvik” published?")
    wrong = (await admin.reply_to(admin.send("3/4/2026", reply_to=asked))).message
    assert wrong["text"].startswith("'3/4/2026' may be ")
    changed = (await admin.reply_to(admin.send("1 February 2026", reply_to=wrong))).message
    assert changed["text"] == "“The bridge of Norvik” is now dated 1 February 2026."
    answer = await admin.ask("How much did the bridge of Norvik cost?")
    assert "84,000 crowns" in quotes(answer)[0]
    assert "1 February 2026" in answer["text"]
    corrections = (bot.corpus / "corrections.yaml").read_text()
    assert "- article: bridge\n  published: 2026-02-01\n" in corrections
    undone = await admin.pressed(changed, "Undo")
    assert undone["text"] == "Undone. It is again “The bridge of Norvik”, 3 February 2026."
    assert "3 February 2026" in (await admin.ask("How much did the bridge of Norvik cost?"))["text"]
    page = await admin.pressed(undone, "‹ Article")
    assert "corrected" not in page["text"]
    log = (bot.folder / "data" / "audit.jsonl").read_text().splitlines()
    entries = [json.loads(line) for line in log]
    assert [(entry["what"], entry["article"]) for entry in entries] == [("edited", "bridge")] * 2
    assert entries[1]["of"] == entries[0]["id"]


async def test_title_source_and_language_are_corrected_after_a_restart_too(
    bot: BotProcess, admin: Private
) -> None:
    page = await open_article(admin, "mill")
    asked = await admin.press_for_message(admin.user, page, "Change title")
    await bot.stop()
    await bot.start()
    await bot.ready()
    changed = (await admin.reply_to(admin.send("The old mill", reply_to=asked))).message
    assert changed["text"] == "The title is now “The old mill”."
    page = await admin.pressed(changed, "‹ Article")
    asked = await admin.press_for_message(admin.user, page, "Change source")
    changed = (await admin.reply_to(admin.send("The Echo", reply_to=asked))).message
    assert changed["text"] == "The source of “The old mill” is now The Echo."
    page = await admin.pressed(changed, "‹ Article")
    asked = await admin.press_for_message(admin.user, page, "Change language")
    wrong = (await admin.reply_to(admin.send("Klingonic", reply_to=asked))).message
    assert wrong["text"].startswith("Klingonic is no language")
    changed = (await admin.reply_to(admin.send("english", reply_to=wrong))).message
    assert changed["text"] == "The language of “The old mill” is now English."
    page = await open_article(admin, "mill echo")
    assert page["text"].splitlines()[1] == "The Echo · 4 February 2026 · corrected"
    again = await admin.pressed(page, "As in the file")
    assert again["text"].splitlines()[:2] == [
        "The mill of Tarnby", "The Gazette · 4 February 2026",
    ]  # fmt: skip


async def test_a_hidden_article_is_not_found_and_comes_back(admin: Private) -> None:
    question = "Who bought the mill of Tarnby?"
    assert "baker" in quotes(await admin.ask(question))[0]
    page = await open_article(admin, "mill")
    hidden = await admin.pressed(page, "Hide")
    assert "hidden, nobody finds it" in hidden["text"]
    assert quotes(hidden) == []
    assert not any("baker" in quote for quote in quotes(await admin.ask(question)))
    listing = await admin.ask("/corpus")
    assert "11 articles" in listing["text"]
    assert "1 hidden" in (await admin.pressed(listing, "1"))["text"]
    back = await admin.pressed(await open_article(admin, "mill"), "Show again")
    assert quotes(back) == [ROWS[1]["text"]]
    assert "baker" in quotes(await admin.ask(question))[0]


async def test_what_is_written_by_hand_is_taken_up_and_mistakes_are_said(
    bot: BotProcess, admin: Private
) -> None:
    await admin.ask("/corpus")
    path = bot.corpus / "corrections.yaml"
    path.write_text("- article: well-1\n  title: The deep well\n- article: well-2\n  titel: X\n")

    def notice() -> str:
        texts = (str(each["text"]) for each in admin.answers)
        return next((text for text in texts if "corrections.yaml:4: " in text), "")

    text = await bot.server.world.wait_for(notice, "a notice on the mistake")
    assert "corrections.yaml:4: titel is no field" in text
    assert str(bot.folder) not in text
    page = await open_article(admin, "deep well")
    assert page["text"].splitlines()[0] == "The deep well"


async def test_forged_and_late_buttons_do_nothing(bot: BotProcess, admin: Private) -> None:
    page = await open_article(admin, "bridge")
    world = bot.server.world
    faults = bot.log.count("[incident ")
    for data in (
        "1|co.art|nothing|0", "1|co.edit|nothing|title", "1|co.undo|nothing", "1|co.list|x|y",
        "1|co.hide|x", "1|co.find|0|1", "1|co.art|x|99999999999999999999",
    ):  # fmt: skip
        query = admin.press(admin.user, page, data)
        await world.wait_for(lambda q=query: q in world.toasts, data)  # type: ignore[misc]
    world._last_user = 5000
    reader = Private(world, "Carl")
    await reader.ask("Who opened the bridge of Norvik?")
    query = reader.press(reader.user, reader.answers[-1], button(page, "Hide"))
    await world.wait_for(lambda: query in world.toasts, "a toast")
    assert world.toasts[query] == "Only this bot's admins can see and change its articles."
    assert bot.log.count("[incident ") == faults
