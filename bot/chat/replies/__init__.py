"""Replies: from an Answer to the text, entities and buttons of one message; pure."""
