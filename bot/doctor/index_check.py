"""Index check: whether the index on disk is there, whole and of this version."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

from bot.doctor.database_check import find_damage, open_database_copy
from bot.doctor.diagnosis import Diagnosis, approve, blame, warn
from bot.doctor.segment_files import find_broken_segment
from bot.localization.english import count_noun
from bot.reading.source import display_path

_SUBJECT = "index"
_REBUILD = "dateline index drop, then dateline index build, which reads the articles again"

_MOST_NAMES = 3


def check_index(folder: Path, engine: str, fingerprint: str) -> Iterator[Diagnosis]:
    """Yield how the index in ``folder`` is; ``engine`` is what the settings ask for."""
    database = folder / "articles.db"
    meta = folder / "terms" / "meta.json"
    if not database.exists() and not meta.exists():
        yield from _explain_absence(engine)
        return
    fault = _find_fault(folder, database, meta)
    if fault:
        yield blame(_SUBJECT, f"the one in {display_path(folder)} is damaged: {fault}", _REBUILD)
        return
    try:
        with open_database_copy(database) as connection:
            marks = connection.execute("SELECT fingerprint, next_fingerprint FROM step").fetchone()
            (articles,) = connection.execute("SELECT count(*) FROM article").fetchone()
    except (sqlite3.Error, OSError) as error:
        yield warn(_SUBJECT, f"it cannot be looked at: {error}", "try again, or " + _REBUILD)
        return
    if marks and any(marks) and fingerprint not in marks:
        yield warn(
            _SUBJECT, "it was built by another version, so the next start builds it again",
            "dateline index build does that now, before the bot starts",
        )  # fmt: skip
    else:
        yield approve(
            _SUBJECT, f"it is whole and of this version: {count_noun('article', articles)}"
        )


def check_manifest(path: Path) -> Iterator[Diagnosis]:
    """Yield which files were read only in part, or hold no article."""
    if not path.exists():
        return
    try:
        with open_database_copy(path) as database:
            damage = find_damage(database)
            files = database.execute(
                "SELECT path, reason FROM files WHERE status = 'unfinished' ORDER BY path"
            ).fetchall()
            count, articles = database.execute(
                "SELECT count(*), coalesce(sum(articles), 0) FROM files"
            ).fetchone()
    except sqlite3.OperationalError as error:
        if "no such" in str(error):
            return  # of another version, which the next start makes anew
        yield warn("articles", f"{display_path(path)} cannot be looked at: {error}", "try again")
        return
    except (sqlite3.Error, OSError) as error:
        damage, files, count, articles = str(error), [], 0, 1
    if damage:
        yield blame(
            "articles",
            f"{display_path(path)}, which says what the files hold, is damaged: {damage}",
            f"delete it (rm {display_path(path)}*): it is made again from the articles",
        )
    elif files:
        names = ", ".join(display_path(_decode(name)) for name, _ in files[:_MOST_NAMES])
        yield blame(
            "articles",
            f"{count_noun('file', len(files))} could not be read to the end: {names} "
            f"({files[0][1]})",
            "dateline index build tries again at once; it says what is missing",
        )
    elif count and not articles:
        yield warn(
            "articles", f"none of {count_noun('file', count)} holds an article",
            "dateline corpus check says for each file why",
        )  # fmt: skip
    elif count:
        yield approve("articles", f"{count_noun('article', articles)} in all files")


def measure_size(folder: Path) -> int:
    """Return the size of an index's files, in bytes."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def _explain_absence(engine: str) -> Iterator[Diagnosis]:
    if engine == "disk":
        yield warn(
            _SUBJECT, "there is none yet", "dateline index build makes it, or the first start"
        )
    elif engine != "opensearch":
        yield approve(_SUBJECT, "it is kept in memory, or built at the first start")


def _find_fault(folder: Path, database: Path, meta: Path) -> str:
    """Return what is wrong with the files of an index, as far as there is time to look."""
    if not database.exists() or not meta.exists():
        missing = database if not database.exists() else meta
        return f"{missing.name} is missing"
    try:
        with open_database_copy(database) as connection:
            damage = find_damage(connection)
        if damage:
            return f"{database.name}: {damage}"
    except sqlite3.OperationalError:
        pass  # another process has it open, or it is too large to look at in time
    except (sqlite3.Error, OSError) as error:
        return f"{database.name}: {error}"
    return find_broken_segment(meta)


def _decode(name: object) -> str:
    return name.decode(errors="replace") if isinstance(name, bytes) else str(name)
