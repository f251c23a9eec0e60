"""Telegram, and the only package that imports it."""
