"""The disk engine: tantivy for terms, SQLite for articles."""
