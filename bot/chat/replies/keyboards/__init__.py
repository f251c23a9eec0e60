"""Keyboards: the buttons below an answer, each only where it has something to show."""
