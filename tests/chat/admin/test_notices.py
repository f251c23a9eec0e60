from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from bot.articles.findings import Rejection
from bot.chat.admin.notices import (
    Notices,
    shorten_paths,
    write_losses,
    write_rejection_notice,
)
from bot.corpus.losses import Loss, LossKind
from tests.chat.conftest import Room
from tests.telegram.client import Private


def test_a_notice_on_many_rejections_is_one_short_message() -> None:
    rejections = [Rejection(f"corpus/{n}.txt", None, "it has no date" * 99) for n in range(5000)]
    lines = write_rejection_notice(rejections).splitlines()
    assert lines[0].startswith("Could not read everything in the corpus folder (5,000 rejected).")
    assert lines[-1] == "and 4,990 more, in the log"
    assert len("\n".join(lines)) < 4096


def test_a_rejection_names_file_and_line() -> None:
    assert "a.jsonl:3: it is not JSON" in write_rejection_notice(
        [Rejection("a.jsonl", 3, "it is not JSON")]
    )


def test_a_loss_names_the_folder_says_what_stays_and_what_to_do() -> None:
    loss = Loss("/srv/corpus/2025", LossKind.EMPTY, 12, 19_266)
    text = write_losses([loss, replace(loss, kind=LossKind.MISSING)], [Path("/srv/corpus")])
    assert "2025 is empty. The 19,266 articles that it had can still be searched." in text
    assert "is missing" in text
    assert "dateline index build --accept-deletions" in text
    assert "/srv" not in text


async def test_every_admin_gets_a_notice_once_and_an_unreachable_one_stops_nothing(
    idle: Room,
) -> None:
    ada, bob = idle.private(), idle.private()
    idle.notices = Notices([ada.user["id"], 4242, bob.user["id"]])
    async with idle.served():
        idle.notices.add("A file was refused.")
        for person in (ada, bob):
            await idle.world.wait_for(partial(_has_notice, person), "the notice")
        assert _texts_of(ada) == ["A file was refused."]
    assert all("chat not found" in violation for violation in idle.server.violations)
    idle.server.violations.clear()


def _texts_of(person: Private) -> list[str]:
    return [message["text"] for message in person.answers]


def _has_notice(person: Private) -> bool:
    return bool(_texts_of(person))


@pytest.mark.parametrize(
    ("text", "shorter"),
    [
        ("/srv/dateline/corpus/a/b.txt: it is empty", "a/b.txt: it is empty"),
        ("/srv/dateline/corpus: there is no such folder", "corpus: there is no such folder"),
        ("x was not added: /srv/dateline/corpus/.dateline-1.part: full", "x was not added: full"),
        ("/srv/dateline/corpus-2/a.txt: it is empty", "/srv/dateline/corpus-2/a.txt: it is empty"),
        ("/mnt/srv/dateline/corpus/a.txt", "/mnt/srv/dateline/corpus/a.txt"),
    ],
)
def test_files_are_named_as_they_are_in_their_folder(text: str, shorter: str) -> None:
    assert shorten_paths(text, [Path("/srv/dateline/corpus")]) == shorter
