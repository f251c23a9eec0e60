import subprocess
import sys

HEAVY = (
    "trafilatura htmldate pypdfium2 docx feedparser lxml warcio babel olefile python_calamine xlrd"
    " compressed_rtf"
).split()


def test_no_library_of_a_format_is_loaded_before_a_file_needs_it() -> None:
    code = (
        f"import sys, bot.reading.reader;print([name for name in {HEAVY!r} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
