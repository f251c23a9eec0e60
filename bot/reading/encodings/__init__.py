"""Encodings that are doubted: what messages declare, and what letters betray."""
