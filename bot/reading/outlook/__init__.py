"""Mails of Outlook (MSG)."""
