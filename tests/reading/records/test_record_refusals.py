from pathlib import Path

from bot.articles.findings import Rejection
from bot.reading.reader import read


def test_a_reason_that_quotes_the_file_can_be_printed(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text(
        '{"status": "error", "code": "k", "message": "Your key \\u0007 is\\ufeff wrong"}'
    )
    (rejection,) = read(path)
    assert isinstance(rejection, Rejection)
    assert "Your key � is� wrong" in rejection.reason
    assert rejection.reason.isprintable()
