"""Buttons: what the buttons below an answer do."""
