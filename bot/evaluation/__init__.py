"""Measuring answers: how often the quotes contain what was asked for."""
