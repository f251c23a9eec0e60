"""Fuzzing: every reader is given what nobody would write. Run by ``make fuzz``."""
