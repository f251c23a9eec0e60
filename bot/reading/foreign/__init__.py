"""Formats that are not read: how they are recognised, and what their owner can do."""
