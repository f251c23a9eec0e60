"""Filters: what a question says exactly of the articles that count."""
