"""Fetching: the only room that opens connections to the web, and guards each of them."""
