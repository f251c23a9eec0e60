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

import numpy as np
from numpy.typing import NDArray
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
    pixels = np.asarray(Image.open(target).convert("RGB"))
    colors, numbers, counts = np.unique(
        pixels.reshape(-1, 3), axis=0, return_inverse=True, return_counts=True
    )
    palette = colors[_choose_colors(colors, counts)].astype(np.int32)
    distances = ((colors[:, None, :].astype(np.int32) - palette) ** 2).sum(axis=2)
    nearest = distances.argmin(axis=1).astype(np.uint8)
    picture = Image.fromarray(nearest[numbers].reshape(pixels.shape[:2]))
    picture.putpalette(palette.astype(np.uint8).tobytes())
    picture.save(target, optimize=True)


def _choose_colors(colors: NDArray[np.uint8], counts: NDArray[np.intp]) -> list[int]:
    """Return the numbers of the commonest colors, and of one of each common shade otherwise.

    ``colors`` has shape (colors, 3), ``counts`` (colors,).
    """
    order = np.argsort(-counts, kind="stable").tolist()
    shades: dict[tuple[int, ...], int] = {}
    totals: Counter[tuple[int, ...]] = Counter()
    for number in order:
        shade = tuple((colors[number] // _SHADE).tolist())
        shades.setdefault(shade, number)
        totals[shade] += int(counts[number])
    common_shades = (shades[shade] for shade, _ in totals.most_common(_COLORS))
    return [*dict.fromkeys((*order[:_EXACT_COLORS], *common_shades))][:_COLORS]


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
