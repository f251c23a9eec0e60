"""Mails: what they say of themselves, the mail that was forwarded in them, and their furniture."""
