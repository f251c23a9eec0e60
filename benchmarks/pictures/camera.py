"""Camera: pictures of pages, taken by Chromium."""

import html
import json
import os
import re
import shutil
import subprocess
import tempfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

_COLORS, _EXACT_COLORS = 96, 24
_SHADE = 24  # of 256 values of red, green or blue
_PATIENCE = 120  # seconds


@dataclass(frozen=True, slots=True)
class Shot:
    """How high a page is in pixels, and the labels that are cut on it."""

    height: int
    cut: Sequence[str]


def find_chromium() -> str | None:
    """Return the path of Chromium, which $CHROMIUM names, None where there is none."""
    return os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chrome")


def take_picture(chromium: str, page: str, target: Path, width: int) -> Shot:
    """Write a picture of a page, whose title says how high it is and what is cut."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "chat.html")
        path.write_text(page, encoding="utf-8")
        command = [
            chromium, "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
            f"--user-data-dir={folder}/profile",
        ]  # fmt: skip
        size = f"--window-size={width},"
        shot = _read_title(_run([*command, f"{size}100", "--dump-dom", path.as_uri()]))
        picture = f"--screenshot={target.resolve()}"
        _run([*command, f"{size}{shot.height}", picture, path.as_uri()])
    _shrink(target)
    return shot


def _shrink(target: Path) -> None:
    """Write a picture again with few colors: the commonest as they are, the others nearly."""
    picture = Image.open(target).convert("RGB")
    palette = Image.new("P", (1, 1))
    palette.putpalette([part for color in _choose_colors(picture) for part in color])
    picture.quantize(palette=palette, dither=Image.Dither.NONE).save(target, optimize=True)


def _choose_colors(picture: Image.Image) -> list[tuple[int, int, int]]:
    """Return what is common in a picture, and something of all that is in it otherwise."""
    counts = Counter(picture.getdata())
    commonest = [color for color, _ in counts.most_common()]
    colors = dict.fromkeys(commonest[:_EXACT_COLORS])
    shades: dict[tuple[int, ...], tuple[int, int, int]] = {}
    totals: Counter[tuple[int, ...]] = Counter()
    for color in commonest:
        shade = tuple(part // _SHADE for part in color)
        shades.setdefault(shade, color)
        totals[shade] += counts[color]
    colors |= dict.fromkeys(shades[shade] for shade, _ in totals.most_common(_COLORS))
    return [*colors][:_COLORS]


def _read_title(page: str) -> Shot:
    title = re.search(r"<title>(.+?)</title>", page)
    if title is None:
        raise RuntimeError(f"Chromium does not say how high the page is: {page[:200]}")
    measures = json.loads(html.unescape(title[1]))
    return Shot(measures["height"], tuple(measures["cut"]))


def _run(command: Sequence[str]) -> str:
    return subprocess.run(
        command, check=True, capture_output=True, text=True, timeout=_PATIENCE
    ).stdout
