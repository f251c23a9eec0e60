"""The engines beside their peers: ``make bench``."""
