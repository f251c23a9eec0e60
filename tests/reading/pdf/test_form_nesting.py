from bot.reading.pdf.form_nesting import has_endless_forms


def _form(number: int, *inner: int, resources: str = "") -> bytes:
    names = " ".join(f"/X{n} {n} 0 R" for n in inner)
    resources = resources or f"/Resources <</XObject <<{names}>> >>"
    return f"{number} 0 obj <</Subtype /Form {resources}>> stream\nendstream endobj\n".encode()


def test_forms_that_contain_themselves_are_endless() -> None:
    assert has_endless_forms(_form(1, 1))
    assert has_endless_forms(_form(1, 2) + _form(2, 1))
    indirect = _form(1, resources="/Resources 9 0 R") + b"9 0 obj <</XObject <</A 1 0 R>>>> endobj"
    assert has_endless_forms(indirect)


def test_forms_in_forms_are_not_unless_they_are_deeper_than_any() -> None:
    assert not has_endless_forms(_form(1, 2) + _form(2, 3) + _form(3))
    assert has_endless_forms(b"".join(_form(n, n + 1) for n in range(1, 40)) + _form(40))
    assert not has_endless_forms(b"%PDF-1.7 /Form")


def test_large_files_are_searched_in_time() -> None:
    assert not has_endless_forms(b"/Form 1 0 obj " * 100_000)
    assert not has_endless_forms(b"/Form " + b"9" * 1_000_000)


def test_numbers_with_signs_are_read_as_the_library_reads_them() -> None:
    assert has_endless_forms(_form(6, 6).replace(b"6 0 obj", b"6- 0 obj"))
    assert has_endless_forms(_form(6, 6).replace(b"6 0 R", b"6 +0 R"))
