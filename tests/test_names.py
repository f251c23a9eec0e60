"""Names in ``bot/``: few function words and bare participles, no class or module name twice."""

import ast
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from tests.paths import PROJECT

BOT = PROJECT / "bot"

# Share of bindings; Starlette, python-telegram-bot, datasette and Haystack have 0.5% and less.
HIGHEST_SHARE = 0.005

FUNCTION_WORDS = frozenset(
    "a an the this that these those it its he she they them we us you i me my our your his her"
    " of in on at by for from with without to into onto over under after before behind between"
    " among beside besides against about above below across along around through during until"
    " till since off out up down upon within beyond near than as and or but nor not so if then"
    " else when where why how who whom whose which what whatever whoever whether while because"
    " though although one ones own other others another each every some any all both either"
    " neither none no several many much more most few fewer less least such same only also too"
    " very just even still already yet again once twice here there now ever never always alone"
    " together apart away back is are was were be been being am do does did done has have had"
    " having will would shall should can could may might must ought whole rest".split()
)
IRREGULAR_PARTICIPLES = frozenset(
    "told found given shown held known made kept left taken seen said gone come begun broken"
    " chosen drawn written read_ sent set_ put_ built brought bought caught felt fought got gotten"
    " grown heard hidden hit_ hurt laid led lent lost meant met paid proven run_ sold sought spent"
    " split_ spoken stood struck swept sworn taught thought thrown understood won worn wound lain"
    " set_aside borne bound cut_ fed fallen forgotten frozen risen shaken sunk swung torn woken"
    " shut_ spread_ stuck sung lit".split()
)
# Words of such endings that are nouns, verbs or adjectives of their own.
_NOUNS_IN_ED = frozenset(
    "feed seed speed need bed red shed embed bleed breed weed deed reed".split()
)
_NOUNS_IN_ING = frozenset(
    "string substring heading ring king thing setting encoding ranking mapping building warning"
    " listing spelling rating timing padding meaning bring sing wing swing spring morning evening"
    " opening finding beginning ending wording nesting numbering hashing caching"
    " ceiling being_ pending missing during_ logging polling typing rendering reading".split()
)
# What search interfaces and publishing call these things: an article's date, the day of a question,
# and the first and last day of a range.
ALLOWED = frozenset(("published", "at", "since", "until"))
# The same stem in two rooms, each with its reason.
SHARED_STEMS = {
    "index": "an engine's index; the command that is named after it",
    "snapshot": "an engine's snapshot",
    "document": "a format's document",
    "paragraphs": "a format's paragraphs",
    "corpus": "the commands and the pages on the corpus",
    "lock": "the corpus's lock",
    "errors": "a room's errors",
    "pages": "a PDF's pages, and those of the web",
    "explain": "the command and the room",
}


def bindings(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Yield each name that a scope binds, once a scope, with the line of its first binding."""
    scopes: list[ast.AST] = [tree]
    while scopes:
        scope = scopes.pop()
        names: dict[str, int] = {}
        waiting: list[ast.AST] = list(ast.iter_child_nodes(scope))
        while waiting:
            node = waiting.pop()
            name = _bound(node)
            if name:
                names.setdefault(name, getattr(node, "lineno", 0))
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef | ast.Lambda):
                scopes.append(node)
            else:
                waiting.extend(ast.iter_child_nodes(node))
        yield from ((line, name) for name, line in names.items())


def _bound(node: ast.AST) -> str:
    match node:
        case ast.Name(id=name, ctx=ast.Store()):
            return name if not name.startswith("__") else ""
        case ast.arg(arg=name) if name not in ("self", "cls"):
            return name
        case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
            return name if not name.startswith("__") else ""
        case ast.ExceptHandler(name=str(name)) | ast.MatchAs(name=str(name)):
            return name
        case ast.Attribute(attr=name, value=ast.Name(id="self"), ctx=ast.Store()):
            return name
    return ""


def says_nothing(name: str) -> bool:
    """Tell whether a name is a function word or a bare participle."""
    word = name.strip("_").casefold()
    if word in ALLOWED:
        return False
    if word in FUNCTION_WORDS or word in IRREGULAR_PARTICIPLES:
        return True
    if re.fullmatch("[a-z]{2,}ed", word):
        return word not in _NOUNS_IN_ED
    return bool(re.fullmatch("[a-z]{2,}ing", word)) and word not in _NOUNS_IN_ING


def count_bindings(folder: Path) -> tuple[int, list[str]]:
    """Return how many names are bound, and those that say nothing, each with its place."""
    total, empty = 0, []
    for path in sorted(folder.rglob("*.py")):
        for line, name in bindings(ast.parse(path.read_text("utf-8"))):
            total += 1
            if says_nothing(name):
                empty.append(f"{path.relative_to(folder.parent)}:{line} {name}")
    return total, empty


def test_names_are_words_of_content() -> None:
    total, empty = count_bindings(BOT)
    assert total > 5_000
    assert len(empty) <= HIGHEST_SHARE * total, f"{len(empty)} of {total}:\n" + "\n".join(empty)


def test_no_public_class_name_stands_twice() -> None:
    places = defaultdict(list)
    for path in sorted(BOT.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                places[node.name].append(str(path.relative_to(PROJECT)))
    assert {name: paths for name, paths in places.items() if len(paths) > 1} == {}


def test_no_module_stem_stands_twice_without_a_reason() -> None:
    stems = Counter(path.stem for path in BOT.rglob("*.py") if not path.stem.startswith("__"))
    assert {stem for stem, count in stems.items() if count > 1} <= SHARED_STEMS.keys()


def test_no_module_holds_a_function_of_its_own_name() -> None:
    same = [
        str(path.relative_to(PROJECT))
        for path in sorted(BOT.rglob("*.py"))
        for node in ast.parse(path.read_text("utf-8")).body
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name == path.stem
    ]
    assert same == []


def test_no_folder_holds_more_than_fourteen_modules() -> None:
    modules = Counter(
        str(path.parent.relative_to(PROJECT)) for path in BOT.rglob("*.py") if path.stem[0] != "_"
    )
    assert {folder: count for folder, count in modules.items() if count > 14} == {}


def test_counting_sees_what_says_nothing() -> None:
    code = "def told(of, article, *, changed_files):\n    [one for one in of]\n    changed = of\n"
    names = [name for _, name in bindings(ast.parse(code))]
    assert sorted(names) == ["article", "changed", "changed_files", "of", "one", "told"]
    assert sorted(filter(says_nothing, names)) == ["changed", "of", "one", "told"]
