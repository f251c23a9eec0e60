"""Localization: what the bot says, in the language of its reader."""
