"""The commands on single articles."""
