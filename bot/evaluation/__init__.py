"""Measuring answers: how often the quotes hold what a question's asker wanted to know."""
