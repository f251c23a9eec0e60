"""Admins add, list, export and remove files, with the real bot, over real HTTP."""

import asyncio
import json
import re
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import pytest_asyncio

from tests.telegram import compose
from tests.telegram.client import Private, button, buttons, quotes
from tests.telegram.faults import Kind
from tests.telegram.process import BotProcess, running
from tests.telegram.shapes import Message, covered

pytestmark = [pytest.mark.asyncio(loop_scope="module"), pytest.mark.xdist_group("uploads")]


def rows(word: str, number: int = 2) -> bytes:
    """Return articles about a word that no other file has."""
    articles = (
        {
            "id": f"{word}-{n}",
            "published": f"2026-02-{n + 1:02}",
            "source": "The Gazette",
            "title": f"The {word} again",
            "url": f"https://gazette.example/{word}/{n}",
            "text": f"The {word} number {n} was opened by the mayor. It cost a fortune.",
        }
        for n in range(number)
    )
    return "".join(json.dumps(article) + "\n" for article in articles).encode()


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def bot(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[BotProcess]:
    """Yield one process for all the conversations; the people with the ids below are admins."""
    admins = ",".join(str(number) for number in range(1001, 1200))
    async with running(tmp_path_factory.mktemp("bot"), DATELINE_ADMINS=admins) as process:
        yield process


@pytest.fixture
def admin(bot: BotProcess) -> Private:
    return Private(bot.server.world)


@pytest.fixture
def other(bot: BotProcess) -> Private:
    return Private(bot.server.world, "Bea")


@pytest.fixture
def reader(bot: BotProcess) -> Iterator[Private]:
    world = bot.server.world
    last, world._last_user = world._last_user, 5000
    yield Private(world, "Carl")
    world._last_user = last


async def card_of(person: Private, name: str, content: bytes) -> Message:
    return (await person.reply_to(person.send_file(name, content))).message


def files(bot: BotProcess) -> set[str]:
    return {path.name for path in bot.corpus.iterdir()}


@contextmanager
def vanished(folder: Path) -> Iterator[None]:
    away = folder.with_name("away")
    folder.rename(away)
    try:
        yield
    finally:
        away.rename(folder)


def log(bot: BotProcess) -> list[tuple[str, str]]:
    path = bot.folder / "data" / "audit.jsonl"
    lines = path.read_text().splitlines() if path.exists() else []
    return [(json.loads(line)["what"], json.loads(line)["file"]) for line in lines]


async def test_a_file_is_previewed_added_searched_and_undone(
    bot: BotProcess, admin: Private
) -> None:
    card = await card_of(admin, "aqueduct.jsonl", rows("aqueduct") + b"broken\n")
    assert card["text"].splitlines() == [
        f"aqueduct.jsonl · {len(rows('aqueduct')) + 7} bytes",
        "2 articles, published from 1 February 2026 to 2 February 2026",
        "Sources: The Gazette 2",
        "1 rejected:",
        "aqueduct.jsonl:3: it is not JSON (Expecting value, at character 1)",
    ]
    assert buttons(card) == ["Add", "Preview", "Cancel"]
    assert not quotes(await admin.ask("Who opened the aqueduct?"))
    added = await admin.pressed(card, "Add")
    assert added["text"] == "Added aqueduct.jsonl: 2 articles more can be searched."
    assert files(bot) >= {"aqueduct.jsonl"}
    assert "opened by the mayor" in quotes(await admin.ask("Who opened the aqueduct?"))[0]
    back = await admin.pressed(added, "Undo")
    assert back["text"].startswith(
        "Undone: removed aqueduct.jsonl; 2 articles fewer can be searched. In the trash for "
    )
    assert "aqueduct.jsonl" not in files(bot)
    assert not quotes(await admin.ask("Who opened the aqueduct?"))
    assert log(bot)[-2:] == [("added", "aqueduct.jsonl"), ("removed", "aqueduct.jsonl")]


async def test_three_articles_are_previewed_as_a_reader_sees_them(admin: Private) -> None:
    card = await card_of(admin, "viaduct.jsonl", rows("viaduct", 9))
    admin.press(admin.user, card, button(card, "Preview"))
    shown = await admin.answer_to(card)
    assert len(quotes(shown)) == 3
    assert quotes(shown)[0].startswith("The viaduct number")
    links = [entity for entity in shown["entities"] if entity["type"] == "text_link"]
    assert covered(shown, links[0]) == "The viaduct again"
    assert "The Gazette · " in shown["text"]


async def test_a_cancelled_upload_is_discarded(bot: BotProcess, admin: Private) -> None:
    card = await card_of(admin, "cancelled.jsonl", rows("chimney"))
    cancelled = await admin.pressed(card, "Cancel")
    assert cancelled["text"] == "Cancelled. Nothing was added."
    query = admin.press(admin.user, card, button(card, "Add"))
    world = bot.server.world
    await world.wait_for(lambda: query in world.toasts, "a toast")
    assert world.toasts[query] == "This has already been added, undone or cancelled."
    assert "cancelled.jsonl" not in files(bot)


async def test_an_album_is_one_card(bot: BotProcess, admin: Private) -> None:
    admin.send_file("mole.jsonl", rows("mole"), album="album-1")
    admin.send_file("pier.jsonl", rows("pier", 3), album="album-1")

    def both() -> Message | None:
        return next((each for each in admin.answers if "5 articles" in each["text"]), None)

    card = await bot.server.world.wait_for(both, "a card for both")
    assert card["text"].startswith("mole.jsonl, pier.jsonl · ")
    assert len(admin.answers) == 1
    added = await admin.pressed(card, "Add")
    assert added["text"].startswith("Added mole.jsonl, pier.jsonl: 5 articles more ")
    back = await admin.pressed(added, "Undo")
    assert back["text"].startswith("Undone: removed mole.jsonl, pier.jsonl; ")
    assert not {"mole.jsonl", "pier.jsonl"} & files(bot)


async def test_an_album_shows_the_files_that_can_be_downloaded(
    bot: BotProcess, admin: Private
) -> None:
    admin.send_file("groyne.jsonl", rows("groyne"), album="album-2")
    large = admin.send_file("large.jsonl", b"x", album="album-2", size=30_000_000)
    assert "30.0 MB" in (await admin.reply_to(large)).message["text"]

    def card() -> Message | None:
        found = [each for each in admin.answers if each["text"].startswith("groyne.jsonl · ")]
        return found[0] if found else None

    shown = await bot.server.world.wait_for(card, "a card for the other file")
    assert buttons(shown) == ["Add", "Preview", "Cancel"]


async def test_a_forwarded_file_is_read_like_any_other(bot: BotProcess, admin: Private) -> None:
    world = bot.server.world
    world.files["forwarded"] = rows("weir")
    message = compose.document(admin.user, "weir.jsonl", "forwarded", len(rows("weir")))
    origin = {"type": "hidden_user", "date": 1, "sender_user_name": "Somebody"}
    message["forward_origin"] = origin
    card = (await admin.reply_to(admin.post(message))).message
    assert card["text"].startswith("weir.jsonl · ")


ARTICLE = """The sundial of Vexmoor is restored

Vexmoor, 3 March 2026 – The sundial of Vexmoor tells the time again after eleven years. Three
masons worked on it for a year, mayor Odile Brandt said on Tuesday. The repair cost 84,000 crowns.

The dial was damaged in a storm. A lightning strike had split the plate in two, and nobody knew
how to cast another. A foundry in Norhaven found the old drawings in its cellar in the end.

Visitors can see the sundial every day until sunset. The town expects 20,000 of them this year,
more than the museum had in the last ten years together. A ticket costs four crowns.
"""


async def test_a_text_of_an_articles_length_is_offered_as_one(
    bot: BotProcess, admin: Private
) -> None:
    card = (await admin.reply_to(admin.send(ARTICLE))).message
    assert "1 article" in card["text"]
    assert "3 March 2026" in card["text"]
    assert buttons(card) == ["Add", "Preview", "Cancel", "Search for it instead"]
    added = await admin.pressed(card, "Add")
    assert "can be searched" in added["text"]
    answer = await admin.ask("How much did the repair of the sundial cost?")
    assert "84,000 crowns" in quotes(answer)[0]
    assert "3 March 2026" in answer["text"]
    await admin.pressed(added, "Undo")


async def test_such_a_text_can_be_searched_for_instead(bot: BotProcess, admin: Private) -> None:
    card = (await admin.reply_to(admin.send(ARTICLE.replace("Vexmoor", "Quillon")))).message
    answer = await admin.press_for_message(admin.user, card, "Search for it instead")
    assert "incident" not in answer["text"]
    assert card["message_id"] not in admin.dialog.messages
    assert not list(bot.corpus.glob("*quillon*"))


async def test_a_readers_long_text_is_a_question(reader: Private) -> None:
    assert "Add" not in buttons(await reader.ask(ARTICLE))


async def test_duplicates_are_reported_before_and_after_adding(
    bot: BotProcess, admin: Private
) -> None:
    await admin.pressed(await card_of(admin, "sluice.jsonl", rows("sluice")), "Add")
    card = await card_of(admin, "again.jsonl", rows("sluice"))
    assert "2 are already in the corpus, word for word:" in card["text"]
    assert "“The sluice again” in sluice.jsonl" in card["text"]
    await admin.pressed(card, "Cancel")
    card = await card_of(admin, "sluice.jsonl", rows("sluice"))
    again = await admin.pressed(card, "Add")
    assert "sluice.jsonl was already in the corpus." in again["text"]
    assert buttons(again) == []


async def test_another_file_of_the_same_name_replaces_nothing(
    bot: BotProcess, admin: Private
) -> None:
    await admin.pressed(await card_of(admin, "lock.jsonl", rows("lock")), "Add")
    added = await admin.pressed(await card_of(admin, "lock.jsonl", rows("padlock")), "Add")
    assert added["text"].startswith("Added lock-2.jsonl: ")
    assert (bot.corpus / "lock.jsonl").read_bytes() == rows("lock")


async def test_two_admins_at_once_both_add_and_only_the_last_is_undone(
    bot: BotProcess, admin: Private, other: Private
) -> None:
    first, second = await asyncio.gather(
        card_of(admin, "dyke.jsonl", rows("dyke")), card_of(other, "dam.jsonl", rows("dam"))
    )
    one, two = await asyncio.gather(admin.pressed(first, "Add"), other.pressed(second, "Add"))
    assert files(bot) >= {"dyke.jsonl", "dam.jsonl"}
    added = [file for what, file in log(bot) if what == "added"]
    last, before = ((other, two), (admin, one)) if added[-1] == "dam.jsonl" else (
        (admin, one), (other, two)
    )  # fmt: skip
    query = before[0].press(before[0].user, before[1], button(before[1], "Undo"))
    world = bot.server.world
    await world.wait_for(lambda: query in world.toasts, "a toast")
    assert "Something else was added since" in world.toasts[query]
    assert (await last[0].pressed(last[1], "Undo"))["text"].startswith("Undone: removed ")
    assert len(files(bot) & {"dyke.jsonl", "dam.jsonl"}) == 1


async def test_an_admins_buttons_work_for_no_one_else(
    bot: BotProcess, admin: Private, other: Private, reader: Private
) -> None:
    card = await card_of(admin, "quay.jsonl", rows("quay"))
    said = button(card, "Add")
    world = bot.server.world
    for person in (other, reader):
        await person.ask("Who stood on the forklift?")
        mine = person.answers[-1]
        query = person.press(person.user, mine, said)
        await world.wait_for(lambda q=query: q in world.toasts, "a toast")  # type: ignore[misc]
    assert "quay.jsonl" not in files(bot)


@pytest.mark.parametrize("size", [20 * 1024 * 1024 + 1, 35_000_000])
async def test_a_file_too_large_to_download_gets_instructions(admin: Private, size: int) -> None:
    message = admin.send_file("large.jsonl", b"x", size=size)
    text = (await admin.reply_to(message)).message["text"]
    assert "dateline corpus add FILE" in text
    assert f"{size / 1e6:,.1f} MB" in text


async def test_a_file_without_an_article_cannot_be_added(admin: Private) -> None:
    card = await card_of(admin, "notes.txt", b"No date stands here.")
    assert "There is nothing to add." in card["text"]
    assert "notes.txt: it has no date" in card["text"]
    assert buttons(card) == ["Give its date", "Cancel"]


UNSURE = b"The sluice of Tarnby\n\n05/03/2026\n\nThe sluice of Tarnby was opened by a baker.\n"


async def test_a_date_that_is_unsure_is_chosen_on_the_card(bot: BotProcess, admin: Private) -> None:
    card = await card_of(admin, "sluice-of-tarnby.txt", UNSURE)
    assert "'05/03/2026' may be " in card["text"]
    day, *others = buttons(card)
    assert day in ("Published 5 March 2026", "Published 3 May 2026")
    assert others == ["Other date", "Cancel"]
    asked = await admin.press_for_message(admin.user, card, "Other date")
    assert asked["text"].startswith("On which day was sluice-of-tarnby.txt published?")
    again = (await admin.reply_to(admin.send("soon", reply_to=asked))).message
    assert again["text"].startswith("'soon' is not a date")
    dated = (await admin.reply_to(admin.send("4 March 2026", reply_to=again))).message
    assert dated["text"].startswith("2026-03-04-sluice-of-tarnby.txt · ")
    assert "1 article, published on 4 March 2026" in dated["text"]
    added = await admin.pressed(dated, "Add")
    assert added["text"].startswith("Added 2026-03-04-sluice-of-tarnby.txt: 1 article more")
    assert "4 March 2026" in (await admin.ask("Who opened the sluice of Tarnby?"))["text"]
    await admin.pressed(added, "Undo")


async def test_the_suggested_date_makes_a_file_readable(admin: Private) -> None:
    card = await card_of(admin, "sluice-of-quillon.txt", UNSURE.replace(b"Tarnby", b"Quillon"))
    day = buttons(card)[0]
    chosen = await admin.pressed(card, day)
    assert f"1 article, published on {day.removeprefix('Published ')}" in chosen["text"]
    assert buttons(chosen) == ["Add", "Preview", "Cancel"]
    await admin.pressed(chosen, "Cancel")


async def test_many_rejections_come_as_a_file(bot: BotProcess, admin: Private) -> None:
    card = await card_of(admin, "broken.jsonl", rows("crane") + b"broken\n" * 300)
    assert "and 290 more" in card["text"]
    listed = await admin.answer_to(card)
    content = bot.server.world.files[str(listed["document"]["file_id"])].decode()
    assert len(content.splitlines()) == 300
    assert content.startswith("broken.jsonl:3: it is not JSON")


@pytest.mark.parametrize(
    "name",
    [
        "../../escape.jsonl",
        "\u202elnosj.jsonl",
        "a\0b.jsonl",
        "x" * 3000 + ".jsonl",
        "README.md",
        "",
    ],
)
async def test_a_hostile_name_becomes_a_file_of_the_folder(
    bot: BotProcess, admin: Private, name: str
) -> None:
    before = files(bot)
    word = f"hostile{abs(hash(name)) % 10**6}"
    added = await admin.pressed(await card_of(admin, name, rows(word)), "Add")
    (new,) = files(bot) - before
    assert "can be searched" in added["text"]
    assert (bot.corpus / new).read_bytes() == rows(word)
    assert not (bot.folder.parent / "escape.jsonl").exists()


async def test_readers_get_one_calm_sentence(reader: Private) -> None:
    message = reader.send_file("news.jsonl", rows("news"))
    sentence = "Only this bot's admins can see and change its articles."
    assert (await reader.reply_to(message)).message["text"] == sentence
    for command in ("/corpus", "/stats"):
        assert (await reader.ask(command))["text"] == sentence


async def test_admins_see_their_commands_and_readers_do_not(
    bot: BotProcess, admin: Private, reader: Private
) -> None:
    text = (await admin.ask("/help"))["text"]
    assert "/corpus" in text
    assert "/corpus" not in (await reader.ask("/help"))["text"]
    menus = {
        scope: {command["command"] for command in commands}
        for scope, commands in bot.server.profile.commands.items()
    }
    own = [names for scope, names in menus.items() if "'chat'" in scope]
    assert own
    assert all({"ask", "corpus", "stats"} <= names for names in own)
    assert all(set(re.findall("^/([a-z]+)", text, re.MULTILINE)) == names for names in own)
    assert all("corpus" not in names for scope, names in menus.items() if "'chat'" not in scope)


async def test_files_are_listed_opened_exported_removed_and_restored(
    bot: BotProcess, admin: Private
) -> None:
    await admin.pressed(await card_of(admin, "tunnel.jsonl", rows("tunnel")), "Add")
    listing = await admin.ask("/corpus")
    lines = listing["text"].splitlines()
    assert "newest first" in lines[0]
    assert lines[2] == "1. tunnel.jsonl"
    assert lines[3].startswith("2 articles, 1 February 2026 to 2 February 2026 · added by Ada (")
    opened = await admin.pressed(listing, "1")
    assert buttons(opened) == ["Articles", "Preview", "Export", "Remove", "‹ All files"]
    admin.press(admin.user, opened, button(opened, "Export"))
    sent = await admin.answer_to(opened)
    assert sent["document"]["file_name"] == "tunnel.jsonl"
    assert bot.server.world.files[str(sent["document"]["file_id"])] == rows("tunnel")
    asked = await admin.pressed(opened, "Remove")
    assert asked["text"].startswith("Remove tunnel.jsonl with 2 articles?")
    kept = await admin.pressed(asked, "Keep it")
    asked = await admin.pressed(kept, "Remove")
    removed = await admin.pressed(asked, "Yes, remove it")
    assert removed["text"].startswith(
        "Removed tunnel.jsonl: 2 articles fewer can be searched. You can restore it for "
    )
    assert buttons(removed) == ["Restore", "‹ All files"]
    assert "tunnel.jsonl" not in files(bot)
    assert not quotes(await admin.ask("Who opened the tunnel?"))
    restored = await admin.pressed(removed, "Restore")
    assert restored["text"] == "tunnel.jsonl is back: 2 articles more can be searched."
    assert "1. tunnel.jsonl" in (await admin.pressed(restored, "‹ All files"))["text"]
    assert quotes(await admin.ask("Who opened the tunnel?"))


async def test_a_long_list_is_paged(bot: BotProcess, admin: Private) -> None:
    for number in range(10):
        (bot.corpus / f"2025-01-{number + 10}-copied-by-hand.txt").write_text("By hand.")
    await asyncio.sleep(0.1)
    listing = await admin.ask("/corpus")
    assert "copied into the folder" in listing["text"]
    assert buttons(listing)[:2] == ["1", "2"]
    older = await admin.pressed(listing, "Older ›")
    assert older["text"].splitlines()[2].startswith("9. ")
    opened = await admin.pressed(older, "9")
    back = await admin.pressed(opened, "‹ All files")
    assert back["text"] == older["text"]
    newer = await admin.pressed(back, "‹ Newer")
    assert newer["text"] == listing["text"]


async def test_stats_send_a_chart_with_a_caption(bot: BotProcess, admin: Private) -> None:
    await admin.pressed(await card_of(admin, "canal.jsonl", rows("canal")), "Add")
    message = admin.send("/stats")
    sent = await admin.reply_to(message)
    assert sent.method == "sendPhoto"
    caption = sent.message["caption"]
    assert "articles, from " in caption
    assert "February 2026" in caption


async def test_buttons_work_after_a_restart(bot: BotProcess, admin: Private) -> None:
    await admin.pressed(await card_of(admin, "barge.jsonl", rows("barge")), "Add")
    card = await card_of(admin, "ferry.jsonl", rows("ferry"))
    listing = await admin.ask("/corpus")
    await bot.kill()
    await bot.start()
    await bot.ready()
    added = await admin.pressed(card, "Add")
    assert added["text"].startswith("Added ferry.jsonl: ")
    await bot.kill()
    await bot.start()
    await bot.ready()
    assert (await admin.pressed(listing, "1"))["text"]
    assert (await admin.pressed(added, "Undo"))["text"].startswith("Undone: removed ferry.jsonl")


async def test_a_card_too_old_to_be_edited_is_answered_below(
    bot: BotProcess, admin: Private
) -> None:
    card = await card_of(admin, "sewer.jsonl", rows("sewer"))
    said = button(card, "Add")
    del admin.dialog.messages[card["message_id"]]
    old: Message = {"chat": admin.dialog.chat, "message_id": card["message_id"], "date": 0}
    admin.press(admin.user, old, said)
    assert (await admin.answer_to(card))["text"].startswith("Added sewer.jsonl: ")


async def test_a_failed_download_is_retried(bot: BotProcess, admin: Private) -> None:
    bot.server.faults.add("getFile", Kind.BAD_GATEWAY, times=2)
    card = await card_of(admin, "jetty.jsonl", rows("jetty"))
    assert buttons(card)


async def test_a_kill_while_adding_loses_nothing_and_adds_once(
    bot: BotProcess, admin: Private
) -> None:
    card = await card_of(admin, "buoy.jsonl", rows("buoy", 20))
    admin.press(admin.user, card, button(card, "Add"))
    await asyncio.sleep(0.15)
    await bot.kill()
    await bot.start()
    await bot.ready()

    def is_searchable() -> bool:
        return "can be searched" in str(admin.dialog.messages[card["message_id"]]["text"])

    await bot.server.world.wait_for(is_searchable, "the file to be added")
    assert log(bot).count(("added", "buoy.jsonl")) == 1
    # Whether it is sure enough to be quoted, other tests ask.
    assert "The buoy number" in (await admin.ask("Who opened the buoy number 3?"))["text"]
    assert (bot.corpus / "buoy.jsonl").read_bytes() == rows("buoy", 20)


async def test_forged_callback_data_does_nothing(bot: BotProcess, admin: Private) -> None:
    message = await admin.ask("Who stood on the forklift?")
    world = bot.server.world
    faults = bot.log.count("[incident ")
    for said in ("1|up.undo", "1|co.rm|../../etc", "1|up.undo|x|y", "1|co.page|-1", "1|up.add|"):
        query = admin.press(admin.user, message, said)
        await world.wait_for(lambda q=query: q in world.toasts, said)  # type: ignore[misc]
    assert bot.log.count("[incident ") == faults


async def test_files_that_are_sent_one_by_one_within_seconds_are_one_card(
    bot: BotProcess, admin: Private
) -> None:
    # However long the card takes to come: the others are sent soon after the first.
    date = int(time.time())
    first = admin.send_file("levee.jsonl", rows("levee"), date=date)
    card = (await admin.reply_to(first)).message
    assert card["text"].startswith("levee.jsonl · ")
    admin.send_file("lido.jsonl", rows("lido", 3), date=date + 5)
    longer = await admin.edit_of(card)
    assert longer["text"].startswith("levee.jsonl, lido.jsonl · ")
    assert "5 articles" in longer["text"]
    for number in range(3):
        admin.send_file(f"moat-{number}.jsonl", rows(f"moat{number}"), date=date + 9)

    def is_whole() -> bool:
        return "11 articles" in str(admin.dialog.messages[card["message_id"]]["text"])

    await bot.server.world.wait_for(is_whole, "all five files on the card")
    assert len(admin.answers) == 1
    added = await admin.pressed(admin.dialog.messages[card["message_id"]], "Add")
    assert added["text"].endswith("moat-2.jsonl: 11 articles more can be searched.")
    await admin.pressed(added, "Undo")


async def test_a_file_that_is_sent_after_the_card_was_used_gets_its_own(admin: Private) -> None:
    card = await card_of(admin, "mole.jsonl", rows("mole"))
    await admin.pressed(card, "Cancel")
    assert (await card_of(admin, "pier.jsonl", rows("pier")))["text"].startswith("pier.jsonl · ")


async def test_a_missing_folder_is_reported_plainly(bot: BotProcess, admin: Private) -> None:
    card = await card_of(admin, "lamp.jsonl", rows("lamp"))
    with vanished(bot.corpus):
        admin.press(admin.user, card, button(card, "Add"))
        told = await admin.answer_to(card)
        assert told["text"].startswith("The folder of the article files is not there.")
    added = await admin.pressed(card, "Add")
    assert added["text"].startswith("Added lamp.jsonl")


async def test_no_admin_is_told_of_the_servers_folders(bot: BotProcess, admin: Private) -> None:
    """Everything that the tests above made the bot say is looked through."""
    (bot.corpus / "broken-by-hand.jsonl").write_text("no article\n")
    world = bot.server.world

    def texts() -> list[str]:
        sent = [sent.message for dialog in world.dialogs.values() for sent in dialog.sent]
        return [str(message.get("text", message.get("caption", ""))) for message in sent]

    def is_noticed() -> bool:
        return any("broken-by-hand.jsonl:1: " in text for text in texts())

    await admin.ask("/corpus")
    await world.wait_for(is_noticed, "a notice of what could not be read")
    words = (str(bot.folder), "passage", "repository", "docs/", ".env")
    assert [text for text in texts() if any(word in text for word in words)] == []
