"""Exports of chats as web pages."""
