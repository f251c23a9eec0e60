"""The real process left alone under load and faults: ``make soak``."""
