"""Web pages, read beside other extractors: ``python -m benchmarks.pages --help``."""
