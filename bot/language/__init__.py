"""From characters to sentences, terms and dates."""
