"""The memory engine: rank-bm25 over passages in memory."""
