"""Feeds, and the exports of blogs, which look like them."""
