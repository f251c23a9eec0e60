"""Scenes: what people do in each situation, and what they see of it."""
