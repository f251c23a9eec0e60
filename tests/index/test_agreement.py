import gzip
import itertools
import json
from pathlib import Path

from bot.articles.article import Article
from bot.index.disk.index import DiskIndex
from bot.index.memory.index import MemoryIndex
from bot.index.opensearch.cluster import Cluster
from bot.index.opensearch.index import OpenSearchIndex
from bot.index.parallel_analysis import analyze_articles
from bot.index.protocol import Index, WritableIndex
from bot.language.analyzer import Analyzer
from bot.reading.reader import read
from tests.benchmark import benchmark_folder, needs_benchmark
from tests.index.opensearch.nodes import Nodes

QUESTIONS = 200
EVERY = 20
TOP = 10
LEAST = 0.8


@needs_benchmark
def test_any_two_engines_agree_on_the_best_passages(nodes: Nodes, tmp_path: Path) -> None:
    """On some real articles, with real questions; docs/index.md says where they differ."""
    folder = benchmark_folder()
    assert folder
    analyzer = Analyzer()
    few = tmp_path / "articles.jsonl"
    with gzip.open(folder / "articles.jsonl.gz") as lines:
        few.write_bytes(b"".join(itertools.islice(lines, 0, None, EVERY)))
    found = (article for article in read(few) if isinstance(article, Article))
    analyzed = list(analyze_articles(found, analyzer))
    cluster = Cluster(nodes.url, patience=30, write_patience=120)
    engines: dict[str, WritableIndex] = {
        "memory": MemoryIndex((), analyzer),
        "disk": DiskIndex(tmp_path / "index", "made"),
        "opensearch": OpenSearchIndex(cluster, "agreement", "made", shards=2, replicas=0),
    }
    for engine in engines.values():
        engine.replace(analyzed)
        engine.commit()
    with (folder / "questions.jsonl").open(encoding="utf-8") as rows:
        asked = [json.loads(row)["question"] for row in itertools.islice(rows, 0, None, 6)]
    terms = [list(dict.fromkeys(analyzer.terms(question))) for question in asked[:QUESTIONS]]
    tops = {name: [_best(engine, query) for query in terms] for name, engine in engines.items()}
    for one, other in itertools.combinations(engines, 2):
        overlaps = [
            len(a & b) / max(len(a), len(b), 1) for a, b in zip(tops[one], tops[other], strict=True)
        ]
        mean = sum(overlaps) / len(overlaps)
        print(f"{one} and {other}: mean overlap at {TOP} {mean:.3f} over {len(overlaps)} questions")
        assert mean >= LEAST
    engines["opensearch"].drop()
    for engine in engines.values():
        engine.close()


def _best(index: Index, terms: list[str]) -> set[tuple[str, int]]:
    return {
        (hit.passage.article.id, hit.passage.number) for hit in index.snapshot().search(terms, TOP)
    }
