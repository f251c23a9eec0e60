"""The commands that follow feeds."""
