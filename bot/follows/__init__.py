"""Follows: what people want to hear of, and which added articles tell them."""
