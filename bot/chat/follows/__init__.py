"""Follows: what a chat wants to hear of, and what is sent to it unasked."""
