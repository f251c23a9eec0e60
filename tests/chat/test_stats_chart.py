import json
import struct
import subprocess
import sys

import pytest


@pytest.mark.parametrize("number", [1, 2, 60])
def test_any_number_of_bars_is_a_picture_that_telegram_takes(number: int) -> None:
    bars = [(f"{2000 + n}", n * 1000 if n % 2 else 0) for n in range(number)]
    drawn = subprocess.run(
        [sys.executable, "-m", "bot.chat.stats_chart"],
        input=json.dumps(bars).encode(), capture_output=True, check=True,
    )  # fmt: skip
    assert drawn.stdout[:8] == b"\x89PNG\r\n\x1a\n"
    width, height = struct.unpack(">II", drawn.stdout[16:24])
    assert (width, height) == (1200, 600)
    assert len(drawn.stdout) < 200_000
