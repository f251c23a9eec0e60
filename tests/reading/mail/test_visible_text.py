import pytest

from bot.reading.mail.visible_text import extract_visible_text


@pytest.mark.parametrize(
    "style",
    [
        "display:none",
        "DISPLAY: NONE !important; color: red",
        "mso-hide:all",
        "font-size:0",
        "font-size: 1px; color: #fff",
        "max-height:0px; overflow:hidden",
        "visibility:hidden",
        "opacity:0;",
    ],
)
def test_what_is_hidden_is_not_read(style: str) -> None:
    html = f"<div style='{style}'>Preview <b>words</b>.</div>behind<p>The harbour opened.</p>"
    assert extract_visible_text(html) == "behind\n\nThe harbour opened."


@pytest.mark.parametrize("style", ["font-size:10px", "opacity:0.9", "max-height:none"])
def test_what_is_only_small_is_read(style: str) -> None:
    assert extract_visible_text(f"<p style='{style}'>The harbour opened.</p>") == (
        "The harbour opened."
    )


def test_words_with_filling_behind_them_are_for_the_preview() -> None:
    filling = "&zwnj;&nbsp;&#847; " * 9
    html = f"<div>Storm ends {filling}</div><div>{filling}</div><p>The harbour opened.</p>"
    assert extract_visible_text(html) == "The harbour opened."


@pytest.mark.parametrize("html", ["", " ", "<", "\0<p>", "<!--", "<div>" * 9_999, "\udcff<p>a"])
def test_broken_html_raises_nothing(html: str) -> None:
    assert "<div" not in extract_visible_text(html)
