import struct
from base64 import b64decode

import pytest

from bot.system.job import run_job


@pytest.mark.parametrize("number", [1, 2, 60])
async def test_any_number_of_bars_is_a_picture_that_telegram_takes(number: int) -> None:
    bars = [(f"{2000 + n}", n * 1000 if n % 2 else 0) for n in range(number)]
    picture = b64decode((await run_job("bot.chat.admin.stats_chart", {"bars": bars}))["picture"])
    assert picture[:8] == b"\x89PNG\r\n\x1a\n"
    width, height = struct.unpack(">II", picture[16:24])
    assert (width, height) == (1200, 600)
    assert len(picture) < 200_000
