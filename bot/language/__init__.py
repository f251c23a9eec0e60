"""Text analysis: sentences, terms, mentions and time expressions."""
