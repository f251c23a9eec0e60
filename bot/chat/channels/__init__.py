"""Channels: those whose posts become articles, as admins choose."""
