from bot.system.log_lines.private_texts import (
    OMISSION,
    remove_private,
    remove_private_from_traceback,
    withhold,
)


def test_a_text_is_withheld_whole_and_word_by_word_inside_the_block() -> None:
    with withhold(["Who stole the Crown?", None, "  ", "Ann"]):
        assert remove_private("KeyError: 'crown'") == f"KeyError: '{OMISSION}'"
        assert remove_private("no answer to Who stole the Crown? yet") == (
            f"no answer to {OMISSION} yet"
        )
        assert remove_private("Anniversary, said Ann") == f"Anniversary, said {OMISSION}"
    assert remove_private("Who stole the Crown?") == "Who stole the Crown?"


def test_a_text_is_withheld_as_code_writes_it() -> None:
    text = "Où est l'or\n« volé » ?"
    with withhold([text]):
        for form in (repr(text), text.encode("unicode_escape").decode()):
            assert "est" not in remove_private(form)


def test_of_a_traceback_the_code_stays() -> None:
    lines = '  File "bot/search.py", line 3, in search\n    search(words)\nKeyError: "search"'
    with withhold(["search words"]):
        assert remove_private_from_traceback(lines) == lines.replace('"search"', f'"{OMISSION}"')


def test_texts_of_any_kind_are_no_patterns() -> None:
    with withhold([".*", "a(b", "[", "\\", "?" * 10_000]):
        assert remove_private("nothing of it") == "nothing of it"
        assert remove_private("it is a(b") == f"it is {OMISSION}"
