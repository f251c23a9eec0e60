"""Take pictures of the main situations of the bot in Telegram, over articles that are invented.

    make pictures

runs the real bot against the tests' Bot API server and writes docs/chat-*.png, light and dark side
by side, and docs/language-*.png. Names behind the folder take those pictures only. It prints how
high each chat is (a phone shows about 700 of these pixels at once) and which labels are cut. It
needs Chromium, which $CHROMIUM names if it is not found, faketime, and fonts such as Noto Sans,
Noto Sans Arabic, Noto Sans CJK and Noto Color Emoji.
"""

import asyncio
import sys
from pathlib import Path

from benchmarks.pictures.camera import find_chromium, take_picture
from benchmarks.pictures.page import THEMES, WIDTH, draw_page
from benchmarks.pictures.program import perform
from benchmarks.pictures.stage import find_clock


def main() -> int:
    """Take the pictures; return 1 where a program is missing."""
    folder, *names = sys.argv[1:] or ["docs"]
    chromium = find_chromium()
    if not chromium:
        print("There is no Chromium: install it, or name it in CHROMIUM.", file=sys.stderr)
        return 1
    if not find_clock():
        print("There is no faketime: install it.", file=sys.stderr)
        return 1
    for picture in asyncio.run(perform(names)):
        page = draw_page(picture.screens)
        target = Path(folder, f"{picture.name}.png")
        shot = take_picture(chromium, page, target, len(THEMES) * WIDTH)
        cut = f", cut: {', '.join(shot.cut)}" if shot.cut else ""
        print(f"{picture.name}: {shot.height} px{cut}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
