"""Take pictures of the replies to one question of each kind, over articles that are invented.

    make pictures

writes docs/reply-*.png, light and dark side by side, and docs/language-*.png, and prints how high
each chat is: a phone shows about 700 of these pixels at once. It needs Chromium, which $CHROMIUM
names if it is not found, and fonts such as Noto Sans, Noto Sans Arabic and Noto Sans CJK.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from PIL import Image

from benchmarks.pictures.languages import AT, SCENES, make_answerer
from benchmarks.pictures.page import WIDTH, Exchange, draw_page
from bot.answers.answer import Turn
from bot.answers.answerer import Answerer
from bot.chat.replies.rendering import render
from bot.index.memory.index import MemoryIndex
from bot.language.analyzer import Analyzer
from bot.localization.current import use_language
from tests.newsroom import TODAY, publish_articles

_COLORS = 48
_SCENES = {
    "fact": ("How many houses burned down near Pellworth?",),
    "topic": ("latest on Brightmill",),
    "browse": ("what's new today?",),
    "yes-or-no": ("Did farmers protest over the price of milk?",),
    "refusal": ("When did Zephyrline go bankrupt?",),
    "follow-up": ("Who won the election in Valdoria?", "How many seats does she have?"),
}


def main() -> int:
    """Take the pictures; return 1 where there is no Chromium."""
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "docs")
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chrome")
    if not chromium:
        print("There is no Chromium: install it, or name it in CHROMIUM.", file=sys.stderr)
        return 1
    analyzer = Analyzer()
    answerer = Answerer(MemoryIndex(publish_articles(), analyzer), analyzer)
    for name, questions in _SCENES.items():
        page = draw_page(_converse(answerer, questions, TODAY))
        height = take_picture(chromium, page, folder / f"reply-{name}.png", 2 * WIDTH)
        print(f"{name}: {height} px")
    for scene in SCENES:
        with use_language(scene.language):
            exchanges = _converse(make_answerer(scene), scene.questions, AT)
        page = draw_page(exchanges, ("light",), scene.language)
        height = take_picture(chromium, page, folder / f"language-{scene.language}.png", WIDTH)
        print(f"{scene.language}: {height} px")
    return 0


def take_picture(chromium: str, page: str, target: Path, width: int) -> int:
    """Write a picture of a page, and return its height in pixels."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "chat.html")
        path.write_text(page, encoding="utf-8")
        command = [
            chromium, "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
            f"--user-data-dir={folder}/profile",
        ]  # fmt: skip
        size = f"--window-size={width},"
        measured = _run([*command, f"{size}100", "--dump-dom", path.as_uri()])
        title = re.search(r"<title>(\d+)</title>", measured)
        if title is None:
            raise RuntimeError(f"Chromium does not say how high the page is: {measured[:200]}")
        height = int(title[1])
        shot = str(target.resolve())
        _run([*command, f"{size}{height}", f"--screenshot={shot}", path.as_uri()])
    Image.open(target).convert("RGB").quantize(_COLORS).save(target, optimize=True)
    return height


def _run(command: Sequence[str]) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True, timeout=120).stdout


def _converse(answerer: Answerer, questions: Sequence[str], at: date) -> list[Exchange]:
    exchanges: list[Exchange] = []
    turns: list[Turn] = []
    for question in questions:
        answer = answerer.answer(question, at, tuple(turns))
        exchanges.append(Exchange(question, render(answer)))
        turns.append(Turn(question, answer.quotes))
    return exchanges


if __name__ == "__main__":
    sys.exit(main())
