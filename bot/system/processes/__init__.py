"""Processes: programs that this one starts, and what it can see of them."""
