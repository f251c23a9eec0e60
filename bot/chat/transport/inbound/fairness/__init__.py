"""Fairness: how turns go round, and what becomes of those who ask too much at once."""
