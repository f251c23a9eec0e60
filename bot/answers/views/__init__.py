"""Views: what stands around an answer, by day, by source and in its articles."""
